"""Cases of what is given: a credential damaged on the way, a wrong one, and one that works however odd it looks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.lab.scenario import REAL, SERVER_LOG, Scenario


def _swap_case(text: str) -> str:
    return text.swapcase()


def _in_the_middle(inserted: str) -> Callable[[str], str]:
    return lambda text: text[:5] + inserted + text[5:]


def _at_the_end(added: str) -> Callable[[str], str]:
    return lambda text: text + added


def _in_front(added: str) -> Callable[[str], str]:
    return lambda text: added + text


def _local(user: str) -> str:
    return user.partition("@")[0]


def _other(text: str) -> str:
    """A password of the same look that is another one."""
    return text[::-1] + "q7"


def _before_other(text: str) -> str:
    """What `_other` made another one of."""
    return text[:-2][::-1]


HIDDEN: dict[str, Callable[[str], str]] = {
    "no-break-space": _in_the_middle("\u00a0"),
    "zero-width-space": _in_the_middle("\u200b"),
    "zero-width-non-joiner": _in_the_middle("\u200c"),
    "zero-width-joiner": _at_the_end("\u200d"),
    "word-joiner": _in_the_middle("\u2060"),
    "byte-order-mark": _in_front("\ufeff"),
    "soft-hyphen": _in_the_middle("\u00ad"),
    "narrow-no-break-space": _in_the_middle("\u202f"),
    "ideographic-space": _at_the_end("\u3000"),
    "line-separator": _at_the_end("\u2028"),
    "left-to-right-mark": _in_the_middle("\u200e"),
    "right-to-left-embedding": _in_front("\u202b"),
    "pop-directional-isolate": _at_the_end("\u2069"),
    "variation-selector": _at_the_end("\ufe0f"),
    "line-feed": _at_the_end("\n"),
    "carriage-return-line-feed": _at_the_end("\r\n"),
    "tab": _at_the_end("\t"),
    "trailing-space": _at_the_end(" "),
    "leading-space": _in_front(" "),
    "nul": _in_the_middle("\x00"),
}
ALTERED: dict[str, tuple[str, str]] = {  # what the server holds, what was pasted
    "curly-double-quote": ('"', "\u201d"),
    "curly-single-quote": ("'", "\u2019"),
    "en-dash": ("-", "\u2013"),
    "em-dash": ("--", "\u2014"),
    "no-break-hyphen": ("-", "\u2011"),
    "full-width-letter": ("A", "\uff21"),
    "cyrillic-letter": ("a", "\u0430"),
}
USER_DAMAGE: dict[str, Callable[[str], str]] = {
    "no-break-space-in-user": _in_front("\u00a0"),
    "zero-width-space-in-user": _in_the_middle("\u200b"),
    "trailing-space-in-user": _at_the_end(" "),
    "byte-order-mark-in-user": _in_front("\ufeff"),
}


def _replacing(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def damaged() -> Iterator[Scenario]:
    """Credentials that were altered on the way; the server holds the right ones, in turn on the three servers."""
    for number, (name, damage) in enumerate(HIDDEN.items()):
        yield Scenario(f"hidden-{name}", REAL[number % 3], "hidden-character", password=damage)
    for number, (name, damage) in enumerate(USER_DAMAGE.items()):
        yield Scenario(f"hidden-{name}", REAL[number % 3], "hidden-character", user=damage)
    for number, (name, (held, pasted)) in enumerate(ALTERED.items()):
        yield Scenario(
            f"altered-{name}", REAL[number % 3], "altered-character", held=_in_the_middle(held), password=_replacing(held, pasted)
        )  # fmt: skip
    yield Scenario(
        "altered-decomposed-accent",
        "postfix",
        "altered-character",
        held=_in_the_middle("\u00e9"),
        password=lambda text: unicodedata.normalize("NFD", text),
    )
    yield Scenario("csv-outer-quotes", "postfix", "csv-quoting", password=lambda text: f'"{text}"')
    yield Scenario("csv-outer-quotes-exim", "exim", "csv-quoting", password=lambda text: f'"{text}"')
    yield Scenario(
        "csv-doubled-quotes",
        "dovecot",
        "csv-quoting",
        held=_in_the_middle('"'),
        password=lambda text: '"' + text.replace('"', '""') + '"',
    )
    for number, (char, entity) in enumerate((("&", "&amp;"), ("<", "&lt;"), ("'", "&#39;"))):
        yield Scenario(
            f"entity-{entity.strip('&;#')}",
            REAL[number],
            "html-entity",
            held=_in_the_middle(char),
            password=_replacing(char, entity),
        )
    # Sent as they are: the offline proof stands, and the server refuses.
    yield Scenario(
        "sent-as-is-no-break-space",
        "postfix",
        "hidden-character",
        password=HIDDEN["no-break-space"],
        as_is=True,
    )
    yield Scenario(
        "sent-as-is-line-feed", "dovecot", "hidden-character", password=HIDDEN["line-feed"], as_is=True
    )
    yield Scenario(
        "sent-as-is-trailing-space", "exim", "hidden-character", password=HIDDEN["trailing-space"], as_is=True
    )
    yield Scenario(
        "sent-as-is-outer-quotes", "postfix", "csv-quoting", password=lambda text: f'"{text}"', as_is=True
    )


def same_bytes() -> Iterator[Scenario]:
    """What each server answers with one and the same text: nothing that reaches a client tells these apart."""
    for host in REAL:
        case = Scenario("", host, "wrong-credentials", separable=False, who=SERVER_LOG)
        yield replace(case, name=f"{host}-wrong-password", password=_other)
        yield replace(case, name=f"{host}-old-password", held=_other, password=_before_other)
        yield replace(case, name=f"{host}-capitals-swapped", password=_swap_case)
        yield replace(case, name=f"{host}-last-letter-lost", password=lambda text: text[:-1])
        yield replace(case, name=f"{host}-unknown-user", user=lambda user: f"nobody.{user}")
        yield replace(case, name=f"{host}-alias-of-the-mailbox", held_user=lambda user: f"post.{user}")
        yield replace(case, name=f"{host}-wrong-port-465-password", password=_other, port=465)
        yield replace(case, name=f"{host}-local-part-given", cause="username-format", user=_local)
        yield replace(case, name=f"{host}-local-part-wanted", cause="username-format", held_user=_local)
        yield replace(case, name=f"{host}-account-denied", cause="account-disabled", state="denied")
        yield replace(
            case,
            name=f"{host}-hidden-in-the-stored-one",
            held=HIDDEN["no-break-space"],
            password=lambda text: text.replace("\u00a0", ""),
        )
    for host in REAL[:2]:
        case = Scenario("", host, "wrong-credentials", separable=False, who=SERVER_LOG)
        yield replace(
            case, name=f"{host}-network-not-allowed", cause="client-ip-not-authorized", state="elsewhere"
        )
        yield replace(case, name=f"{host}-account-disabled", cause="account-disabled", state="disabled")
    silent = Scenario("", "postfix", "auth-backend-unavailable", separable=False, who=SERVER_LOG)
    yield replace(silent, name="postfix-directory-fault", state="backend-down")
    yield replace(silent, name="postfix-password-file-missing", host="postfix-no-password-file")
    yield Scenario(
        "postfix-cram-md5-against-a-hash", "postfix-cram-only", "mechanism-not-accepted", separable=False, state="hashed", who=SERVER_LOG
    )  # fmt: skip
    yield Scenario(
        "postfix-cram-md5-wrong-password",
        "postfix-cram-only",
        "wrong-credentials",
        separable=False,
        password=_other,
        who=SERVER_LOG,
    )


def works() -> Iterator[Scenario]:
    """Nothing is wrong, however odd it looks."""
    for name, held in (
        ("composed-accent", "\u00e9"), ("pound-sign", "\u00a3"), ("inner-space", " x"), ("quote-inside", '"'),
        ("ampersand", "&b"), ("percent", "100%"), ("backslash", "\\"), ("dollar-and-hash", "$HOME#x"),
        ("angle-brackets", "<b>"), ("semicolon", ";,"),
    ):  # fmt: skip
        yield Scenario(
            f"works-{name}", "postfix" if len(name) % 2 else "exim", None, held=_in_the_middle(held)
        )
    yield Scenario("works-postfix-587", "postfix", None)
    yield Scenario("works-postfix-465", "postfix", None, port=465)
    yield Scenario("works-postfix-any-port", "postfix", None, port=None)
    yield Scenario("works-postfix-login-only", "postfix-login-only", None)
    yield Scenario("works-postfix-cram-only", "postfix-cram-only", None)
    yield Scenario("works-postfix-tls-mandatory", "postfix-must-encrypt", None)
    yield Scenario("works-postfix-slow-greeting", "postfix-slow-greeting", None)
    yield Scenario("works-postfix-certificate-ends-soon", "postfix-ends-soon", None)
    yield Scenario("works-postfix-first-address-dead", "postfix-two-addresses", None)
    yield Scenario("works-postfix-dns-over-tcp", "postfix-dns-truncated", None)
    yield Scenario("works-postfix-name-that-turns", "postfix-dns-turning", None)
    yield Scenario("works-postfix-closed-account-not-enforced", "postfix", None, state="nologin")
    yield Scenario("works-postfix-user-in-capitals", "postfix", None, user=str.upper)
    yield Scenario("works-postfix-in-the-clear-asked", "postfix-no-tls", None, tls="none")
    yield Scenario("works-dovecot-587", "dovecot", None)
    yield Scenario("works-dovecot-465", "dovecot", None, port=465)
    yield Scenario("works-exim-587", "exim", None)
    yield Scenario("works-exim-465", "exim", None, port=465)
    yield Scenario("works-exim-long-password", "exim", None, held=lambda text: text * 6)
    yield Scenario("works-as-is-real-trailing-space", "postfix", None, held=_at_the_end(" "), as_is=True)
    yield Scenario("works-as-is-real-entity", "postfix", None, held=_in_the_middle("&amp;"), as_is=True)


def mistakes() -> Iterator[Scenario]:
    """What a person types into the wrong field, or not at all."""
    yield Scenario("user-name-empty", "postfix", "credentials-missing", user=lambda user: "")
    yield Scenario("password-empty", "postfix", "credentials-missing", password=lambda text: "")
    yield Scenario("password-10-kB", "exim", "credential-too-long", password=lambda text: text * 700)
    yield Scenario(
        "fields-swapped",
        "postfix",
        "wrong-credentials",
        user=lambda user: "Sommer-2026",
        password=lambda text: f"ana.{text}@gmail.com",
    )
    yield Scenario("domain-misspelt", "exim", "domain-typo", user=lambda user: f"{_local(user)}@gmial.com")
