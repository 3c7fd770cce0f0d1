"""A person's words for a mail that was sent, brought no error back and reached nobody.

Looks at the words alone; that they hold no error is known to those who ask.
"""

from __future__ import annotations

from typing import Final

from bot.pattern_set import occurs

_LIMIT: Final = 1_500  # characters; more is a log, or a text with such a sentence in it
# English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Chinese, Japanese.
_of_mail: Final = occurs(
    r"\bqueued as\b|mail|\bmessages?\b|\bnewsletters?\b|\bcorreos?\b|courriel|\bnachricht|\bmensa(?:je|gem)"
    r"|письм|почт|[邮郵]件|メール"
)
_sent: Final = occurs(
    r"\b(?:sends?|sending|sent|went out|go(?:es|ing)? out|delivered|accepted|outgoing)\b"
    r"|\bqueued as\b|\bour (?:\w+ )?(?:e?-?mails?|newsletters?)\b"
    r"|\bno (?:error|bounce)|\bwithout (?:an? |any )?(?:error|bounce)"
    r"|\bkeine? (?:fehler|bounce)|gesendet|versendet|verschickt|abgeschickt|versandt"
    r"|\bsenden|\bunsere mails?\b|envo(?:y|i)|\benvi(?:ad|ar|o|ei|amos)|\binviat|\binvi(?:o|are)\b"
    r"|verzonden|verstuur|wys[łył]|отправ|[发發]送|[发發]出|[发發]了|已[发發]|送信|送った|送りました"
)
_not_there: Final = occurs(
    r"(?:n['’]t|\b(?:not|never|nothing|none|nobody|no[ -]one|no e?-?mails?))\b[^.;!?]*"
    r"\b(?:arriv\w+|receiv\w+|reach\w*|sees? (?:it|them|our|my|the|any)"
    r"|delivered|landed|land|comes? through|came through|shows? up|showed up"
    r"|gets? (?:it|them|there|through|anything|our|my|the|any)|got (?:it|them|there|through|anything|our|my)"
    r"|appear\w*|in (?:the|their|his|her|my) (?:inbox|mailbox))\b"
    r"|\b(?:receives?|received|gets?|got|sees?) (?:nothing|none)\b|\bgone missing\b|\bgets? lost\b"
    r"|\b(?:disappear|vanish)(?:s|ed|ing)?\b|\b(?:lands?|landed|arrives?|goes) nowhere\b|\bverschwind"
    r"|\b(?:kommt|kommen|kam|kamen)\b[^.;!?]*\b(?:nicht|nichts|nie|keine?)\b[^.;!?]*\ban\b"
    r"|\bnichts? (?:an(?:kommt|kommen|gekommen)|zugestellt|erhalten|empfangen|bekommen)"
    r"|\b(?:erhält|erhalten|bekommt|bekommen|empfängt) (?:sie |es |die |der \w+ )?(?:nicht|nie|keine)"
    r"|n['’](?:arriv|est (?:pas|jamais) (?:arriv|reçu)|(?:a|ont) pas reçu)"
    r"|\bne (?:l[ae]s? |l['’])?(?:reçoi\w+|arriv\w+|sont (?:pas|jamais) (?:arriv|reçu))|(?:rien|jamais) reçu"
    r"|\b(?:no|nunca|nadie) (?:le |les |me |se |ha |han |lo |los )?(?:lleg|recib)"
    r"|(?:não|nunca|ninguém) (?:\w+ )?(?:cheg|receb)"
    r"|\bnon (?:è |sono |ha |hanno |gli |le )?(?:arriv|ricev)|\bnessuno riceve"
    r"|\b(?:komt|komen)\b[^.;!?]*\bniet\b[^.;!?]*\baan\b|\bniet (?:aangekomen|ontvangen)"
    r"|\bontvang\w* (?:geen|niet)|\bnie (?:\w+ )?(?:doch|dosz|docier|dotar|otrzym)"
    r"|не (?:доход|дош[её]?л|приход|приш[её]?л|получ|доставл)"
    r"|[收][不没]到|[没沒未](?:有)?收到|[没沒]有?到|届(?:か|きま|いてい)|受信(?:でき|され)|受け取れ"
)


def tells_not_arrived(text: str) -> bool:
    """Whether somebody tells that a mail went out and nobody got it."""
    return len(text) <= _LIMIT and _of_mail(text) and _sent(text) and _not_there(text)
