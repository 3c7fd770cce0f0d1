"""A paste cut into clean lines: colours, markup, quote marks, prefixes and escaped line ends undone.

Keeps words and order; joins nothing but what a client's escaping had torn apart.
"""

from __future__ import annotations

import quopri
import re
from typing import Final

from bot.parse.signs import MARKUP, UNSEEN, Seen, Signs
from bot.parse.written.code_places import code_in_digits, code_in_front
from bot.parse.written.html_text import plain_html, unescaped
from bot.parse.written.record import record_words, smtp_result, without_level
from bot.parse.written.slack_text import QUOTED_AS_BLOCK

LINE_LIMIT: Final = 20_000  # characters; a longer line is read in pieces, so that no pattern sees a megabyte

_ANSI: Final = re.compile(
    r"\x1b(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\))"
    r"|\[(?<![\w\[]\[)\d{1,2}(?:;\d{1,3}){0,3}m"
    r"|#033\[[0-9;]{0,12}m|␛\[[0-9;]{0,12}m"
)
_ENTITY: Final = re.compile(r"&(?:lt|gt|quot|amp|nbsp|apos|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
_RECORD_REACH: Final = 200  # characters of time, host and program before a record
_END_REACH: Final = 8  # characters of a line's end in which one may be written out: `\r\n'`
# Escaped twice where a program shows what another one quoted: Elixir of what Erlang did.
_ESCAPED: Final = re.compile(r"\\{1,3}(?:r\\{1,3}n|n|r)((?:\\t){0,8})")
# A reply as a Python program shows it, whose line ends part no lines: (530, b'5.7.0 Go to\n5.7.0 https://...'
_LITERAL: Final = re.compile(r"\([45]\d\d, ?[bu]?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")
_FIRST_NUMBER: Final = re.compile(r".{6,9}?([45]\.\d{1,3}\.\d{1,3} )")
_UNICODE: Final = re.compile(
    r"\\u(00[a-f][0-9a-f]|0[1-9a-f][0-9a-f]{2}|[1-9a-cef][0-9a-f]{3}|d[0-7][0-9a-f]{2})", re.IGNORECASE
)
_DUMPED: Final = re.compile(r"\bstring\(\d{1,6}\) (?=\")")
_QUOTE: Final = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,30}|^[ \t]{0,3}(?:&gt;[ \t]?){1,10}")
_CONTAINER: Final = re.compile(
    r"^(?:(?!\d{3} |\S{1,60}@)[\w.@/-]{1,60} {1,20}\| ?|\d{1,3}\|[\w.@/ -]{1,40}\| ?"
    r"|@[\w.-]{1,40}/[\w.:-]{1,60}: ?|[│┃║] ?)"
)
# A line as Kubernetes keeps it (CRI log format): time, stream, whole or part.
_KEPT: Final = re.compile(r"^\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] ?")
# IIS's log of its SMTP service writes a reply's spaces as "+", and its own counts behind it.
_IIS_REPLY: Final = re.compile(r"(?<= )([245]\d\d[+-][^\s+]\S*)(?: \d+){0,8}(?: SMTP\b.*)?$")
_IIS_COMMAND: Final = re.compile(r"\b(MAIL|RCPT) (?:- )?\+?((?:FROM|TO):)")
_SOFT: Final = re.compile(r"=[ \t]{0,8}\r?\n")
# A setting that has none, "user =": no line that was broken.
_NO_VALUE: Final = re.compile(r"^[ \t>;#]{0,8}[\w.-]{1,40} ?=[ \t]{0,8}\r?\n", re.MULTILINE)
_EMPTY: Final = re.compile(r"\n{3,}")
_SPACES: Final = tuple("\u00a0\u202f\u2007")
_SINGLE: Final = ("‘", "’")  # what forums and word processors make of plain quotes
_DOUBLE: Final = ("“", "”")
_LINE_ENDS: Final = tuple("\x0c\x0b\u2028\x85")
_PLAIN_FORMS: Final = (
    (tuple(UNSEEN), ""),
    (_SPACES, " "),
    (_LINE_ENDS, "\n"),
    (_SINGLE, "'"),
    (_DOUBLE, '"'),
)
_COLOURS: Final = ("[0m", "#033[", "[0;", "[1;", "[31m", "␛")

# Whether anything of the above may stand in a text; most need only to be cut.
_MARKUP: Final = Signs(
    MARKUP,
    r"\x1b|\[[0-9;]+m|#033\[|␛|=$|=3d|=20$|</|<br|<p>|&(?:lt|gt|quot|amp|nbsp|apos|#)|\r|\n\n\n"
    rf"|^[ \t]*>|[|│┃║`\\{{]|^@|\*\*|[{UNSEEN}\x{{a0}}\x{{202f}}\x{{2007}}]"
    r"|[\x0b\x0c\x{2028}\x{85}‘’“”]| std(?:out|err) [fp] |string\(\d| smtpsvc",
)

# GitHub turns numbers of a workflow's log into links to its lines: "5[35](https://...#step:4:35)".
_STEP: Final = re.compile(r"\[(\d{1,6})\]\(https://github\.com/[^()\s]{1,200}#step:\d{1,5}:\d{1,6}\)")
# What Outlook writes behind an address that is a link, in plain text: "ida@example.net<mailto:...>".
_LINKED: Final = re.compile(r" ?<mailto:([^<>|\s?]{3,320})(?:\?[^<>|\s]{0,300})?>(?: (?=[:;,.)\"']))?")
# An address or a host that an editor made a link to itself: "[ida@example.net](mailto:ida@example.net)",
# with its angle brackets where a log has them: "to=[<ida@example.net>](mailto:ida@example.net)".
_SELF_LINKED: Final = re.compile(r"\[(<?([\w.+=@-]{3,320})>?)\]\((?:mailto:|https?://)\2/?\)")
# The same in Jira: "[ida@example.net|mailto:ida@example.net]".
_JIRA_LINK: Final = re.compile(r"\[([\w.+=@-]{3,320})\|(?:mailto:|https?://)\1/?\]")
_TIME: Final = r"\d{1,2}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?"
_CLOCK: Final = re.compile(rf"^[ \t>]{{0,4}}(?:\[{_TIME}\]|{_TIME})[ \t]+(?=\S)", re.MULTILINE)
# A reply that somebody set off in Markdown: "search for _501 Connection rejected by policy_ there".
_EMPHASIS: Final = re.compile(
    r"[*_](?<![\w*].)(?:(?<=\*)([45]\d\d[ -][^*\n]{3,1000})\*"
    r"|(?<=_)([45]\d\d[ -](?:[^_\n]|(?<=\w)_(?=\w)){3,1000})_)(?![\w*])"
)

_LEAD: Final = re.compile(
    r"^(?:[\s>|*]{0,20}(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ][\d:.,]{5,15}(?:Z|[+-]\d\d:?\d\d)?\]?"
    r"|[A-Z][a-z]{2} {1,2}\d{1,2} [\d:]{8}(?: [\w.-]{1,64})?|\[?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]?"
    r"|[\w./-]{2,60}\[\d{1,9}\]:|\[[^\[\]\n]{1,60}\]|(?:DEBUG|INFO|WARN(?:ING)?|ERROR|TRACE|FATAL):?"
    r"|[SRC<]:|<<<|<~[ *]|<-{1,3}|<={1,3}|<<|<(?= \d)|\*\*(?= )|Server:|SERVER -> CLIENT:"
    r"|SMTP -> FROM SERVER:|(?:\d{1,7} {1,3})?SMTP<<|SMTP INBOUND:|Got:|Received:"
    r"|Response:|[Rr]esponse from server:|remote:|reply:(?: b['\"])?|Diagnostic-Code: smtp;"
    r"|[\w$]{1,40}[.$][\w.$]{1,80}(?: -)(?= )|└──)\s{0,4}){1,6}"
)


def clean_lines(seen: Seen) -> list[str]:
    """Cut a paste into lines as the program wrote them, without what chat or terminal put around."""
    text = code_in_digits(code_in_front(_unmarked(seen.text.strip("\r\n"))))
    text = without_level(smtp_result(text))
    if _CLOCK.match(text) is not None:  # a chat writes it before each message: "09:01 550 User unknown"
        text = _CLOCK.sub("", text)
    if not seen.any(_MARKUP):
        return text.split("\n")
    text = _without_colours(_in_plain_characters(text))
    if "=\n" in text or "=\r\n" in text or "= \n" in text or "=3D" in text or "=20\n" in text:
        text = _unquote_printable(text)
    if "</" in text or "<br" in text.lower() or "<p>" in text.lower():
        text = plain_html(text)
    elif "&" in text and _ENTITY.search(text) is not None:
        text = unescaped(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n\n\n" in text:
        text = _EMPTY.sub("\n\n", text)
    return [part for line in text.split("\n") for part in _clean(line)]


def _in_plain_characters(text: str) -> str:
    """Drop characters that nobody sees, and make those of word processors and terminals the plain ones."""
    if text.isascii():
        return text
    for forms, plain in _PLAIN_FORMS:
        for form in forms:
            text = text.replace(form, plain)
    return text


def _without_colours(text: str) -> str:
    """Drop a terminal's colours, also where a log has lost the escape character before them."""
    coloured = "\x1b" in text or ("m" in text and any(sign in text for sign in _COLOURS))
    return _ANSI.sub("", text) if coloured else text


def _unmarked(text: str) -> str:
    """Take links out of numbers and off addresses and hosts; make a code span of a reply set in italics."""
    if "<mailto:" in text:
        text = _LINKED.sub(_unlinked, text)
    if "|mailto:" in text or "|http" in text:
        text = _JIRA_LINK.sub(r"\1", text)
    if "](" in text:
        text = _SELF_LINKED.sub(r"\1", text)
    if "#step:" in text:
        text = _STEP.sub(r"\1", text)
    if "_5" in text or "_4" in text or "*5" in text or "*4" in text:
        text = _EMPHASIS.sub(r"`\1\2`", text)
    return text


def _unlinked(link: re.Match[str]) -> str:
    """Drop a link behind the address that it leads to."""
    start = link.start()
    before = link.string[max(0, start - len(link[1])) : start]
    return "" if before.lower() == link[1].lower() else link[0]


def _clean(line: str) -> list[str]:
    if "\\" in line[-_END_REACH:]:
        line = _without_written_end(line)
    if line[:1].isdigit() and " std" in line[:48]:
        line = _KEPT.sub("", line)
    first = line[:1]
    if (
        first in " \t>&"
        and (">" in line[:8] or "&gt;" in line[:12])
        and not line.lstrip(" \t").startswith(">>>")
    ):
        line = _QUOTE.sub("", line)
        first = line[:1]
    if "|" in line[:64] or "│" in line[:4] or first == "@":
        line = _CONTAINER.sub("", line)
        first = line[:1]
    if '":' in line and line.rstrip().endswith("}") and (at := line.find("{", 0, _RECORD_REACH)) >= 0:
        line = line[:at] + record_words(line[at:])
    if " SMTPSVC" in line:
        line = _IIS_REPLY.sub(lambda reply: reply[1].replace("+", " "), _IIS_COMMAND.sub(r"\1 \2", line))
    if "string(" in line:
        line = _DUMPED.sub("", line)
    if "```" in line:
        line = QUOTED_AS_BLOCK.sub(r"`\1`", line).replace("```", " ")
    if "**" in line and not (" ** " in line or "*****" in line or line.startswith("** ")):
        line = line.replace("**", "")
    return _unescaped(line) if "\\" in line and len(line) < 100_000 else [line]


def _without_written_end(line: str) -> str:
    """Leave out a line end that is written where the real one stands, a quote's end between them."""
    end = len(line.rstrip(" '\""))
    before = end
    while line.endswith(("\\n", "\\r"), 0, end):
        end -= 2
    return line[:end].rstrip("\\") if end < before else line


def _unescaped(line: str) -> list[str]:
    """Undo the backslashes of a program that shows a text as its source."""
    if "\\n" in line and ", " in line:
        line = _LITERAL.sub(_on_one_line, line)
    if '\\"' in line:
        line = line.replace('\\\\"', '"').replace('\\"', '"')
    if "\\'" in line:
        line = line.replace("\\'", "'")
    if "\\u" in line and "codec can" not in line:  # there the character's number is what matters
        line = _UNICODE.sub(lambda char: chr(int(char.group(1), 16)), line)
    if "\\n" in line or "\\r" in line:
        return _ESCAPED.sub(lambda end: "\n" + end[1].replace("\\t", "\t"), line).split("\n")
    return [line]


def _on_one_line(literal: re.Match[str]) -> str:
    """Join the lines of a reply, each but the first without the enhanced code that all begin with."""
    number = _FIRST_NUMBER.match(literal.group())
    lines = _ESCAPED.sub("\n", literal.group()).split("\n")
    return " ".join(line.removeprefix(number.group(1)) if number is not None else line for line in lines)


def _unquote_printable(text: str) -> str:
    """Undo quoted-printable that was pasted undecoded: soft line ends and `=3D`."""
    soft = len(_SOFT.findall(text, 0, 100_000)) - len(_NO_VALUE.findall(text, 0, 100_000))
    coded = text.count("=3D", 0, 100_000) + text.count("=20\n", 0, 100_000)
    if soft < 2 and not (soft and coded) and coded < 2:
        return text
    # Who copies it, or a program on the way, leaves a space where the line was broken.
    return quopri.decodestring(_SOFT.sub("=\n", text).encode()).decode("utf-8", "replace")


def without_lead(line: str) -> str:
    """Drop the time, host, program and direction marks in front of a line's own words."""
    match = _LEAD.match(line)
    return line[match.end() :] if match is not None else line.lstrip(" \t>|*-`'\"")
