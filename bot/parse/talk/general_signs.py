"""Signs of speaking in general: what may be, how often, of which kinds; the form of a document or a wish."""

from __future__ import annotations

from typing import Final

from bot.parse.signs import TALK, VOICE, Signs

_MAY: Final = (
    r"(?: (?:most )?(?:likely|probably))?"
    r" (?:be|have|occur|happen|cause|lead|mean|also|appear|see|get|need|only|then|indicate|return|result"
    r"|retry|refuse|reject|show|help|assume|disregard|lie|exit|fail|end up)\b"
)
# A condition that is nobody's own, a possibility, a meaning: three kinds.
MAY_BE: Final = Signs(
    VOICE,
    r"(?:^|[.,;:(] |\b(?:and|but|that|so) |- )\W*(?:if|when|whenever|once|every time|in case|unless) "
    r"(?:however,? )?(?:an?|the|your|you|there|one|users?|e-?mails?|messages?|servers?|smtp|any)\b"
    r"|\b(?:if|whether|whenever) an? |\b(?:wenn|falls|sobald) (?:du|sie|eine?|der|die|das|ihre?)\b"
    r"|\bsi (?:vous|votre|une?|tu|usted|alguna vez)\b|\b(?:cuando|quando) (?:una?|el|la|uma?|il)\b"
    r"|\bse (?:você|il tuo|il server) |\bals (?:u|uw|een)\b"
    r"|(?:^|[.,] )если (?:вы|вам|ваш|при|этого)",
    rf"\b(?:could|might|may|should){_MAY}"
    r"|\b(?:servers?|it|this|these|they|you|errors?|bounces?|messages?|e?mails?|which|that) (?:can|will)"
    rf"{_MAY}"
    r"|\b(?:kommt es vor|kann es vorkommen),? dass\b|\bkann (?:mehrere|verschiedene|unterschiedliche)\b"
    r"|\b(?:peut|peuvent|puede|pueden|può|possono|pode|podem) (?:présenter|être|avoir|deberse|ser|haber"
    r"|essere|dipendere|estar|variar)\b|может (?:показаться|означать|возникать)"
    r"|\b(?:ist es möglich|möglich ist(?: es)?), dass\b"
    r"|\bil (?:se peut|est possible) que?\b|\bes posible que\b|é possível que\b"
    r"|è possibile che\b|\bmożliwe, że\b|возможно, что",
    r"\b(?:means?|indicates?|denotes?|refers to|stands for|tells you)"
    r" (?:that|the|an?|your|it|permanent|temporary)\b|\bdepends? on\b"
    r"|\b(?:occurs?|happens?|arises?|appears?) (?:when|if|because|due)\b"
    r"|\b(?:bedeutet|signalisiert|besagt)(?: das)?, dass\b"
    r"|\b(?:signifie|significa|indica|ocurre|ocorre|oznacza) (?:que|che|cuando|quando|że)\b"
    r"|(?:означает|возникает),? (?:что|если|когда|из-за) ",
)
# How often, and for example: two more.
MOSTLY: Final = Signs(
    VOICE,
    r"\b(?:typically|usually|often|frequently|generally|normally|sometimes|commonly|most common"
    r"|in (?:most|some|other|many) cases|in (?:den meisten|anderen|manchen|vielen) fällen|in der regel"
    r"|sehr häufig|dans (?:la plupart des|certains|d['’]autres) cas|en (?:algunos|otros|muchos) casos"
    r"|em (?:alguns|outros|muitos) casos|in (?:alcuni|altri|molti) casi|zazwyczaj|w niektórych przypadkach)\b"
    r"|обычно|в некоторых случаях|чаще всего|как правило"
    r"|\b(?:that|this|it|which) is (?:quite |perfectly |completely )?normal\b"
    r"|\b(?:häufigste[nr]?|typische|mögliche) (?:fehler)?(?:ursachen?|gründe?)\b"
    r"|\ble plus souvent\b|\bnormalmente\b"
    r"|\b(?:posibles|principales|possíveis|possibili|possibles) (?:causas?|causes?)\b",
    r"\bfor (?:example|instance)(?:[,: ]|$)|\bsuch as\b|\berrors? like\b|\b(?:e\.g\.|i\.e\.)|\betc\."
    r"|\b(?:needs?|requires?) no action\b|\bno action (?:is )?(?:needed|required|necessary)\b"
    r"|\bz\. ?b\.|\b(?:zum beispiel|par exemple|por (?:ejemplo|exemplo)|(?:per|ad) esempio|na przykład"
    r"|bijvoorbeeld)\b|например",
)
_LISTED: Final = r"^[^\w\n]*[-*•:：\]] ?[\"'`]?[a-z][a-z '/:%-]*[\"'`]?\n"
# Kinds of failures and of those who answer with them; what a program is made of. Whoever met a failure
# speaks of that one.
KINDS: Final = Signs(
    VOICE,
    r"\b(?:hard|soft|transient|permanent|temporary) (?:bounces?|failures?|errors?|rejections?)\b"
    r"|\b(?:hard|soft)[- ]?(?:e-mail-)?bounce[ds]?\b"
    r"|\b(?:error|status|reply|response|bounce) (?:codes|messages|conditions)\b"
    r"|\b(?:mail|smtp|receiving|recipient|sending) (?:servers|clients|providers|relays)\b"
    r"|\b(?:[45]xx|[45]\d\d)s? (?:errors|responses|replies|rejections|codes|bounces)\b"
    r"|\b(?:errors|bounces|rejections|failures|codes) (?:arise|come|are|mean|indicate|occur|happen|result)\b"
    r"|\b(?:some|many|most|certain|all|legitimate|modern) (?:\w+ )?(?:servers|providers|senders|clients|hosts"
    r"|systems)\b|(?:^|[.!?] )\W*(?:mail |smtp )?(?:servers|senders|receivers|providers|spammers) [a-z]"
    r"|\b(?:option|parameter|variable|directive|setting)s?\b[^.\n]* (?:controls?|specif\w+"
    r"|determines?)\b",
)
PARTS: Final = Signs(
    VOICE,
    r"\b(?:helper|handler|middleware|code ?paths?|(?:catch|try) block|enum|unit tests?"
    r"|test (?:cases?|suites?)"
    r"|refactor\w*|implementation|webhooks?|endpoints?|subclass(?:es)?|parser|callback|regression"
    r"|(?:pull|merge) request)\b|\bcommits? (?:introduc|add|chang|remov|broke)\w*"
    r"|\bso (?:that )?the (?:template|page|form|view|ui|frontend) (?:can|may|could)\b"
    r"|\b(?:catch(?:es|ing)?|propagates?|swallows?) (?:an? |the |any |all )?(?:\w+ )?(?:exception|error)s?\b"
    r"|\w/\w+\.(?:ts|js|py|go|rb|php|java|rs|cs)\b",
)
# The form of a document or a change.
FORM: Final = Signs(
    VOICE,
    r"^\W*(?:the )?(?:most )?(?:common|possible|typical|usual|likely)"
    r" (?:causes?|reasons?|solutions?|errors?)\b"
    # A list of words that programs look for.
    rf"|{_LISTED * 6}|^[\s`]*diff(?: --git [^\n]*)?$|\bthis (?:pr|pull request|mr|commit|patch)\b"
    r"|^\W*(?:unit |integration |e2e |smoke |regression )?tests? for [\"'`“]"
    r"|^\W*(?:feat|fix|chore|docs|refactor)(?:\([^)\n]*\))?(?:!?:|\] \w)",
)
# Headings and boxes, which the templates of reports have too.
HEADED: Final = Signs(VOICE, r"^#+ \w|\w\*\*:?$|\w\n[-=][-=][-=]+$|^\s*[-*] \[[ x]\]")
# A wish.
WISHES: Final = Signs(
    VOICE,
    r"\bwould be\b|\bfeature requests?\b"
    r"|\bcould you (?:please )?(?:add|provide|support|implement|include|expose) (?:an?|the|some|support) ",
)
# A wish as well, or only how things stand.
_INSTEAD: Final = Signs(VOICE, r"\b(?:features?|suggest|propose|improve\w*|instead of|rather than)\b")
# Headings of documents in other languages: many errors, and that they are frequent.
_ERRORS: Final = (
    r"(?:fehler(?:meldungen|codes)|erreurs|errores|errori|erros|ошибки|проблемы"
    r"|(?:messages|codes) d['’]erreur|(?:códigos|mensajes) de error|(?:codici|messaggi) di errore"
    r"|(?:códigos|mensagens) de erro)"
)
_FREQUENT: Final = (
    r"(?:häufig\w*|gängig\w*|typisch\w*|fréquent\w*|courant\w*|habituales|comunes|comuns|comuni|fre[cq]uent\w+"
    r"|частые|типичные|популярные|распространённые)"
)
# A document, a guide, the reference of a library or of a standard.
GUIDE: Final = Signs(
    TALK,
    r"^##* .*\b(?:guide|troubleshooting|faq|how to (?:fix|solve)|common (?:errors?|causes|problems)"
    r"|error codes)\b|^\W*(?:[\w-]+ ){0,4}error codes(?: (?:in|of|for) [\w -]+)?:?\W*$"
    r"|^\W*(?:common|typical|usual|possible) (?:(?:smtp|error|reply|response|bounce|status) )*"
    r"(?:codes|replies|responses|messages)(?: and [a-z]+)?:\W*$"
    r"|^[qa]: |\| *(?:meaning|description|bedeutung) *\|"
    # A session with gaps to be filled, or with the domains of RFC 821's examples.
    r"|\b(?:ehlo|helo|mail from:|rcpt to:|quit|rset|data)[^\n]*<crlf>\W*$"
    r"|@\w+\.arpa\b"
    # A row of a table, and the next.
    r"|^\W*(?:\| *)?[45]\d\d *\|[^|@\n]+\|[^|@\n]+(?:\|\s*\| *|\|?\n\W*)[45]\d\d *\|"
    # A table of a program's names.
    r"|(?:\| *`(?-i:[A-Z][A-Z0-9_]+)` *\|[^\n]*\| *`(?-i:[A-Z][A-Z0-9_]+)` *\|)"
    # The reference of a library's class, or of a standard.
    r"|^\W*inherits:|--\+\s*$|^\W*rfc ?\d{3,4} "
    r"|\best[ae] (?:respuesta|resposta) (?:la (?:envía|da)|se obtiene|é (?:enviada|dada)|indica)\b"
    r"|\b(?:cette (?:réponse|erreur)|ce (?:message|code)) (?:est (?:envoyée?|donnée?)|signifie|indique)\b"
    r"|\b(?:el|este|o|questo) (?:mensaje de )?err(?:or|o|ore)\b[^\n]* (?:significa|indica|señala)"
    r" (?:que|che)\b|\bdiese (?:fehler)?meldung (?:bedeutet|besagt)\b"
    r"|(?:^|[.!?] )\W*(?:d(?:it|at) (?:betekent|zegt) |das (?:bedeutet|heißt),? dass "
    r"|(?:questo |esto |isso )?significa (?:che|que) |cela signifie |to oznacza)"
    # For RE2 no letter of these scripts is a word's: "\\W" would pass over "что".
    r"|(?:^|[.!?] )\P{L}*это (?:значит|означает)"
    r"|(?:^|[.!?] )\W*this (?:error|response|reply|code|message|status)(?: code)?(?: to the \w+ command)?"
    r" (?:(?:usual|typical|general|normal)ly |often )?(?:means|indicates)\b"
    # Somebody tells another what theirs is, and what to do.
    r"|(?:^|[.!?] )\W*this (?:error|message|log) clearly (?:says|states|tells|means|indicates)\b"
    r"|^\W*from (?:the|your) (?:error|logs?)(?: message)?,? it (?:looks|seems)\b[^\n]*"
    r" you (?:need|have|should)\b|\bthis (?:error|response|reply|code|message|status)(?: code| message)?"
    r" (?:applies (?:when|if)|is (?:sent (?:by|from|to) the|(?:issued|generated|sent|returned)"
    r" (?:by \w+ )?(?:if|when) (?:the|an?|grey)))\b"
    r"|\bthis exception is (?:raised|thrown|generated) (?:when|if|by)\b"
    r"|\bresponds? with this (?:error|response|reply|code|status)\b"
    r"|\bone of the following (?:error )?(?:messages|codes|errors|replies|responses)\b"
    r"|^\W*(?:ndr|(?:smtp |error |bounce |status |reply )+codes?) (?:list|table|reference|overview)\W*$"
    r"|^\W*(?:quick|error|api) reference\W*$"
    r"|^\W*troubleshooting (?:the|your|common|smtp)\b"
    r"|\bthis (?:guide|article|page|document|tutorial) (?:identifies|explains|shows|covers|describes|lists)"
    r" (?:each|every|all|how|what|why|which|(?:the )?(?:most )?common)\b"
    r"|\bin this (?:guide|article|post|tutorial),? (?:we|you|i)\b|\busual meaning\b"
    r"|^\W*(?:本文(?:将|主要)?(?:总结|介绍|介紹|汇总|列举|整理|讲解)|この記事では"
    r"|dieser artikel (?:erklärt|beschreibt|zeigt)|cet article (?:explique|décrit|présente|liste)"
    r"|este art[ií](?:culo|go) (?:explica|describe|descreve|muestra|mostra)|в этой статье )"
    # What stands over each part of it, and what it is for, in more languages.
    r"|^\W*(?:pourquoi (?:cela|ça) se produit|comment (?:le|la|les) (?:résoudre|corriger)"
    r"|por qué (?:sucede|ocurre)"
    r"|c[oó]mo (?:solucionarlo|resolverlo|corregirlo)|warum das passiert|so beheben sie (?:das|den|ihn)"
    r"|perché succede|come risolver(?:e|lo)|por que (?:isso )?acontece|como resolver|why (?:it"
    r"|this) happens)[\s:.]*$"
    r"|\b(?:ce guide (?:a pour|vous|explique)|dans (?:ce guide|cet article),? (?:nous|vous)|en esta gu[ií]a"
    r"|in questa guida|neste guia|in diesem (?:leitfaden|ratgeber|artikel))\b"
    r"|\breasons (?:for|why) [\w ]*\b(?:reject|refus|bounc)\w*[\w ]*:$"
    r"|\b(?:causes|raisons|gründe|redenen|motivos|razones|motivi)\b.*\b(?:hard|soft)?bounces?\b.*:$"
    r"|(?:理由|原因)(?:には|は)、?(?:次|以下)の"
    r"|\bways to (?:fix|resolve|solve) this\b|^what is (?:an? |the )?smtp error [45]\d\d and\b"
    # What numbers of a program are, a table, an exam, what stands around a page.
    r"|^\W*(?:exit|return|(?:http )?(?:response|status)|reply) codes(?: (?:of|for|by) [^:\n]*)?: ?\S"
    r"|^\W*table \d+[.:] |^\W*(?:question|exercise|quiz) \d+[:.)] "
    r"|^\W*(?:tags|keywords|labels|breadcrumbs?|did you mean|see also"
    r"|related (?:searches|articles|questions|topics)|people also ask|knowledge base|search results?"
    r"|top (?:articles|searches))\W? ?:"
    rf"|^\W*(?:\pL+ ){{0,3}}{_ERRORS} (?:\pL+ ){{0,6}}{_FREQUENT}(?:\P{{L}}|$)"
    rf"|^\W*(?:\pL+ ){{0,2}}(?:\pL+: )?{_FREQUENT} (?:\pL+ )?{_ERRORS}(?:\P{{L}}|$)"
    r"|^\W*(?:e-?mail[ -])?fehler(?:meldungen|codes) (?:verstehen|bei |und (?:deren|ihre) )"
    r"|\b(?:unterschiedliche|verschiedene) (?:gründe|ursachen) haben\b|\bsagt normalerweise aus\b"
    r"|^\W*(?:errors|erros|errores|erreurs|errori|fehler) (?:and|e|y|et|und) codes?\b"
    r"|^\W*(?:erros|errores|errori) (?:e|y) (?:códigos|codici)\b"
    r"|(?:^|[.!?] )\W*(?:aqui está|segue|seguem|abaixo|below is|here is|hier ist|voici|ecco|esta es)"
    r" (?:(?:an?|as?|os?|the|eine?|une?|la|il|lo) )?(?:uma )?(?:list\w*|elenco)"
    r" (?:d\w+|of|mit|der)\b[^\n]*:\W*$"
    r"|^\W*here are (?:some|a few) (?:of )?(?:the )?(?:\w+ )?(?:cases|examples|errors|messages|replies)\b"
    r"|\b(?:hata|reply|smtp) (?:kodları|mesajları|açıklamaları) [^\n]*(?:\b(?:anlam|nelerdir|nedir)|çözüm)"
    r"|(?:що це|что это) (?:насправді |на самом деле )?(?:означає|означает|значит) (?:і|и) "
    r"|(?:ошибки|ошибке|ошибку), котор(?:ую|ые|ая) вы "
    r"|если (?:при отправке письма )?(?:вы|вам) (?:получ|верну|приш)"
    # Somebody wants a number in a list of such.
    r"|^\W*(?:please )?add(?:itional)? (?:(?:an?|the|two|three|more|missing|following) )*(?:ndr|dsn|bounce"
    r"|[45]\d\d)s? (?:(?:error |status |bounce )?(?:codes?|messages?|texts?)\b|[\"'`]?[45]\.\d)"
    # A provider announces a rule.
    r"|\bthis (?:change|rule|policy|requirement|enforcement) will (?:\w+ ){0,2}"
    r"(?:tak(?:e|ing)|com(?:e|ing) into|go(?:ing)? into) effect\b"
    # The standard's own words for a number (RFC 5321 4.2.3), and messages that are common.
    r"|\(e\.g\., (?:mailbox (?:busy|not found)|wrong e-?mail)\b"
    r"|\b(?:some|the|are)(?: of the| other)? (?:most )?common (?:[\w-]+ )*"
    r"(?:messages|codes|errors|replies|responses)\b[^\n:]*[:.]\W*$"
    r"|\bexamples? of (?:[\w-]+ )*(?:messages|codes|errors|replies|responses)\b[^\n:]*:\W*$"
    r"|^\W*(?:(?:possible|allowed|accepted|valid) values|default(?: value)?):\W*$",
)
SAID: Final = MAY_BE | MOSTLY
WISHED: Final = WISHES | _INSTEAD
GENERAL: Final = SAID | FORM | HEADED | WISHED | KINDS | PARTS
