"""What people do about mail that is refused, or a connection, before they ask, each with its words."""

from __future__ import annotations

from typing import Final

from bot.parse.surroundings.act_words import ALLOWED, ASKED, OFF, REMOVED, SET, SPF, TRIED, Act

OTHER_ACTS: Final = (
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
        "done.release-asked",
        r"forms?|antrag|freischaltung|ticket|removal|delist\w*|de-?listing|release|unlist\w*|unblock\w*"
        r"|sender\.office\S*|olcsupport\S*|formular"
        r"|entsperrung|loschung|austragung|formulaire|retrait|deblocage|formulario|desbloque\w*"
        r"|eliminacion|remocao"
        r"|spamhaus|microsoft support",
        ASKED,
        r"delist\w*",
    ),
    # Whom they wrote to: a recipient is written to as well.
    Act(
        "done.release-asked",
        r"postmaster\S*|abuse\S*|support|tos[ab]@\S+|tobr@\S+|t-?online|telekom|microsoft|yahoo|google|gmx"
        r"|web\.de|spamhaus|barracuda|proofpoint|blocklist|the list|dort",
        r"(?:we|i|he|she|they|have|has|already) (?:\w+ )?(?:wrote|written|e?-?mailed|contacted)"
        r"|(?:hin|an)geschrieben|kontaktiert|(?:avons|ai|a) (?:\w+ )?(?:ecrit|contacte)"
        r"|(?:hemos|he|ha|han) (?:\w+ )?(?:escrito|contactado)|(?:abbiamo|ho|ha) (?:\w+ )?(?:scritto"
        r"|contattato)|escrevemos|contatamos",
    ),
    Act(
        "done.recipient-told",
        "",
        r"(?:called|phoned|rang|telephoned|reached|texted) (?:him|her|them)|(?:told|informed) (?:him|her"
        r"|the recipient|the person)|(?:he|she|the recipient) knows|(?:angerufen|telefoniert|bescheid gesagt"
        r"|informiert)|(?:avons|ai|a) (?:\w+ )?(?:appele|prevenu)"
        r"|(?:hemos|he|ha) (?:\w+ )?(?:llamado|avisado)"
        r"|(?:abbiamo|ho|ha) (?:\w+ )?(?:chiamato|avvisato)",
    ),
    Act("done.spf-set", SPF, SET),
    Act("done.dkim-set", r"dkim", SET),
    Act(
        "done.reverse-name-set",
        r"ptr|r-?dns|reverse(?: \w+)?|rueckwaerts\w*|rdns",
        SET + r"|resolves|lost auf",
    ),
    Act(
        "done.room-made",
        r"mailbox|inbox|mails?|e-?mails|messages|room|space|bin|trash|\d+ ?[gm]b|postfach|papierkorb|speicher"
        r"|boite|messagerie"
        r"|corbeille|buzon|correos?|bandeja|papelera|espacio|caixa|lixeira|mensagens|casella|cestino"
        r"|aufgeraumt",
        REMOVED,
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
        OFF,
        r"(?:disabling|turning off|deaktivieren)",
    ),
    Act(
        "done.other-port-tried",
        r"(?:other|another|both|all|different|andere\w*|beide|alle|autres?|otros?|ambos|outras?"
        r"|ambas) (?:ports?|puertos?|portas?)"
        r"|(?:ports?|puerto|porta) (?:25|465|587|2525)|465 auch|587 too|465 too|(?:465|587) (?:and|und"
        r"|et|y|e|or) (?:465|587)",
        TRIED + r"|changed|switched|fail too|same",
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
        r"granted|given|(?:admin|we|i|he|she|they"
        r"|already|just) gave|(?:was|been|has|have|we|i) (?:set|added|assigned)|added|erteilt|vergeben"
        r"|gesetzt|accordee?s?|donnee?s?"
        r"|otorgad[oa]|concedid[oa]|dad[oa]s?|dimos|demos|concess[oa]",
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
        r"checked|double-?checked|compared|copied(?: it)? from (?:his|her|their|the)|(?:copied|took) it from"
        r"|verified|gepruft|verglichen|kopiert|verifiee?s?|comparee?s?|copiee?s?|comprob(?:e|o|ado|amos)"
        r"|verific(?:o|ado|amos|ado|ei)"
        r"|copi(?:e|o|ado|amos|ei)|conferi\w*|is spelled right",
    ),
    Act(
        "done.recipient-made",
        r"mailbox|address|user|alias|group|account|postfach|adresse|konto|benutzer|verteiler|boite"
        r"|compte|buzon|cuenta"
        r"|caixa|conta",
        r"(?:was|is|has been|been|just|newly) (?:only )?(?:created|made|added|set up)|(?:we|i|he"
        r"|she) (?:have |just )?(?:created|made|added)|(?:gestern|heute"
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
        "done.sender-allowed",
        r"(?:allow|white|accepted|safe)[- ]?(?:senders?[- ]?)?(?:list)?|allowed senders|accepted senders",
        r"added|entered|white-?listed|allow-?listed|hinzugefugt|eingetragen|ajoutee?|agregad[oa]"
        r"|adicionad[oa]",
    ),
    Act(
        "done.connector-updated",
        r"connector|konnektor|connecteur|conector",
        r"has the new|(?:was|is|has been|already) (?:updated|changed|corrected)|updated|changed"
        r"|angepasst|geandert",
    ),
    Act(
        "done.limit-raised",
        r"limits?|quota|maximum|size|grenze|limite|kontingent",
        r"raised|increased|enlarged|set to \d+ ?[mg]b|erhoht|hochgesetzt|augmentee?|aumentad[oa]"
        r"|aumentamos|subimos",
    ),
    Act(
        "done.forwarding-allowed",
        r"forwarding|weiterleitung|transfert|reenvio|encaminhamento",
        ALLOWED,
    ),
    Act(
        "done.other-port-tried",
        "",
        r"(?:25|465|587|2525)(?: (?:was|were|is|too|also|as well|auch|haben wir))* (?:tried|tested"
        r"|probiert|getestet)"
        r"|(?:tried|tested) (?:port )?(?:25|465|587|2525)",
    ),
    Act(
        "done.waited",
        "",
        r"(?:it has been|it's been|been waiting|for over|since) (?:\w+ )?(?:\d+|two|three|four|five"
        r"|six|several|many|some)"
        r" (?:hours|days|weeks)|seit (?:\d+|zwei|drei|vier|mehreren) (?:stunden|tagen|wochen)"
        r"|depuis (?:\d+|deux|trois|plusieurs) (?:heures|jours)|desde hace (?:\d+|dos|tres|varias"
        r"|varios) (?:horas|dias)"
        r"|ha (?:\d+|duas|tres|varias|varios) (?:horas|dias)",
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
        "done.other-network-tried",
        r"(?:other|another|different|second|anderes?|anderen|autre|otra|outra) (?:network|wi-?fi"
        r"|internet\w*|line|connection|netz\w*"
        r"|wlan|reseau|red|rede|conexion|conexao)|hotspot|mobile data|handynetz|4g|5g",
        TRIED + r"|same (?:there|error|result)|fails? (?:too|as well|there)|dasselbe|auch nicht|pareil"
        r"|lo mismo|mesmo",
    ),
)
