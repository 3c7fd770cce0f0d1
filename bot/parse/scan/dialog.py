"""A mail program's dialog made one line: what the server answered, line by line, up to what is to be checked.

Thunderbird shows an answer's lines without their numbers, so nothing else joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Final

from bot.parse.chatter import tells_of_a_person
from bot.parse.scan.continuation import opens_like
from bot.parse.written.lines import LINE_LIMIT

_LINES: Final = 400  # a longer text is a log
_ANSWER_LINES: Final = 8  # of one answer, with what is to be checked

# "... error occurred while sending mail. The mail server responded:", in Thunderbird's words:
# thunderbird/thunderbird-l10n, smtp-error-sending-… in twenty languages.
_ANSWERED: Final = re.compile(
    r"[.:,] ?(?:[^\n.:]{0,40}\b)?(?:serv(?:e[ru]r?|eur|idor)\w{0,3}|mail-?server|сервер|poslužitelj|strežnik"
    r"|tenaren|máy chủ)(?:[^\n.:]{0,30} )?"
    r"(?:responded|antwortete|a répondu|respondió|ha risposto|antwoordde|antwurde|respondeu|ответил"
    r"|odgovori[ol]|svarte|a răspuns|đã phản hồi)\s?:"
    r"|\. odpowiedź serwera:|[。：，](?:邮件|郵件)?(?:服务器|伺服器)(?:响应|回應|回傳|返回)：",
    re.IGNORECASE,
)
_TO_CHECK: Final = re.compile(
    r"(?:\W|^)(?:please (?:check|verify)|bitte (?:über)?prüfen|veuillez (?:vérifier|contrôler)"
    r"|(?:por favor,? )?(?:verifique|compruebe|revis[ae]|asegúrese)|verificare|controllare|controleer"
    r"|kontrolearje|(?:proszę )?sprawd(?:ź|zić)|убедитесь|проверьте|preverite|provjerite|kontroller"
    r"|te rugăm să verifici|vui lòng kiểm tra|请(?:检查|验证)|請檢查)",
    re.IGNORECASE,
)


def dialogs_whole(lines: list[str]) -> list[str]:
    """Join the lines of each dialog; all others stay as they are."""
    if not 1 < len(lines) <= _LINES:
        return lines
    whole: list[str] = []
    at = 0
    while at < len(lines):
        answer = _answer(lines[at : at + _ANSWER_LINES])
        whole.append(" ".join(answer))
        at += len(answer)
    return whole


def _answer(lines: list[str]) -> list[str]:
    """Give the first line and those that go on with the answer which it begins."""
    if len(lines[0]) > LINE_LIMIT:
        return lines[:1]
    begun = _ANSWERED.search(lines[0])
    if begun is None or _TO_CHECK.search(lines[0], begun.end()) is not None:
        return lines[:1]
    block = list(takewhile(str.strip, lines))
    ends = next((number for number, line in enumerate(block) if number and _TO_CHECK.search(line)), None)
    if ends is not None:
        return [lines[0].rstrip(), *(line.strip() for line in block[1 : ends + 1])]
    return [lines[0].rstrip(), *(line.strip() for line in _up_to_person(block))]


def _up_to_person(block: list[str]) -> Iterable[str]:
    """Give the lines below a dialog's first up to one that somebody wrote, or that opens something else."""
    return takewhile(lambda line: not (_is_persons(line) or opens_like(block[0], line)), block[1:])


def _is_persons(line: str) -> bool:
    return tells_of_a_person(line) or line.rstrip().endswith("?")
