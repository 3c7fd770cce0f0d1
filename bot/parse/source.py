"""Lines of a program's source, its configuration or its tests: they handle or make an error and tell of none.

Looks at the form of lines only.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.signs import TALK, Seen, Signs

_QUOTED: Final = r"(?:[rbf]?['\"`][^\n]{0,400}['\"`])"
# A method or function is called; an exception that is printed with its arguments, or a Rust record, looks
# the same.
_CALL: Final = (
    r"\$?(?:[A-Za-z_]\w{0,40}(?:\.|->|::)){0,4}(?!\w{0,40}(?:[Ee]rror|Exception|Refused|Disconnected|Timeout)\(|Err\("
    r"|[A-Z]\w{0,40}\([A-Z]\w{0,40} \{)[A-Za-z_]\w{0,40}\((?!\))"
)
# A statement that handles or makes an error tells of none that happened; a fault in a program is no mail's.
_STATEMENTS: Final = (
    # What may fail is caught, compared, thrown again, returned or logged.
    r"except\b[\w\s.,()]{0,200}:\s*$",
    # "default: smtp.example.com, error: 535 ..." names a profile and its server.
    r"catch\s*\(|rescue [A-Z]|switch\s*\(|default:(?! [\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?[,; ])",
    r"case (?:['\"]?\d{3}\b|\w[\w.]{0,40} ==)",
    r"(?:els(?:e ?)?)?if\s*\(",
    r"(?:els?(?:e ?)?)?if\b.{0,200}(?:[=!]=| in [\[({])",
    r"throw (?:new |[A-Z]\w{0,60}[.(])",
    r"raise [\w.]{1,80}(?:\(|$)",
    r"return (?:[bf]?['\"]|[\w.]{1,80}(?:\(|\s*//)|\(\d|\d+\b\s*;|new )",
    r"yield ",
    r"print\(|console\.\w+\(|\w{0,20}log\w{0,10}[.:>-]{1,2}\w+\(",
    # Something is defined: a class, a function, a constructor of Dart, C# or Java, a constant, a parameter.
    r"class \w+(?:[(:]| ?\{| (?:extends|implements) )",
    r"(?:export (?:default )?)?(?:async )?function \w*\(|(?:func|fn) \w+\(|def \w+\(",
    r"(?:public|private|protected|static) (?:[\w<>\[\], ]{1,60} )?\w+\(",
    r"[\w.]{1,80}(?: = )?\(.{0,60}=> ?[\w{]",
    r"[A-Z]\w{0,60}\((?:[\w<>]{1,40} \w{1,40}(?:, )?){1,6}\) ?(?:: ?(?:super|base|this)\(|\{|throws )",
    r"super\((?:\)[.:]|new )",
    r"(?:const|let|var) \w+ ?=|(?:pub )?(?:const|static) \w+: &?\W?\w|#\s?define ",
    r"\w{1,40}: (?:str|int|bool|float|bytes|None|Optional|Iterable|list|dict|Union|Literal)\b",
    r"@\w[\w.]{0,60}\(|@\w{1,40} \w{1,20} \w{1,80}\(\) ?\{",
    # A test: its name, as Ruby and Crystal write it, what it expects, that it ran well, in its runner's list.
    r"(?:it|describe|context|specify|scenario) [\"'][^\n]{1,300}[\"'](?:,[^\n]{0,80})? do\s*$",
    r"[Aa]ssert(?:\w*\(|\w* |\.\w+\()|expect\(|(?:\w+\.)?raises\(|:raises? |Failed asserting that ",
    r"[✓✔√] ",
    # An example that a program learns from.
    r"\{[^\n]{0,300}[\"'](?:label|expected)[\"']\s?:",
    # A method is given the error's text, or is called for its result.
    rf"{_CALL}[^\"'`]{{0,120}}[\"'`](?:.{{0,500}}[\"'`].{{0,80}}\)[;,]?\s*$|[^\"'`]{{0,400}}$)",
    rf"{_CALL}[^\"'`()\n]{{1,120}}\);\s*$",
    r"(?:[a-z_]\w{0,40}\.){0,3}[a-z_]\w{0,40}\(\w{1,40}=[^\"'`()\n]{1,120}\)\s*$",
    r"\.\w{1,40}\([\"'`]|->\w{1,40}\(.{0,200}\);?\s*$|with [\w.]{1,80}\(",
    r"[\w., ]{1,60} = (?:await )?[A-Za-z_][\w.]{0,80}\(",
    # The end of a call that began above; a part of a text that goes on in the next line.
    r"[\"'`]?\s?[,)].{0,200}\);?\s*$",
    r"[\"'][^\n]{0,400}[\"'] ?[+\\]\s*$",
    # A text is given a name; a map of numbers or names.
    rf"[$\w.\[\]:'\"]{{1,80}} {{1,24}}:?= (?:[\w.]{{1,40}}\()?{_QUOTED}\)?[;,]?\s*(?:(?://|#).{{0,200}})?$",
    rf"[A-Z][A-Z0-9_]{{3,40}}: {_QUOTED},\s*$",
    rf"[2-5]\d\d: {_QUOTED},?\s*$|[+-]?\s*[2-5]\d\d: ?(?:_|t|tr|__|gettext|i18n\.t)\({_QUOTED}\),?\s*$"
    rf"|(?!465|587)[2-5]\d\d(?: \| [2-5]\d\d){{0,8}} =>|[#/]{{1,2}} ?[2-5]\d\d -> ",
    r"\d{1,5}:?\s{1,8}['\"]\w{1,40}['\"]\s{1,24}=> ",
    r"['\"]\w{1,40}['\"]\s{0,8}=> ?(?:[A-Z]\w{1,40}::|['\"]/)",
    # A program's own fault.
    r"[^\n]{0,200}\b(?:heap out of memory|OutOfMemoryError|OOMKilled|[Ss]egmentation fault)\b",
    r"(?:[\w.]{1,80}\.)?(?:Import|ModuleNotFound|Attribute|Name|Syntax|NoMethod|NoSuchMethod|NoClassDefFound"
    r"|ClassNotFound)(?:Error|Exception)\b",
    r"Module (?:not found|parse failed|build failed): ",  # webpack's
    # A comment, a template, texts to translate.
    r"/[* ].{0,300}\*/\s*$",
    r"\{\{-? ?(?:if|else|range|with|end)\b|\{% ?(?:if|elif|else|for)\b",
    r"msg(?:id|str)\b|\"\w{1,30}(?:\.\w{1,30}){2,5}\": \"|<string name=",
    # A rule of a style sheet: ".alert { max-width: 550px; z-index: 535; }".
    r"[.#@:*\w\[][^{}()\n;\"']{0,120}\{ ?[\w-]{2,40} ?: ?[^{};\n\"']{1,120};",
    # A tag that a program fills: `<MailList :limit="550" @error="onError" />`.
    r"<[A-Za-z][\w.-]{0,40} (?:[^<>\n]{0,200} )?(?:[:@#]\w[\w.-]{0,40}=\"|v-\w|on[A-Z]\w{1,30}=\{)",
    # Rules of a mail or web server, metrics, a query, a command.
    r"(?:id=\w{1,40}; ?)?action=\w{1,20}\(|deny\s{1,8}message\b",
    r"/[^/\n]{1,200}/ {1,8}(?:REJECT|DISCARD|[45]\d\d )",
    r"error_page |location \S{1,80} \{",
    r"\w{1,80}\{\w{1,40}=\"[^\n]{0,200}\} [\d.e+]{1,20}\s*$",
    r"(?i:select) .{1,200} (?i:from) |(?i:insert into) ",
    r"(?:[\w@:~/.-]{0,80}[$#] )?(?:e?grep|docker run|curl -s) ",
)
_STATEMENT: Final = RarePattern(
    rf"\A(?:\s{{0,60}}(?:\d{{1,5}}:\s{{1,60}})?(?:[+-]\s{{0,60}})?\}}?\s{{0,4}}(?:{'|'.join(_STATEMENTS)})"
    r"|\+(?:\s{2,60}(?![245]\d\d)\S|[A-Z][a-z]|#))"  # a line that a change adds
)
# A regular expression, as filters of logs and lists of bounces have it.
_PATTERN: Final = re.compile(
    r"\(\?(?:[:!=i]|P?<)|\bfailregex\b|\\[SsdDwW][+*{]|\\\.\d{1,2}\\\.|\.\*\$|\.\*\?|\$#\w{4,12} \$@"
    r"|\.\*\\\[|\(\.\*\)|: \.\*:|\^[45](?:\d\d|\\d)"
    r"|\| ?(?:e?grep|sed|awk) |\bdeny\s{1,8}message\s{1,8}= "  # of Exim's configuration, in one line
    r"|^\s{0,8}['\"]/[^/\n]{1,200}/i?['\"]|\w ?= ?/[^/\n]{1,300}/[a-z]{0,3};?\s*$"
    r"|\breply /[^/\n]{1,200}/ {1,8}\w{1,20}="  # of PowerMTA's configuration
)
# A method is given a text, at the end of a statement.
_ENDS_CALL: Final = re.compile(r"\w\([^\"'`\n]{0,80}[\"'`][^\n]{0,300}[\"'`]\){1,3};\s*$")
# A comparison with an error, and a text with gaps that the program fills.
_COMPARED: Final = re.compile(
    r"[!=]= ?E[A-Z]{4,}\b|&&\s*$|f['\"][^'\"]{0,100}\{\w"
    r"|['\"`][^'\"`]{0,100}[#$]\{(?:e|err|error|ex|exception)\b"
    r"|['\"][^'\"]{0,100}%[srd][^'\"]{0,100}['\"]\s?%|\b[45]\d\d [^%\n]{0,100} %[vsd](?: |$)"
)
# What a program says of itself: something in it has no such part, or is none.
_FAULT: Final = re.compile(
    r"\bname '\w{1,60}' is not defined|\bis not a (?:constructor|function)\b"
    r"|\bhas no (?:instance )?(?:attribute|method|getter|setter|member|property) "
    r"|\bundefined (?:local variable|method) "
)
_STATEMENT_LIMIT: Final = 400  # characters of a line in which a statement shows
# What stands in every line that one of these matches.
_LATER: Final = (
    (("is not", "has no", "undefined"), _FAULT),
    (("\\", "(?", ".*", "reply /", "$#", "|", "failregex", "deny"), _PATTERN),
    ((");",), _ENDS_CALL),
    (("{", "%", "= E", "=E", "&&"), _COMPARED),
)
# One of these stands in each such line, and in few others: most texts need no closer look.
_SIGNS: Final = Signs(
    TALK,
    r"\w\(|=>|\{\w|[\[({]$|= [rbf]?[\"'`]|(?-i:[\dA-Z]): [rbf]?[\"'`]|\": \"|\d -> |\*/\s*$|&&\s*$|[!=]= ?e"
    r"|%[srdv]|\{ ?[\w-]+ ?: ?[^{};\n]+;"
    r"|heap out of memory|outofmemoryerror|oomkilled|segmentation fault"
    r"|<\w[^<>\n]* (?:[:@#][\w.-]+=\"|v-\w|on\w+=\{)"
    r"|<string name=|\breply /|^\s*[✓✔√] |[\"'] ?[+\\]\s*$|[\"'](?:label|expected)[\"']\s?:"
    r"|/ +(?:reject|discard|[45]\d\d )|\b(?:e?grep|docker run|curl -s) "
    r"|(?:import|modulenotfound|attribute|name|syntax|nomethod|nosuchmethod|noclassdeffound"
    r"|classnotfound)(?:error|exception)"
    r"|module (?:not found|parse failed|build failed): "
    r"|\bname '|is not a |has no |undefined |\(\?[:!=ip<]|failregex|\\[sdw][+*{]|\\\.\d+\\\.|\.\*[$?:\\)]"
    r"|\^[45][\\\d]|^\s*['\"]/|\$#\w+ |\bdeny\s+message|\| ?(?:e?grep|sed|awk) "
    r"|\{\{|\{% ?|^\+(?:\s\s|[a-z#])|^\s*\+ \d|^[\s+}-]*(?:[\"'`]?\s?[,)]|:raise|#\s?define "
    r"|\w+: (?:str|int|bool|float|bytes|none|optional|iterable|list|dict|union|literal)\b"
    r"|(?:except|catch|case|rescue|default|switch|el[a-z]*|if|return|throw|raise|class|def|assert\w*|const|let"
    r"|var|yield|pub|public|private|protected|static|func|fn|failed asserting"
    r"|msgid|msgstr|deny|select|insert into|error_page|location)\b)",
)
_SIFTED: Final = 12_000  # characters; a longer text is a log, or holds one

# The statement that a traceback ends with, where nobody copied the message below it.
_RAISED: Final = re.compile(r"\s{0,60}raise ([\w.]{1,80})\([\"']([^\"']{4,300})[\"']\)\s*$")

# A name is given a list, a map or a record; the lines that belong to it are indented.
_OPENS: Final = re.compile(
    r"(?:[\w$.\])'\"]\s?:?= ?&?[\w.\\]{0,60} ?[\[{(]|=> ?array\(|\breturn array\(|\w\([\[{]"
    r"|\w\([^()\n]{1,200}, ?[\[{]|\bVALUES)\s*$"
)
_COMMENT: Final = re.compile(r"\s{0,60}\*(?: |/|$)")
_COMMENT_OPENS: Final = re.compile(r"\s{0,60}/\*{0,2}(?: |$)")  # "**" may have been taken for markup
_CLOSES: Final = re.compile(r"\s{0,60}\*{1,2}/")
# A comment above a line that compares a text with a pattern shows what the pattern is for, one directly above
# a statement what that does.
_NOTE: Final = re.compile(r"\s{0,60}(?:#|//[/!]?)(?: |$)")
_NOTE_OF_SOURCE: Final = re.compile(r"\s{0,60}//")  # "# " opens headings too
_DOCSTRING: Final = re.compile(r"\s{0,60}[rbu]?(\"\"\"|''')")
_DOCUMENTED: Final = re.compile(r"\s{0,60}(?:class|(?:async )?def) \w[^\n]{0,200}:\s*$")
_COMPARES: Final = re.compile(
    r"=~ ?m?[/{]|\b(?:re|regexp?)\.\w{1,20}\(|\bpreg_match(?:_all)?\(|\bRegExp?\(|\.(?:match|test)\("
    r"|\bRegex::new\("
)
# The end of a text in a list, whose line ends parted it.
_TORN_ENDS: Final = ('",', "',")
_JOINS: Final = re.compile(r"\s{0,8}[\"'] ?[+\\]\s*$")
# What a test saw and what it expected: a line taken away, and one that is added, with a number each.
_SAW: Final = re.compile(r"\s{0,20}([-+])\s{1,20}[2-5]\d\d\s*$")
_REACH: Final = 40  # lines above in which a list or a comment begins


def may_hold_statement(seen: Seen) -> bool:
    """Whether any line of a text may be a program's statement."""
    return len(seen.text) > _SIFTED or seen.any(_SIGNS)


def is_statement(line: str) -> bool:
    """Whether a line is a program's statement about errors."""
    if _STATEMENT.search(line) is not None:
        return True
    for signs, pattern in _LATER:
        if any(map(line.__contains__, signs)) and pattern.search(line, 0, _STATEMENT_LIMIT) is not None:
            return True
    return False


def raised(lines: list[str], index: int) -> str | None:
    """The error of the statement that ends a traceback; None when the line is no such statement."""
    if not index or not lines[index - 1].lstrip().startswith('File "'):
        return None
    if index + 1 < len(lines) and lines[index + 1].strip() not in ("", "```"):
        return None
    match = _RAISED.match(lines[index])
    return f"{match.group(1)}: {match.group(2)}" if match is not None else None


def _is_note(lines: list[str], index: int) -> bool:
    """Whether a line is a comment above one that compares texts with a pattern, as readers of logs do."""
    if _NOTE.match(lines[index]) is None:
        return False
    # A line of a log may have been joined with the one below it.
    below = next((one for one in lines[index + 1 : index + _REACH] if _NOTE.match(one) is None), "")
    if _NOTE_OF_SOURCE.match(lines[index]) is not None and is_statement(below):
        return True
    return any(_COMPARES.search(one, 0, _STATEMENT_LIMIT) is not None for one in (lines[index], below))


def _is_docstring(lines: list[str], index: int) -> bool:
    """Whether a line stands in the text that tells what a class or function is for."""
    for above in range(index, max(0, index - _REACH), -1):
        quote = _DOCSTRING.match(lines[above])
        if quote is not None and _DOCUMENTED.match(lines[above - 1]) is not None:
            return above == index or sum(line.count(quote[1]) for line in lines[above:index]) == 1
    return False


def _is_joined(lines: list[str], index: int) -> bool:
    """Whether a line is a text that ends with a line end and is joined with the next."""
    below = lines[index + 1] if index + 1 < len(lines) else ""
    return lines[index].lstrip()[:1] in ('"', "'") and _JOINS.match(below) is not None


def _is_compared(lines: list[str], index: int) -> bool:
    """Whether a line shows the number that a test saw, or the one beside it that was expected."""
    sign = _SAW.match(lines[index])
    if sign is None:
        return False
    beside = (_SAW.match(one) for one in lines[max(0, index - 1) : index + 2])
    return any(other is not None and other[1] != sign[1] for other in beside)


def in_literal(lines: list[str], index: int) -> bool:
    """Whether a line stands in a list or record that a program writes down, or in a comment of it."""
    line = lines[index]
    if not line.strip():
        return False
    comment = _COMMENT.match(line) is not None
    if comment and any(_CLOSES.match(one) is not None for one in lines[index + 1 : index + _REACH]):
        return True
    if _is_note(lines, index) or _is_docstring(lines, index) or _is_joined(lines, index):
        return True
    if _is_compared(lines, index):
        return True
    indent, torn = _indent(line), False
    for above in range(index - 1, max(-1, index - _REACH), -1):
        other = lines[above]
        torn = other.strip() in _TORN_ENDS or (torn and other.lstrip()[:1] not in ('"', "'"))
        if torn or not other.strip():
            continue
        if comment:
            if _COMMENT_OPENS.match(other) is not None:
                return True
            comment = _COMMENT.match(other) is not None
        if _indent(other) < indent:
            indent = _indent(other)
            if _OPENS.search(other) is not None:
                return True
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
