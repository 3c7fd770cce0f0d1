"""What people do about an error before they ask, each with the words in several languages that tell it."""

from __future__ import annotations

from typing import Final, NamedTuple


class Act(NamedTuple):
    """An act by its tag: what it is about, how it reads when it was done, and as what was in vain.

    Alternatives of an RE2 pattern, in lower case and without accents; an empty `what`: the verb names it.
    """

    tag: str
    what: str
    done: str
    tried: str = ""


_CREDENTIAL: Final = (
    r"passwor[dt]\w*|kennwort\w*|mot de passe|contrasena|clave|senha|wachtwoord|credentials?|creds"
    r"|zugangsdaten"
    r"|identifiants|pw|pwd"
)
_OF_APPS: Final = (
    r"app(?:lication)?[- ]?(?:specific )?passwor[dt]\w*|app-?kennwort\w*"
    r"|anwendungs(?:spezifisches )?-?passwor\w*"
    r"|mot de passe d.applications?|contrasena (?:de|para) (?:la )?app?\w*|senha (?:de|para) (?:o )?app?\w*"
    r"|password per (?:le )?app"
)
_MADE: Final = (
    r"creat(?:ed|o|a)|made|generat(?:ed|o|a)|erstellt|angelegt|erzeugt|generiert|creee?s?|gene?ree?s?"
    r"|creo|creado"
    r"|creada|creamos|generado|generada|generamos|genero|criou|criei|criada|criamos|gerou|gerei|gerada"
    r"|geramos"
    r"|aangemaakt"
)
_SET: Final = (
    r"(?:was|were|is|are|been|have|has|had|we|i|they|he|she|already|now|just|all) set(?: up)?|added"
    r"|entered|published"
    r"|configured|installed|in place|correct(?:ed)?|fine|ok|okay|right|pass(?:es|ed)?|valid|(?:is"
    r"|are) there|gesetzt"
    r"|eingetragen|hinterlegt|eingerichtet|konfiguriert|stimmt|stimmen|passt|passen|korrekt|gultig"
    r"|configuree?s?"
    r"|ajoutee?s?|en place|correcte?s?|bons?|configurad[oa]s?|configuramos|anadid[oa]s?|anadimos"
    r"|agregad[oa]s?"
    r"|agregamos|correct[oa]s|correcto|puesto|adicionad[oa]s?|adicionamos|corret[oa]s?|impostat[oi]"
    r"|configurat[oi]"
)
_ALLOWED: Final = (
    r"enabled|ticked|activated|allowed|(?:turned|switched) on|aktiviert|freigeschaltet|erlaubt|angehakt"
    r"|eingeschaltet|activee?s?|autorisee?s?|cochee?s?|activ(?:o|ado|ada|amos|aron)|habilit(?:o|ado"
    r"|ada|amos)"
    r"|permitid[oa]|ativ(?:ou|ei|ado|ada|amos)|liberad[oa]|abilitat[oa]|attivat[oa]|ingeschakeld"
)
_REMOVED: Final = (
    r"removed|deleted|emptied|cleared|cleaned|freed|made (?:some )?room|geloscht|geleert|aufgeraumt"
    r"|entfernt|leer"
    r"|videe?s?|vide|supprimee?s?|nettoyee?s?|vaci(?:o|ado|amos)|borr(?:o|ado|amos|e)|elimin(?:o|ado"
    r"|amos|e)"
    r"|quit(?:o|ado|amos|e)|limpi(?:o|ado|amos)|esvazi(?:ou|ei|amos|ada)|limp(?:ou|ei|amos)|apag(?:ou"
    r"|uei|amos)"
    r"|remov(?:eu|i|emos)|svuotat[oa]|cancellat[oi]"
)
_OFF: Final = (
    r"(?:is|are|was|were|turned|switched) off|disabled|deactivated|uninstalled|removed|stopped"
    r"|ausgeschaltet"
    r"|abgeschaltet|deaktiviert|ist aus|sind aus|deinstalliert|desactivee?s?|desinstallee?s?"
    r"|desactiv(?:o|ado|amos)"
    r"|apagado|desativ(?:ou|ei|ado|amos)|disattivat[oi]"
)
_TRIED: Final = (
    r"tried|tested|probiert|ausprobiert|getestet|versucht|essayee?s?|testee?s?|prob(?:e|o|ado|amos)"
    r"|intent(?:e|o|ado|amos)|test(?:ei|ou|ado|amos)|tent(?:ei|ou|ado|amos)|provat[oi]"
)
_ASKED: Final = (
    r"filled (?:in|out)|submitted|requested|asked|applied|sent (?:in )?|ausgefullt|beantragt"
    r"|eingereicht|gestellt"
    r"|angefragt|rempli|demandee?s?|envoyee?s?|solicit(?:o|e|ado|amos|ei|ou)|pedi(?:do|mos|u)?"
    r"|rellen(?:o|e|ado|amos)"
    r"|envi(?:o|e|ado|amos|ei|ou)|preench(?:i|eu|emos|ido)|inviato|richiesto|compilato"
)
_SPF: Final = r"spf"
DONE: Final = (
    Act(
        "done.password-typed",
        "",
        r"(?:re-?typed|re-?keyed)|(?:typed|entered)(?: \w+){0,4} (?:by hand|manually|again|anew|twice"
        r"|in full|afresh)"
        r"|re-?entered|(?:von hand|neu|manuell|erneut)(?: \w+)? (?:eingegeben|eingetippt)|eingetippt"
        r"|neu getippt"
        r"|retapee?s?|ressaisi\w*|(?:tapee?|saisie?)(?: \w+){0,3} a la main"
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
        r"(?:in|on|everywhere)|(?:uberall|dort|in|im|auf)(?: \S+){0,6} (?:eingetragen|aktualisiert"
        r"|hinterlegt|geandert"
        r"|eingegeben)|(?:saisi|mis a jour|mis|entre|remplace)(?: \w+){0,3} (?:dans|sur|partout)"
        r"|(?:actualiz|cambi|pus|metid|atualiz|troc|coloc)\w*(?: \w+){0,3} (?:en|no|na|nos|em|todos)",
    ),
    Act(
        "prose.app-password",
        _OF_APPS,
        _MADE + r"|used|entered|pasted|eingetragen|verwendet|saisi|utilise",
    ),
    Act(
        "prose.new-password",
        _CREDENTIAL,
        r"changed|renewed|rotated|(?:was|been|got|have|has|had|already|we|i|he|she|they|client"
        r"|customer) reset"
        r"|geandert|zuruckgesetzt|erneuert|neu gesetzt|neu vergeben|reinitialise|change|modifie|remplace"
        r"|cambi(?:o|ado|ada|amos|aron|e)|restableci\w+|reinici(?:o|ado|ada|amos)|trocad[oa]|troc(?:ou"
        r"|amos)|troquei"
        r"|alter(?:ou|ei|ada|amos)|mud(?:ou|ei|ada|amos)|redefin(?:iu|i|ida|imos)|reset(?:ada|amos|ou|tata)"
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
        r"i?phone|ipad|android|(?:am|auf dem|vom) handy|smartphone|telephone|movil|celular|(?:other"
        r"|another|different)"
        r" (?:program|client|device|computer|pc)|anderen? (?:programm|rechner|gerat)"
        r"|autre (?:programme|appareil)",
        r"works?(?: fine)?|sends?|geht|funktioniert|klappt|marche|fonctionne|funciona",
    ),
    Act(
        "done.waited",
        "",
        r"(?:we|i|he|she|they|have|has|already|customer|client)(?: \w+)? waited|waited (?:an?|for|over"
        r"|more|\d+|half"
        r"|one|two|several|some)|(?:stunde\w*|minuten|tage?|lange|schon) gewartet|(?:avons|ai|a) attendu"
        r"|(?:hemos|he|ha|han) esperado|esperamos|(?:ja )?(?:aguard|esper)(?:amos|ei|ou|ado)"
        r"|abbiamo aspettato",
        r"waiting",
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
        _ALLOWED,
    ),
    Act(
        "done.programs-stopped",
        r"phones?|iphone|laptops?|notebook|tablet|devices?|programs?|apps?|outlook|mail clients?|handy"
        r"|gerat\w*|programme"
        r"|telephones?|appareils?|movil|celular|dispositivos?|old (?:pc|computer|account)"
        r"|everything else|account from",
        r"stopped|removed|deleted|disconnected|logged out|signed out|(?:turned|switched|is|are|was"
        r"|were) off|shut down"
        r"|abgemeldet|ausgeschaltet|entfernt|geloscht|gestoppt|supprimee?s?|deconnectee?s?|eteinte?s?"
        r"|arretee?s?"
        r"|quit(?:o|ado|amos|e)|desconect\w+|apag(?:o|ado|amos)|desligad\w+|desligamos|removemos",
    ),
    Act(
        "done.release-asked",
        r"forms?|removal|delist\w*|de-?listing|release|unlist\w*|unblock\w*|sender\.office\S*"
        r"|olcsupport\S*|formular"
        r"|entsperrung|loschung|austragung|formulaire|retrait|deblocage|formulario|desbloque\w*"
        r"|eliminacion|remocao"
        r"|spamhaus|microsoft support",
        _ASKED,
        r"delist\w*",
    ),
    Act("done.spf-set", _SPF, _SET),
    Act("done.dkim-set", r"dkim", _SET),
    Act(
        "done.reverse-name-set",
        r"ptr|r-?dns|reverse(?: \w+)?|rueckwaerts\w*|rdns",
        _SET + r"|resolves|lost auf",
    ),
    Act(
        "done.room-made",
        r"mailbox|inbox|mails?|e-?mails|messages|room|space|bin|trash|postfach|papierkorb|speicher"
        r"|boite|messagerie"
        r"|corbeille|buzon|correos?|bandeja|papelera|espacio|caixa|lixeira|mensagens|casella|cestino"
        r"|aufgeraumt",
        _REMOVED,
    ),
    Act(
        "done.account-secured",
        r"accounts?|mailbox|mfa|2fa|konto|postfach|compte|cuenta|conta|rules?|forwardings?|sessions?"
        r"|everywhere",
        r"secured|cleaned|enabled (?:mfa|2fa|two)\w*|gesichert|abgesichert|securisee?|asegur(?:o|ado"
        r"|ada|amos)"
        r"|protegid[oa]|protegemos|removed (?:\w+ ){0,3}(?:forwardings?|rules?)|signed out|revoked",
    ),
    Act(
        "done.antivirus-off",
        r"anti-?virus\w*|virenscanner|avast|kaspersky|eset|bitdefender|mcafee|norton|avg|vpn|firewall"
        r"|ufw|iptables|proxy"
        r"|mail shield|defender|pare-feu|cortafuegos",
        _OFF,
        r"(?:disabling|turning off|deaktivieren)",
    ),
    Act(
        "done.other-port-tried",
        r"(?:other|another|both|all|different|andere\w*|beide|alle|autres?|otros?|ambos|outras?"
        r"|ambas) (?:ports?|puertos?|portas?)"
        r"|(?:ports?|puerto|porta) (?:25|465|587|2525)|465 auch|587 too|465 too|(?:465|587) (?:and|und"
        r"|et|y|e|or) (?:465|587)",
        _TRIED + r"|changed|switched|fail too|same",
    ),
    Act(
        "done.certificate-renewed",
        r"it|cert(?:ificate)?s?|zertifikat\w*|certificats?|certificados?|certificato",
        r"renewed|(?:neu|bereits|schon|gestern) (?:erneuert|ausgestellt)|erneuert|renouvelee?s?"
        r"|renov(?:o|ado|amos|e|ei|ou)"
        r"|rinnovato",
    ),
    Act(
        "done.right-granted",
        r"send[- ]?as|send on behalf|full access|permissions?|rights?|delegation|senden als"
        r"|berechtigung\w*|droits?|permisos?"
        r"|permissao|permesso",
        r"granted|given|(?:was|been|has|have|we|i) (?:set|added|assigned)|added|erteilt|vergeben"
        r"|gesetzt|accordee?s?|donnee?s?"
        r"|otorgad[oa]|concedid[oa]|dad[oa]s?|dimos|demos|concess[oa]",
    ),
    Act(
        "done.whole-address",
        r"user ?name|user|log-?in|benutzername|benutzer|nom d.utilisateur|identifiant|usuario|utente",
        r"(?:full|whole|complete|entire) (?:e-?mail(?: address)?|address|mail address)"
        r"|(?:volle|ganze|vollstandige|komplette) (?:e-?mail-?)?adresse"
        r"|adresse (?:e-?mail )?(?:complete|entiere)"
        r"|(?:correo|direccion|e-?mail|endereco)(?: \w+)? complet[oa]",
    ),
    Act(
        "done.content-cleaned",
        r"links?|attachments?|images?|pictures?|signature|anhang|anhange|bilder|liens?"
        r"|pieces? jointes?|enlaces?"
        r"|adjuntos?|imagenes|anexos?|imagens|allegati",
        r"removed|(?:taken|took|left) out|stripped|entfernt|rausgenommen|supprimee?s?|enlevee?s?|retiree?s?"
        r"|quit(?:o|ado|amos|e)|elimin(?:o|ado|amos)|remov(?:eu|i|emos)|tir(?:ou|ei|amos)|rimossi|tolti",
    ),
    Act(
        "done.address-checked",
        r"address|spelling|typos?|e-?mail|adresse|schreibweise|orthographe|direccion|endereco|indirizzo",
        r"checked|double-?checked|compared|copied(?: it)? from (?:his|her|their|the)|(?:copied"
        r"|took) it from|verified"
        r"|gepruft|verglichen|kopiert|verifiee?s?|comparee?s?|copiee?s?|comprob(?:e|o|ado|amos)"
        r"|verific(?:o|ado|amos|ado|ei)"
        r"|copi(?:e|o|ado|amos|ei)|conferi\w*|is spelled right",
    ),
    Act(
        "done.recipient-made",
        r"mailbox|address|user|alias|group|account|postfach|adresse|konto|benutzer|verteiler|boite"
        r"|compte|buzon|cuenta"
        r"|caixa|conta",
        r"(?:was|is|has been|been|just|newly) (?:only )?(?:created|made|added|set up)|(?:gestern|heute"
        r"|eben|gerade|neu) "
        r"(?:angelegt|erstellt|eingerichtet)|vient d.etre creee?|acaba de crear\w*|acabou de ser criad[oa]",
    ),
    Act(
        "prose.recipient-exists",
        r"adresse|direccion|endereco|indirizzo|address",
        r"is right|is correct|stimmt|est bonne|est correcte|est exacte|es correcta|es buena"
        r"|esta correta|esta certa|e corretto"
        r"|existe|(?:is|still) in use",
    ),
    Act(
        "done.address-checked",
        "",
        r"(?:copied|took|taken) (?:it|the address)(?: \w+)? from|(?:kopiert|ubernommen) aus|copiee? depuis"
        r"|copiad[oa] de",
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
        r"user(?: ?name)?|log-?in|benutzername|nom d.utilisateur|identifiant|usuario|" + _CREDENTIAL,
        r"filled in|(?:is|are) (?:there|stored|saved|set|entered|in place)|eingetragen|hinterlegt"
        r"|ausgefullt"
        r"|(?:est|sont) (?:remplis?|saisis?)|(?:esta|estan) (?:puest|rellen)\w+|(?:esta"
        r"|estao) preenchid\w+",
    ),
    Act(
        "done.slowed",
        "",
        r"(?:slowed|throttled|reduced|lowered|paused|stopped)(?: \w+){0,4} (?:down|to \d+|volume"
        r"|sending|campaigns?|rate"
        r"|per (?:hour|day|minute)|bulk|newsletters?)|slowed down|gedrosselt|pausiert|ralenti|reduit"
        r"|reducido|bajado|reduzimos",
    ),
    Act(
        "done.restarted",
        "",
        r"(?:re-?started|rebooted|reloaded)|neu ?gestartet|neugestartet|durchgestartet|redemarree?s?"
        r"|relancee?s?"
        r"|reinici(?:e|o|ado|ada|amos|ei|ou|aram)|riavviato|herstart",
        r"re-?start(?:ing)?|reboot(?:ing)?|neustart\w*|redemarrage|reinicio",
    ),
    Act(
        "done.set-up-anew",
        r"account|mailbox|konto|postfach|compte|cuenta|conta|profile|profil|it",
        r"(?:removed|deleted)(?: \w+){0,3} (?:added|set up|created|re-?added)|re-?added|re-?created"
        r"|re-?connected|set (?:it )?up again"
        r"|neu (?:eingerichtet|angelegt|verbunden)|recreee?|reconfiguree?|reconnectee?"
        r"|vuelto a (?:crear|configurar|conectar)"
        r"|reconect\w+|recri\w+",
        r"re-?adding|re-?creating",
    ),
    Act(
        "done.other-network-tried",
        r"(?:other|another|different|second|anderes?|anderen|autre|otra|outra) (?:network|wi-?fi"
        r"|internet\w*|line|connection|netz\w*"
        r"|wlan|reseau|red|rede|conexion|conexao)|hotspot|mobile data|handynetz|4g|5g",
        _TRIED + r"|same (?:there|error|result)|fails? (?:too|as well|there)|dasselbe|auch nicht|pareil"
        r"|lo mismo|mesmo",
    ),
)
