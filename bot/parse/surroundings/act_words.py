"""An act that somebody tells of, and the verbs that several of them share, in several languages."""

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


CREDENTIAL: Final = (
    r"passwor[dt]\w*|kennwort\w*|mot de passe|contrasena|clave|senha|wachtwoord|credentials?|creds"
    r"|zugangsdaten|identifiants|pw|pwd"
)
OF_APPS: Final = (
    r"app(?:lication)?[- ]?(?:specific )?passwor[dt]\w*|app-?kennwort\w*"
    r"|anwendungs(?:spezifisches )?-?passwor\w*"
    r"|mot de passe d.applications?|contrasena (?:de|para) (?:la )?app?\w*|senha (?:de|para) (?:o )?app?\w*"
    r"|password per (?:le )?app"
)
MADE: Final = (
    r"creat(?:ed|o|a)|made|generat(?:ed|o|a)|erstellt|angelegt|erzeugt|generiert|creee?s?|gene?ree?s?|creo"
    r"|creado|creada|creamos|generado|generada|generamos|genero|criou|criei|criada|criamos|gerou|gerei|gerada"
    r"|geramos|aangemaakt"
)
# "A fresh app password": whoever has a new one has made it.
MADE_ANEW: Final = (
    MADE + r"|changed|renewed|replaced|reset|new|fresh|neu(?:e[sn]?)?|frisch\w*|geandert|erneuert|nouveau"
    r"|nouvelle|nuev[oa]|nov[oa]|nuov[oa]|nieuw\w*"
)
SET: Final = (
    r"(?:was|were|is|are|been|have|has|had|we|i|they|he|she|already|now|just|all) set(?: up)?|added|entered"
    r"|published|configured|installed|in place|correct(?:ed)?|fine|ok|okay|right|pass(?:es|ed)?"
    r"|(?:is|are) (?:there|valid)|gesetzt|eingetragen|hinterlegt|eingerichtet|konfiguriert|stimmt|stimmen"
    r"|passt|passen|korrekt|gultig|configuree?s?|ajoutee?s?|en place|correcte?s?|bons?|configurad[oa]s?"
    r"|configuramos|anadid[oa]s?|anadimos|agregad[oa]s?|agregamos|correct[oa]s|correcto|puesto"
    r"|adicionad[oa]s?|adicionamos|corret[oa]s?|impostat[oi]|configurat[oi]"
)
ALLOWED: Final = (
    r"enabled|ticked|activated|allowed|(?:turned|switched) on|aktiviert|freigeschaltet|erlaubt|angehakt"
    r"|eingeschaltet|activee?s?|autorisee?s?|cochee?s?|activ(?:o|ado|ada|amos|aron)|habilit(?:o|ado|ada|amos)"
    r"|permitid[oa]|ativ(?:ou|ei|ado|ada|amos)|liberad[oa]|abilitat[oa]|attivat[oa]|ingeschakeld"
)
REMOVED: Final = (
    r"removed|deleted|emptied|cleared|cleaned|freed|made (?:some )?room|geloscht|geleert|aufgeraumt|entfernt"
    r"|leer|videe?s?|vide|supprimee?s?|nettoyee?s?|vaci(?:o|ado|amos)|borr(?:o|ado|amos|e)"
    r"|elimin(?:o|ado|amos|e)|quit(?:o|ado|amos|e)|limpi(?:o|ado|amos)|esvazi(?:ou|ei|amos|ada)"
    r"|limp(?:ou|ei|amos)|apag(?:ou|uei|amos)|remov(?:eu|i|emos)|svuotat[oa]|cancellat[oi]"
)
OFF: Final = (
    r"(?:is|are|was|were|turned|switched) off|disabled|deactivated|uninstalled|removed|stopped|ausgeschaltet"
    r"|abgeschaltet|deaktiviert|ist aus|sind aus|deinstalliert|desactivee?s?|desinstallee?s?"
    r"|desactiv(?:o|ado|amos)|apagado|desativ(?:ou|ei|ado|amos)|disattivat[oi]"
)
TRIED: Final = (
    r"tried|tested|probiert|ausprobiert|getestet|versucht|essayee?s?|testee?s?|prob(?:e|o|ado|amos)"
    r"|intent(?:e|o|ado|amos)|test(?:ei|ou|ado|amos)|tent(?:ei|ou|ado|amos)|provat[oi]"
)
ASKED: Final = (
    r"filled (?:in|out)|submitted|requested|asked|applied|sent (?:in )?|ausgefullt|beantragt|eingereicht"
    r"|gestellt|angefragt|rempli|demandee?s?|envoyee?|solicit(?:o|e|ado|amos|ei|ou)|pedi(?:do|mos|u)?"
    r"|rellen(?:o|e|ado|amos)|envi(?:o|e|ado|amos|ei|ou)|preench(?:i|eu|emos|ido)|inviato|richiesto|compilato"
)
SPF: Final = r"spf"
