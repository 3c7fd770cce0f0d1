"""Signs of speaking in general: what may be, how often, of which kinds; the form of a wish or a change."""

from __future__ import annotations

from typing import Final

from bot.parse.signs import VOICE, Signs

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
    r"|\b[45]xx\b|\b[45]\d\ds? (?:errors|responses|replies|rejections|codes|bounces)\b"
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
SAID: Final = MAY_BE | MOSTLY
WISHED: Final = WISHES | _INSTEAD
GENERAL: Final = SAID | FORM | HEADED | WISHED | KINDS | PARTS
