"""What people do about a refused login before they ask, each with the words that tell it."""

from __future__ import annotations

from typing import Final

from bot.parse.surroundings.act_words import ALLOWED, CREDENTIAL, MADE, MADE_ANEW, OF_APPS, Act

# Of an app password: nobody makes a password of their own "one".
_MADE_ONE: Final = (
    r"(?:created|made|generated) (?:a new )?one|(?:created|made|generated) (?:it|one) (?:already"
    r"|this morning|today)"
)

LOGIN_ACTS: Final = (
    Act(
        "done.password-typed",
        "",
        r"(?:re-?typed|re-?keyed)|(?:typed|entered)(?: \w+){0,4} (?:by hand|manually|again|anew|twice|in full"
        r"|afresh)|re-?entered|(?:von hand|neu|manuell|erneut)(?: \w+)? (?:eingegeben|eingetippt)|eingetippt"
        r"|neu getippt|retapee?s?|ressaisi\w*|(?:tapee?|saisie?)(?: \w+){0,3} a la main"
        r"|(?:escrit[oa]|escrib\w+|puest[oa]|tecle\w+|introducid[oa])(?: \w+){0,3} a mano"
        r"|vuelto a (?:escribir|introducir|poner|meter)|re-?ingres\w+|re-?digit\w+"
        r"|digit\w+(?: \w+){0,3} (?:de novo"
        r"|novamente|a mao|manualmente)|riscritta|digitata (?:di nuovo|a mano)",
        r"re-?typing|re-?entering|typing it",
    ),
    Act(
        "done.password-entered",
        "",
        r"(?:updated|entered|changed|put|saved|stored)(?: (?:it|them|that|the|new|one|same|passwords?"
        r"|everywhere))+ "
        r"(?:in|into|on|at|there|everywhere)|(?:password|one) (?:is|was|has been) (?:updated|entered"
        r"|changed|saved) "
        r"(?:in|on|everywhere)|(?:uberall|dort|in|im|auf)(?: \S+){0,6} (?:eingetragen|aktualisiert|hinterlegt"
        r"|geandert|eingegeben)|(?:saisi|mis a jour|mis|entre|remplace)(?: \w+){0,3} (?:dans|sur|partout)"
        r"|(?:actualiz|cambi|pus|puest|metid|atualiz|troc|coloc)\w*(?: \w+){0,3} (?:en|no|na|nos|em|todos)",
    ),
    Act(
        "prose.app-password",
        OF_APPS,
        MADE + r"|used|entered|pasted|eingetragen|verwendet|saisi|utilise",
    ),
    Act("done.app-password-made", OF_APPS, MADE_ANEW),
    Act(
        "prose.new-password",
        CREDENTIAL,
        r"changed|renewed|rotated|(?:was|been|got|have|has|had|already|we|i|he|she|they|client"
        r"|customer) reset|geandert|zuruckgesetzt|erneuert|neu gesetzt|neu vergeben|reinitialise|change"
        r"|modifie|remplace|cambi(?:o|ado|ada|amos|aron|e)|restableci\w+|reinici(?:o|ado|ada|amos)|trocad[oa]"
        r"|troc(?:ou|amos)|troquei|alter(?:ou|ei|ada|amos)|mud(?:ou|ei|ada|amos)|redefin(?:iu|i|ida|imos)"
        r"|reset(?:ada|amos|ou|tata)"
        r"|cambiata|modificata|reimpostata",
        r"resett?(?:ing)?|changing|zurucksetzen|reset",
    ),
    Act(
        "prose.right-password",
        r"webmail|owa|roundcube|i?phone|(?:am|auf dem|vom) handy|smartphone|telephone|movil|celular|browser"
        r"|navigateur|navegador",
        r"works?(?: fine)?|geht|funktioniert|klappt|marche|fonctionne|funciona|entra|accede|passe"
        r"|(?:can|kann|peut|puede|pode|able to) .*(?:log ?in|sign in|anmelden|einloggen|connecter"
        r"|entrar|iniciar sesion)"
        r"|(?:log|sign)s? in(?: fine)?",
    ),
    Act(
        "prose.other-program-works",
        r"i?phone|ipad|android|(?:am|auf dem|vom|das|ihr|sein|mein) handy|smartphone|telephone|telefono"
        r"|cellulare|movil"
        r"|celular|(?:other"
        r"|another|different|old|second)"
        r" (?:program|client|device|computer|pc|laptop|notebook|mac|cli|tool|app|script)|swaks"
        r"|instantly|smartlead|lemlist|apollo"
        r"|anderen? (?:programm|rechner|gerat)"
        r"|autre (?:programme|appareil)",
        r"works?(?: fine)?|sends?|geht|funktioniert|klappt|marche|fonctionne|funciona|funziona|envoie"
        r"|sendet|envia"
        r"|invia",
    ),
    Act(
        "done.signed-in",
        r"browser|web|webmail|gmail|google|account|yahoo|outlook|owa|navigateur|navegador|konto|compte"
        r"|cuenta|conta|prompt"
        r"|notification|it was (?:me|him|her|us)|attempt|sign-?in",
        r"(?:signed|logged) (?:in|on)(?: \w+)*|confirmed|approved|bestatigt|angemeldet|eingeloggt"
        r"|connectee?s?|confirmee?s?"
        r"|confirm(?:o|e|ado|amos|ei|ou)|inici\w* sesion",
    ),
    Act(
        "done.programs-allowed",
        r"smtp(?: auth\w*)?|authenticated smtp|imap|pop3?|pop|mail clients?|e-?mail clients?"
        r"|external (?:programs|apps"
        r"|access)|less secure apps?|client access|externe programme|zugriff\w*|programmes externes"
        r"|clientes de correo",
        ALLOWED,
    ),
    Act(
        "done.programs-stopped",
        r"phones?|iphone|laptops?|notebook|tablet|devices?|programs?|apps?|outlook|mail clients?|handy"
        r"|gerat\w*|programme|telephones?|appareils?|movil|celular|dispositivos?|old (?:pc|computer|account)"
        r"|everything else|account from",
        r"stopped|removed|deleted|disconnected|logged out|signed out|(?:turned|switched|is|are|was|were) off"
        r"|shut down|abgemeldet|ausgeschaltet|entfernt|geloscht|gestoppt|supprimee?s?|deconnectee?s?"
        r"|eteinte?s?|arretee?s?"
        r"|quit(?:o|ado|amos|e)|desconect\w+|apag(?:o|ado|amos)|desligad\w+|desligamos|removemos",
    ),
    Act(
        "done.whole-address",
        r"user ?name|user|log-?in|benutzername|benutzer|nom d.utilisateur|identifiant|usuario|utente",
        r"(?:full|whole|complete|entire) (?:e-?mail(?: address)?|address|mail address)"
        r"|(?:volle|ganze|vollstandige|komplette) (?:e-?mail-?)?adresse"
        r"|adresse (?:e-?mail )?(?:complete|entiere)"
        r"|(?:correo|direccion|e-?mail|endereco)(?: \w+)? complet[oa]",
    ),
    Act("prose.app-password", "", _MADE_ONE),
    Act("done.app-password-made", "", _MADE_ONE),
    Act(
        "prose.right-password",
        CREDENTIAL + r"|log-?in",
        r"works? (?:at|on|in|for) (?:outlook|gmail|webmail|the web|the portal|roundcube|owa|[\w-]+\.\w)\S*",
    ),
    Act(
        "done.login-set",
        r"smtp auth(?:entication)?|authentication|anmeldung|authentification|autenticacion|autenticacao",
        r"(?:is|are|was|were|turned|switched) on|enabled|ticked|checked|activated|aktiviert|angehakt"
        r"|cochee?|activee?"
        r"|activad[oa]|marcad[oa]|ativad[oa]",
    ),
    Act(
        "done.login-set",
        r"user(?: ?name)?|log-?in|benutzername|nom d.utilisateur|identifiant|usuario|" + CREDENTIAL,
        r"filled in|(?:is|are) (?:there|stored|saved|set|entered|in place)|eingetragen|hinterlegt|ausgefullt"
        r"|(?:est|sont) (?:remplis?|saisis?)|(?:esta|estan) (?:puest|rellen)\w+|(?:esta"
        r"|estao) preenchid\w+",
    ),
    Act(
        "done.set-up-anew",
        r"account|mailbox|konto|postfach|compte|cuenta|conta|profile|profil|it",
        r"(?:removed|deleted)(?: \w+){0,3} (?:added|set up|created|re-?added)|re-?added|re-?created"
        r"|re-?connected|set (?:it )?up again|neu (?:eingerichtet|angelegt|verbunden)|recreee?|reconfiguree?"
        r"|reconnectee?|vuelto a (?:crear|configurar|conectar)"
        r"|reconect\w+|recri\w+",
        r"re-?adding|re-?creating",
    ),
)
