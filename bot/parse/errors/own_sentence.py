"""A failed step at a mail server, in a sentence that no list holds: every program has one of its own.

It is short, names SMTP or its server, the step and that it failed, in whatever order. Which words tell of a
step is known to `failed_step`.
"""

from __future__ import annotations

import re
from typing import Final

import re2

from bot.model import Stage
from bot.parse import ports, translations
from bot.parse.errors.failed_step import SERVER, failed_step
from bot.parse.signs import Seen
from bot.pattern_set import occurs

# A path or package named so is none: "example/smtp", "docker-smtp".
_NAMED: Final = (
    rf"(?:^|[^a-z\d/-])smtps?\b|{SERVER}|:(?:{ports.OF_MAIL})\b"
    rf"|\bauth (?:login|plain)\b|{translations.MAIL_SERVER}"
)
# And an error's name in a program: "SmtpLoginFailedException", "SMTP_TLS_FAILED".
AT_MAIL: Final = (
    rf"{_NAMED}|smtps?\w*(?:fail|err|exception|refused|rejected|denied|time|unreachable|lost|closed)"
    r"|\berr(?:or)?_\w*smtp"
)
_at_mail: Final = occurs(_NAMED)
# Stricter than `failure`, which a bare "not" suffices: most sentences on SMTP tell how it is set up.
_went_wrong: Final = occurs(
    r"\b(?:fail(?:ed|ure)?|errors?|gave up|could ?n['’]t|could not|can(?:not|['’]t| not)|unable|not able"
    r"|refused|rejected|denied|declined|timed[ -]?out|time-?out (?:waiting|while|when|during|on|after)"
    r"|lost|closed|aborted|dropped|blocked|mismatch"
    r"|unsuccessful|invalid|incorrect|wrong|offline|down|unreachable|unavailable|revoked|expired|untrusted"
    r"|incomplete|unexpected|hung up|no (?:connection|greeting|answer|response|reply))\b"
    r"|(?:\b(?:server|host|port)(?: \S+)?|:\d+|\w\.[a-z]+) (?:is|was) not available"
    r"|(?:\bnot|n['’]t) (?:be )?(?:valid|accept|trust|reach|respond|answer|found|successful|authori[sz]ed"
    r"|establish|connected|open|complete|match|receive)"
    rf"|{translations.WENT_WRONG}"
)
# What goes on: of a server that is named by its host, else it tells how servers are.
_goes_wrong: Final = occurs(
    r"\b(?:fails|rejects|refuses|denies|times out|closes|drops|timeout)\b.*\bsmtp\.[\w-]+\.[a-z]"
    r"|\bsmtp\.[\w-]+\.[a-z].*\b(?:fails|rejects|refuses|denies|times out|closes|drops|timeout)\b"
)
# "SMTP error" names a kind, "timeout: 30" a setting: neither says that anything went wrong.
_NAMES_KIND: Final = re2.compile(
    r"\bsmtp errors?\b|\berrors? (?:codes?|types?|messages?|handling)\b|\btime-?out\W{1,3}\d"
)
# A condition, a rule, a question, advice, a change, a program's source, or that all is well: nothing failed.
# Odoo says "outgoing mail server problem" of every failure.
_happened_not: Final = occurs(
    r"(?:^|[^\pL\d_])(?:if|when (?:an?|the|your)|whenever|once|unless|until|otherwise|must|should|would"
    r"|may|might|you"
    r"|default|optional|required|never|always|no longer|add(?:ed|s)?|fix(?:ed|es)?|feat|improve[ds]?"
    r"|support(?:s|ed)?|ok|okay|succe(?:ss|eded)|successful(?:ly)?|works?|check|verify|make sure|ensure|see"
    r"|following|says? that|docs?|documentation|closed down|(?:is|are) sent|handled?|how|avoid|tests? are"
    r"|i|self|const|case|throw|return|raise|except|import|extends|class [a-z]\w*|catch|def|renamed?"
    r"|documented|whether|list of|connection established|server problem"
    r"|am (?:not|un|get|receiv|try)\w*|wenn|falls|muss|sollte|prüfen|cuando|lorsque|quando|morgen"
    r"|nächste\w*|demain|mañana|amanhã|domani|tomorrow|next (?:week|month))(?:[^\pL\d_]|$)|\bsi(?:\PL|$)|если"
    r"|\bmy |\?|如果|завтра|来月|明日|下个?月|明天|https?://|\.git\b|=>"
)
# What was mended, or stands in a document.
_over: Final = occurs(
    r"\b(?:replaced|renewed|resolved|solved|all (?:good|fine)|turned out|wiki|handbook|manual|ticket"
    r"|test data|guide|readme|tutorial"
    r"|ersetzt|ausgetauscht|erneuert|verlängert|behoben|gelöst|erledigt|remplacée?|renouvelée?|résolue?"
    r"|sostituit|rinnovat|risolt|reemplazad|renovad|resuelt|solucionad|resolvid|substituíd|vervangen"
    r"|vernieuwd|opgelost|wymienion|odnowion|rozwiązan|yenilendi)|çözüldü"
    r"|заменили|продлили|обновили|исправ|решена?(?:\PL|$)|документаци|im dok|in het document|w dokument|文档"
    r"|マニュアル|설명서|换好|已更换|已换|已解决|交換しました|更新しました|解決しました|교체했|갱신했|해결"
)
# What is as good as "failed": "success": false, a cross.
_UNSUCCESSFUL: Final = re2.compile(
    r"\b(?:not successful(?:ly)?|nicht erfolgreich|sin éxito|sans succès"
    r"|(?:ok|success|succeeded|sent|delivered)\W{1,5}(?:false|0|no))\b|без успеха|\bsmtps?\W{1,3}[❌✗✘✖]"
)
# The name of an error where programs print one: it begins the line or follows a mark, and ends it or has
# more behind a mark.
_ERROR_NAME: Final = re2.compile(
    r"(?:^[\s>]*|[:=\]>] ?[\"'`]?|[\"'`]|\w\.|\b(?:[Ee]rror|ERROR|[Cc]ode|[Rr]eason) )"
    r"([A-Za-z_]*(?:Fail|FAIL|fail|Err|ERR|Exception|Refused|REFUSED|Reject|REJECT|Denied|DENIED"
    r"|Unreachable|UNREACHABLE|Lost|LOST|Closed|CLOSED|Expired|EXPIRED|Invalid|INVALID"
    r"|_(?:error|refused|rejected|denied|unreachable|lost|closed|expired|invalid))"
    r"[A-Za-z_]*)(?:\s*$|:(?:\s*$| ?[^\s'\"])| ?\(|[\"'`)\]}]|\s+\w+[.=])"
)
# Where one word of it ends and the next begins.
_NEXT_WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")
# Of a clause, or of a field of JSON.
_ENDS: Final = re.compile(r"[.!;] |, (?!but |and |or )|[。！；，]|\s[–—|] |\\?\", ?\\?\"|\n")
_LINE_LIMIT: Final = 400  # characters in which a program says it
_CLAUSE_LIMIT: Final = 140  # whoever says more tells a story


def step_failed_in_sentence(seen: Seen) -> Stage | None:
    """Say which step a short sentence on SMTP, in whatever words, tells to have failed; None for none."""
    text = seen.text[:_LINE_LIMIT]
    clauses = (clause.lower() for clause in _ENDS.split(text) if len(clause) <= _CLAUSE_LIMIT)
    told = [clause for clause in clauses if _tells_failure(clause)]
    steps = (failed_step(seen.of(clause)) for clause in (*told, *_named_error(text)))
    return next((step for step in steps if step is not None), None)


def _tells_failure(clause: str) -> bool:
    """Whether a clause in small letters tells of mail's server that something went wrong there."""
    if not _at_mail(clause):
        return False
    words = _UNSUCCESSFUL.sub("failed", clause)
    wrong = _went_wrong(_NAMES_KIND.sub("", words)) or _goes_wrong(words)
    return wrong and not _happened_not(words) and not _over(words)


def _named_error(text: str) -> list[str]:
    """Give the words of an error of mail that a line names as programs name theirs; none for no such line."""
    name = _ERROR_NAME.search(text)
    if name is None:
        return []
    lower, words = _UNSUCCESSFUL.sub("failed", text.lower()), _NEXT_WORD.sub(" ", name[1]).lower()
    if _happened_not(lower) or not (_at_mail(words) or _at_mail(lower)):
        return []
    return [f"{words} error"]
