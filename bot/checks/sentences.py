"""What the offline check saw, in sentences: which character stands where, never its neighbours. Pure.

Only facts that help to find the fault have a sentence; the rest is told by its declared meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bot.model import Evidence, Value
from bot.providers import load_providers

_FIELDS = {"password": "password", "user": "user name"}


def sentences_of(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """One sentence for each fact that has one, in order; how many characters a field has is said once."""
    said, counted = [], set()
    for fact in evidence:
        if fact.tag not in _SAYINGS:
            continue
        sentence = _SAYINGS[fact.tag](fact.args)
        if "position" in fact.args:
            sentence += "." if _field(fact.args) in counted else f"; {_given(fact.args)}."
            counted.add(_field(fact.args))
        said.append(sentence)
    return tuple(dict.fromkeys(said))


def _character(args: Mapping[str, Value]) -> str:
    name = str(args.get("name", "character"))
    article = "an" if name[0] in "aeio" else "a"
    count, point = args.get("count"), args.get("code_point")
    what = f"{article} {name} ({point})" if point else f"{article} {name}"
    often = f", {count} of them in all" if isinstance(count, int) and count > 1 else ""
    verb = {"start": "begins with", "end": "ends with"}.get(str(args.get("place")), "holds")
    after = "" if args.get("place") == "start" else f" after {_nth(_number(args, 'position') - 1)} character"
    return f"The {_field(args)} {verb} {what}{after}{often}"


def _echo(_: Mapping[str, Value]) -> str:
    return "Did you pipe it through `echo`? It adds a line end to the password; `printf %s` adds none."


def _from(what: str) -> Callable[[Mapping[str, Value]], str]:
    def say(args: Mapping[str, Value]) -> str:
        place = _nth(_number(args, "position"))
        return f"{what} begins at {place} character of the {_field(args)}"

    return say


def _too_long(args: Mapping[str, Value]) -> str:
    given = _number(args, "length")
    return f"{given:,} bytes were given as password, more than a login can carry: a file, perhaps."


def _typo(args: Mapping[str, Value]) -> str:
    return f"“{args.get('given')}” in the user name is probably meant to be “{args.get('meant')}”."


def _word(args: Mapping[str, Value]) -> str:
    return f"{_provider(args)} wants the word “{args.get('wanted')}” as user name, and nothing else."


def _app_password(args: Mapping[str, Value]) -> str:
    provider = load_providers().get(str(args.get("provider")))
    page = f" How to make one: {provider.help}" if provider is not None and provider.help else ""
    return f"{_provider(args)} takes only app passwords of 16 letters here; this is none.{page}"


def _quoting(args: Mapping[str, Value]) -> str:
    said = {
        "outer": "stands in quotes",
        "doubled": "holds quotes that are doubled",
        "formula": "stands as a spreadsheet's formula",
        "number": "was made into a number by a spreadsheet",
        "error": "is a spreadsheet's error: it was taken for a formula",
    }
    return f"The {_field(args)} {said[str(args.get('kind'))]}."


def _placeholder(args: Mapping[str, Value]) -> str:
    said = {
        "masked": "a row of dots or asterisks",
        "variable": "the name of a variable that was not replaced",
    }
    return f"The {_field(args)} is {said[str(args.get('kind'))]}."


def _other_server(args: Mapping[str, Value]) -> str:
    host = args.get("server")
    server = f", whose server is {host}" if host else ""
    return f"The mailbox lies at {_provider(args)}{server}; the server named belongs to somebody else."


_SAYINGS: Mapping[str, Callable[[Mapping[str, Value]], str]] = {
    "credential.hidden-character": _character,
    "credential.altered-character": _character,
    "credential.trailing-newline": _echo,
    "credential.wrong-encoding": _from("Text read in the wrong encoding"),
    "credential.not-utf-8": _from("A part that is no UTF-8 text"),
    "credential.html-entity": _from("An HTML entity"),
    "credential.escaping": _from("Something that looks like an escape"),
    "credential.too-long": _too_long,
    "user.domain-typo": _typo,
    "user.not-the-fixed-word": _word,
    "credential.not-app-password-shape": _app_password,
    "provider.other-server": _other_server,
    "credential.csv-quoting": _quoting,
    "credential.placeholder": _placeholder,
    "credential.empty": lambda args: f"The {_field(args)} is empty.",
    "credential.app-password-spaces": lambda _: "The app password holds the spaces that it is shown with.",
    "credential.not-key-shape": lambda args: (
        f"This is not the kind of key that {_provider(args)} takes here."
    ),
    "credential.iam-secret-key": lambda _: (
        "The password has the length of an AWS secret key, 40; SES takes 44."
    ),
    "credential.swapped-fields": lambda _: "The password is an address and the user name is none.",
    "user.wrapped": lambda _: (
        "The user name holds more than the address: brackets, mailto:, a name, or what stands behind it."
    ),
    "user.percent-encoded": lambda _: "The user name is written as in a URL, with %40 for the @",
}


def _field(args: Mapping[str, Value]) -> str:
    return _FIELDS.get(str(args.get("field")), "value")


def _given(args: Mapping[str, Value]) -> str:
    length = _number(args, "length")
    return f"{length:,} character{'' if length == 1 else 's'} given"


def _provider(args: Mapping[str, Value]) -> str:
    provider = load_providers().get(str(args.get("provider")))
    return provider.name if provider is not None else "This provider"


def _number(args: Mapping[str, Value], name: str) -> int:
    value = args.get(name)
    return value if isinstance(value, int) else 0


def _nth(number: int) -> str:
    """`the 12th`; 11 to 13 take `th` too."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"the {number}{ending}"
