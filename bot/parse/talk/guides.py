"""Signs of a document: a guide, a list of codes, the reference of a program or a standard, a provider's rule.

Signs only; what they make of a text is decided in `reported`.
"""

from __future__ import annotations

from typing import Final

from bot.parse.signs import TALK, Signs
from bot.parse.talk.told import ENDS_NAME

# Many errors, and that they are frequent, in headings of other languages.
_ERRORS: Final = (
    r"(?:fehler(?:meldungen|codes)|erreurs|errores|errori|erros|ошибки|проблемы"
    r"|(?:messages|codes) d['’]erreur|(?:códigos|mensajes) de error|(?:codici|messaggi) di errore"
    r"|(?:códigos|mensagens) de erro)"
)
_FREQUENT: Final = (
    r"(?:häufig\w*|gängig\w*|typisch\w*|fréquent\w*|courant\w*|habituales|comunes|comuns|comuni|fre[cq]uent\w+"
    r"|частые|типичные|популярные|распространённые)"
)
_TITLE: Final = (
    r"^##* .*\b(?:guide|troubleshooting|faq|how to (?:fix|solve)|common (?:errors?|causes|problems)"
    r"|error codes)\b|^\W*(?:[\w-]+ ){0,4}error codes(?: (?:in|of|for) [\w -]+)?:?\W*$"
    r"|^\W*(?:common|typical|usual|possible) (?:(?:smtp|error|reply|response|bounce|status) )*"
    r"(?:codes|replies|responses|messages)(?: and [a-z]+)?:\W*$"
    r"|^\W*(?:ndr|(?:smtp |error |bounce |status |reply )+codes?) (?:list|table|reference|overview)\W*$"
    r"|^\W*(?:quick|error|api) reference\W*$|^\W*(?:glossary|glossar|glossaire|glosario|glossario)\W*$"
    # What stands over a list of steps.
    r"|^\W*how to [^\n?]*\n\W*1[.)] "
    r"|^\W*troubleshooting (?:the|your|common|smtp)\b"
    r"|^\W*what (?:is|causes|does) (?:an? |the )?(?:(?:smtp|e?-?mail|error|code) )+[45]\d\d(?: mean)? and\b"
    rf"|^\W*(?:\pL+ ){{0,3}}{_ERRORS} (?:\pL+ ){{0,6}}{_FREQUENT}(?:\P{{L}}|$)"
    rf"|^\W*(?:\pL+ ){{0,2}}(?:\pL+: )?{_FREQUENT} (?:\pL+ )?{_ERRORS}(?:\P{{L}}|$)"
    r"|^\W*(?:e-?mail[ -])?fehler(?:meldungen|codes) (?:verstehen|bei |und (?:deren|ihre) )"
    r"|^\W*(?:errors|erros|errores|erreurs|errori|fehler) (?:and|e|y|et|und) codes?\b"
    r"|^\W*(?:erros|errores|errori) (?:e|y) (?:códigos|codici)\b"
    r"|\b(?:hata|reply|smtp) (?:kodları|mesajları|açıklamaları) [^\n]*(?:\b(?:anlam|nelerdir|nedir)|çözüm)"
)
# What stands over its parts, and around it on a page.
_PART: Final = (
    r"^[qa]: |^\W*table \d+[.:] |^\W*(?:question|exercise|quiz) \d+[:.)] "
    r"|^\W*(?:pourquoi (?:cela|ça) se produit|comment (?:le|la|les) (?:résoudre|corriger)"
    r"|por qué (?:sucede|ocurre)|c[oó]mo (?:solucionarlo|resolverlo|corregirlo)|warum das passiert"
    r"|so beheben sie (?:das|den|ihn)|perché succede|come risolver(?:e|lo)|por que (?:isso )?acontece"
    r"|como resolver|why (?:it|this) happens)[\s:.]*$"
    # What to do, below a reply and what it means.
    r"|^\W*(?:lösung|solution|solución|solução|soluzione|oplossing|rozwiązanie|решение): \W*\pL+ "
    r"|^\W*(?:tags|keywords|labels|breadcrumbs?|did you mean|see also"
    r"|related (?:searches|articles|questions|topics)|people also ask|knowledge base|search results?"
    r"|top (?:articles|searches))\W? ?:"
)
_PURPOSE: Final = (
    r"\bthis (?:guide|article|page|document|tutorial) (?:identifies|explains|shows|covers|describes|lists)"
    r" (?:each|every|all|how|what|why|which|(?:the )?(?:most )?common)\b"
    r"|\bin this (?:guide|article|post|tutorial),? (?:we|you|i)\b|\bways to (?:fix|resolve|solve) this\b"
    r"|\b(?:walk|work|go) through (?:this|the following) (?:checklist|list|steps)\b"
    r"|\bthis is the (?:classic|canonical|standard|usual|typical) [^.\n]*\b(?:reply|error|response|message)\b"
    r"|^\W*(?:本文(?:将|主要)?(?:总结|介绍|介紹|汇总|列举|整理|讲解)|この記事では"
    r"|dieser artikel (?:erklärt|beschreibt|zeigt)|cet article (?:explique|décrit|présente|liste)"
    r"|este art[ií](?:culo|go) (?:explica|describe|descreve|muestra|mostra)|в этой статье )"
    r"|\b(?:ce guide (?:a pour|vous|explique)|dans (?:ce guide|cet article),? (?:nous|vous)|en esta gu[ií]a"
    r"|in questa guida|neste guia|in diesem (?:leitfaden|ratgeber|artikel))\b"
)
# Rows of a table: of codes, of a program's names; what a program's numbers mean.
_TABLE: Final = (
    r"\| *(?:meaning|description|bedeutung) *\|"
    r"|^\W*(?:\| *)?[45]\d\d *\|[^|@\n]+\|[^|@\n]+(?:\|\s*\| *|\|?\n\W*)[45]\d\d *\|"
    r"|(?:\| *`(?-i:[A-Z][A-Z0-9_]+)` *\|[^\n]*\| *`(?-i:[A-Z][A-Z0-9_]+)` *\|)"
    r"|^\W*(?:exit|return|(?:http )?(?:response|status)|reply) codes(?: (?:of|for|by) [^:\n]*)?: ?\S"
)
# A reply with a gap that a server fills, as documents print it: "come back in [number] seconds".
_GAP: Final = r"[\[{](?:number|value|reason|seconds|minutes|count|limit)[\]}]|<[\w -]+><cr><lf>"
# What leads to a list of errors, or of reasons.
_LIST: Final = (
    r"\breasons (?:for|why) [\w ]*\b(?:reject|refus|bounc)\w*[\w ]*:$"
    r"|\b(?:causes|raisons|gründe|redenen|motivos|razones|motivi)\b.*\b(?:hard|soft)?bounces?\b.*:$"
    r"|(?:理由|原因)(?:には|は)、?(?:次|以下)の"
    r"|(?:^|[.!?] )\W*(?:aqui está|segue|seguem|abaixo|below is|here is|hier ist|voici|ecco|esta es)"
    r" (?:(?:an?|as?|os?|the|eine?|une?|la|il|lo) )?(?:uma )?(?:list\w*|elenco)"
    r" (?:d\w+|of|mit|der)\b[^\n]*:\W*$"
    r"|^\W*here are (?:some|a few) (?:of )?(?:the )?(?:\w+ )?(?:cases|examples|errors|messages|replies)\b"
    r"|\bone of the following (?:error )?(?:messages|codes|errors|replies|responses)\b"
    r"|\b(?:some|the|are)(?: of the| other)? (?:most )?common (?:[\w-]+ )*"
    r"(?:messages|codes|errors|replies|responses)\b[^\n:]*[:.]\W*$"
    r"|\bexamples? of (?:[\w-]+ )*(?:messages|codes|errors|replies|responses)\b[^\n:]*:\W*$"
)
# The reference of a library's class, a setting or a standard: a session with gaps to be filled or with the
# domains of RFC 821's examples, its own words for a number (RFC 5321 4.2.3).
_REFERENCE: Final = (
    r"^\W*inherits:|--\+\s*$|^\W*rfc ?\d{3,4} "
    r"|^\W*(?:(?:possible|allowed|accepted|valid) values|default(?: value)?):\W*$"
    r"|\b(?:ehlo|helo|mail from:|rcpt to:|quit|rset|data)[^\n]*<crlf>\W*$|@\w+\.arpa\b"
    # Python's page on what smtplib throws.
    rf"|^\W*exception [\w.]+{ENDS_NAME}\W*\n\W*[^\n]*(?:\bthis (?:exception|sets)\b"
    r"|\bbase class\b|\bsubclass of\b)"
    r"|\b(?:fail|ignore|pref)regex\b"  # fail2ban's settings
    r"|\(e\.g\., (?:mailbox (?:busy|not found)|wrong e-?mail)\b"
)
# What an error means, and when it is sent.
_MEANING: Final = (
    r"(?:^|[.!?] )\W*this (?:error|response|reply|code|message|status)(?: code)?(?: to the \w+ command)?"
    r" (?:(?:usual|typical|general|normal)ly |often )?(?:means|indicates)\b|\busual meaning\b"
    r"|\bthis (?:error|response|reply|code|message|status)(?: code| message)?"
    r" (?:applies (?:when|if)|is (?:sent (?:by|from|to) the|(?:issued|generated|sent|returned)"
    r" (?:by \w+ )?(?:if|when) (?:the|an?|grey)))\b"
    r"|\bthis exception is (?:raised|thrown|generated) (?:when|if|by)\b"
    r"|\bis (?:now )?(?:returning|giving) this (?:error|response|reply|code) (?:for|to)"
    r" (?:all|any|bulk|high-volume|new) (?:[\w-]+ )*(?:senders|domains)\b"
    r"|\b(?:responds? with|generates) this (?:error|response|reply|code|status|ndr|dsn)\b"
    r"|\best[ae] (?:respuesta|resposta) (?:la (?:envía|da)|se obtiene|é (?:enviada|dada)|indica)\b"
    r"|\b(?:cette (?:réponse|erreur)|ce (?:message|code)) (?:est (?:envoyée?|donnée?)|signifie|indique)\b"
    r"|\b(?:el|este|o|questo) (?:mensaje de )?err(?:or|o|ore)\b[^\n]* (?:significa|indica|señala)"
    r" (?:que|che)\b|\bdiese (?:fehler)?meldung (?:bedeutet|besagt)\b"
    r"|(?:^|[.!?] )\W*(?:d(?:it|at) (?:betekent|zegt) |das (?:bedeutet|heißt),? dass "
    r"|(?:questo |esto |isso )?significa (?:che|que) |cela signifie |to oznacza)"
    r"|\b(?:unterschiedliche|verschiedene) (?:gründe|ursachen) haben\b|\bsagt normalerweise aus\b"
    # For RE2 no letter of these scripts is a word's: "\\W" would pass over "что".
    r"|(?:^|[.!?] )\P{L}*это (?:значит|означает)"
    r"|(?:що це|что это) (?:насправді |на самом деле )?(?:означає|означает|значит) (?:і|и) "
)
# Somebody tells others what theirs is, and what to do.
_ADVICE: Final = (
    r"(?:^|[.!?] )\W*this (?:error|message|log) clearly (?:says|states|tells|means|indicates)\b"
    # What a document says is quoted.
    r"|^\W*(?:(?:quote |quoted )?from|as per|aus|laut|d['’]après|extrait d[eu]|según|dal|da|segundo|uit|z)"
    r" (?:(?:the|our|de[mr]|la|le|el|il|o|de) )?(?:\w+ )?(?:runbook|playbook|docs?|documentation|manual"
    r"|handbook|handbuch|doku(?:mentation)?|anleitung|wiki|faq|guide|guía|manuel|manuale|handleiding|dokumentacji):"
    r"|^\W*from (?:the|your) (?:error|logs?)(?: message)?,? it (?:looks|seems)\b[^\n]*"
    r" you (?:need|have|should)\b"
    r"|(?:ошибки|ошибке|ошибку), котор(?:ую|ые|ая) вы "
    r"|если (?:при отправке письма )?(?:вы|вам) (?:получ|верну|приш)"
)
# A rule that is new: a provider announces it, or somebody wants a number in a list of such.
_NEW_RULE: Final = (
    r"\bthis (?:change|rule|policy|requirement|enforcement) will (?:\w+ ){0,2}"
    r"(?:tak(?:e|ing)|com(?:e|ing) into|go(?:ing)? into) effect\b"
    r"|^\W*(?:please )?add(?:itional)? (?:(?:an?|the|two|three|more|missing|following) )*(?:ndr|dsn|bounce"
    r"|[45]\d\d)s? (?:(?:error |status |bounce )?(?:codes?|messages?|texts?)\b|[\"'`]?[45]\.\d)"
)
GUIDE: Final = Signs(
    TALK, f"{_TITLE}|{_PART}|{_PURPOSE}|{_TABLE}|{_GAP}|{_LIST}|{_REFERENCE}|{_MEANING}|{_ADVICE}|{_NEW_RULE}"
)
