"""The scenarios as data: what is configured, what is given, and what is truly the cause.

`HOSTS` are the servers with what their configuration does; the checks see none of it. `SCENARIOS`
are cases on them. `separable` says whether anything that reaches a client tells this cause from
the others: where a server says the same bytes for several causes it does not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

PLAIN = (587, "starttls")

SERVER_LOG = "the server's log"


@dataclass(frozen=True, slots=True)
class Host:
    """A server of the lab. `kind` is the program; `name` None gives it a neutral name.

    `options` are what its configuration changes (Postfix: `-o`, Exim: rules); `sasl` the directory
    that Postfix asks; `script` the fields of a scripted server's `Script`; `dns` a fault of its name.
    """

    kind: str
    certificate: str = "good"
    options: tuple[str, ...] = ()
    starttls_ports: tuple[int, ...] = (587,)
    implicit_ports: tuple[int, ...] = (465,)
    sasl: str = "main"
    name: str | None = None
    script: Mapping[str, object] = field(default_factory=dict)
    dns: str | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One case. `cause` is the truth, None where the login works.

    `user` and `password` make what is given from what the server holds; `held` makes what the
    server holds from a fresh secret; `state` is the account's on the server. `before` names what
    happened there just before. `who` can tell where nothing that reaches a client can.
    """

    name: str
    host: str
    cause: str | None
    separable: bool = True
    user: Callable[[str], str] = str
    password: Callable[[str], str | bytes] = str
    held: Callable[[str], str] = str
    held_user: Callable[[str], str] = str
    state: str = "active"
    port: int | None = 587
    tls: str | None = None
    as_is: bool = False
    before: str = ""
    shape: str = "word"
    who: str = ""


def _old_tls(*more: str) -> tuple[str, ...]:
    return ("smtpd_tls_ciphers=medium", *more)


REFUSE_CLIENT = ("smtpd_delay_reject=no", "smtpd_client_restrictions=reject")
NO_LOGIN = ("smtpd_sasl_auth_enable=no",)

HOSTS: dict[str, Host] = {
    # Postfix, whose logins Dovecot judges
    "postfix": Host("postfix"),
    "postfix-no-password-file": Host("postfix", sasl="no-password-file"),
    "postfix-tired-of-us": Host("postfix", sasl="penalty"),
    "postfix-backend-down": Host("postfix", sasl="absent"),
    "postfix-few-logins": Host("postfix", options=("smtpd_client_auth_rate_limit=1",)),
    "postfix-few-connections": Host("postfix", options=("smtpd_client_connection_rate_limit=1",)),
    "postfix-refusing": Host("postfix", options=REFUSE_CLIENT),
    "postfix-no-tls": Host("postfix", options=("smtpd_tls_security_level=none", "smtpd_tls_auth_only=no"), implicit_ports=()),
    "postfix-no-tls-no-login": Host("postfix", options=("smtpd_tls_security_level=none",), implicit_ports=()),
    "postfix-no-login": Host("postfix", options=NO_LOGIN),
    "postfix-must-encrypt": Host("postfix", options=("smtpd_tls_security_level=encrypt",)),
    "postfix-scram-only": Host("postfix", sasl="many", options=("smtpd_sasl_mechanism_filter=scram-sha-256",)),
    "postfix-cram-only": Host("postfix", sasl="many", options=("smtpd_sasl_mechanism_filter=cram-md5",)),
    "postfix-login-only": Host("postfix", sasl="many", options=("smtpd_sasl_mechanism_filter=login",)),
    "postfix-swapped-ports": Host("postfix", starttls_ports=(465,), implicit_ports=(587,)),
    "postfix-only-465": Host("postfix", starttls_ports=()),
    "postfix-only-587": Host("postfix", implicit_ports=()),
    "postfix-only-2525": Host("postfix", starttls_ports=(2525,), implicit_ports=()),
    "postfix-expired": Host("postfix", "expired"),
    "postfix-self-signed": Host("postfix", "self-signed"),
    "postfix-wrong-name": Host("postfix", "wrong-name"),
    "postfix-untrusted": Host("postfix", "untrusted"),
    "postfix-not-yet-valid": Host("postfix", "not-yet-valid"),
    "postfix-weak-key": Host("postfix", "weak-key"),
    "postfix-intercepted-tls": Host("postfix", "interception"),
    "postfix-ends-soon": Host("postfix", "ends-soon"),
    "postfix-tls10": Host("postfix", options=_old_tls("smtpd_tls_protocols=<=TLSv1", "smtpd_tls_mandatory_protocols=<=TLSv1")),
    "postfix-tls11": Host("postfix", options=_old_tls("smtpd_tls_protocols=TLSv1.1", "smtpd_tls_mandatory_protocols=TLSv1.1")),
    "postfix-null-cipher": Host(
        "postfix",
        options=_old_tls("smtpd_tls_protocols=TLSv1.2", "smtpd_tls_mandatory_protocols=TLSv1.2", "tls_medium_cipherlist=eNULL:@SECLEVEL=0"),
    ),
    "postfix-slow-greeting": Host("postfix", options=("smtpd_delay_reject=no", "smtpd_client_restrictions=sleep 1")),
    "postfix-two-addresses": Host("postfix", dns="first-address-dead"),
    "postfix-dns-truncated": Host("postfix", dns="truncate"),
    "postfix-dns-turning": Host("postfix", dns="turning"),
    # Dovecot's own submission server
    "dovecot": Host("dovecot"),
    "dovecot-expired": Host("dovecot", "expired"),
    "dovecot-self-signed": Host("dovecot", "self-signed"),
    "dovecot-wrong-name": Host("dovecot", "wrong-name"),
    "dovecot-untrusted": Host("dovecot", "untrusted"),
    # Exim
    "exim": Host("exim"),
    "exim-refusing": Host("exim", options=("refusing",)),
    "exim-limiting": Host("exim", options=("limiting",)),
    "exim-backend-down": Host("exim", options=("no-users",)),
    "exim-expired": Host("exim", "expired"),
    "exim-self-signed": Host("exim", "self-signed"),
    "exim-wrong-name": Host("exim", "wrong-name"),
    "exim-untrusted": Host("exim", "untrusted"),
    "exim-not-yet-valid": Host("exim", "not-yet-valid"),
    "exim-as-gmail": Host("exim", "wrong-name", name="smtp.gmail.com", options=("shared-hosting-banner",)),
    "exim-as-office": Host("exim", "wrong-name", name="smtp.office365.com", options=("shared-hosting-banner",)),
}  # fmt: skip

REAL = ("postfix", "dovecot", "exim")


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


def _damaged() -> Iterator[Scenario]:
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


def _replacing(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def _same_bytes() -> Iterator[Scenario]:
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


def _servers() -> Iterator[Scenario]:
    """What the server's own state decides."""
    for name, cause in (
        ("expired", "certificate-expired"),
        ("self-signed", "certificate-self-signed"),
        ("wrong-name", "certificate-hostname-mismatch"),
        ("untrusted", "certificate-untrusted"),
    ):
        for host in REAL:
            yield Scenario(f"{host}-certificate-{name}", f"{host}-{name}", cause)
    yield Scenario("postfix-certificate-not-yet-valid", "postfix-not-yet-valid", "certificate-not-yet-valid")
    yield Scenario(
        "exim-certificate-not-yet-valid", "exim-not-yet-valid", "certificate-not-yet-valid", port=465
    )
    yield Scenario("postfix-certificate-weak-key", "postfix-weak-key", "tls-weak-key")
    yield Scenario("postfix-tls-opened-by-antivirus", "postfix-intercepted-tls", "tls-interception")
    yield Scenario(
        "postfix-expired-on-465", "postfix-expired", "certificate-expired", port=465, tls="implicit"
    )
    yield Scenario("postfix-tls-1.0", "postfix-tls10", "tls-version-too-old")
    yield Scenario("postfix-tls-1.1-on-465", "postfix-tls11", "tls-version-too-old", port=465)
    yield Scenario("postfix-no-common-cipher", "postfix-null-cipher", "tls-no-common-cipher")
    yield Scenario("postfix-implicit-asked-on-587", "postfix", "tls-mode-mismatch", tls="implicit")
    yield Scenario("postfix-starttls-asked-on-465", "postfix", "tls-mode-mismatch", port=465, tls="starttls")
    yield Scenario("exim-implicit-asked-on-587", "exim", "tls-mode-mismatch", tls="implicit")
    yield Scenario("exim-starttls-asked-on-465", "exim", "tls-mode-mismatch", port=465, tls="starttls")
    yield Scenario("dovecot-implicit-asked-on-587", "dovecot", "tls-mode-mismatch", tls="implicit")
    yield Scenario("dovecot-starttls-asked-on-465", "dovecot", "tls-mode-mismatch", port=465, tls="starttls")
    yield Scenario("postfix-ports-swapped", "postfix-swapped-ports", "tls-mode-mismatch", tls="starttls")
    yield Scenario(
        "postfix-in-the-clear-auth-needs-tls",
        "postfix",
        "auth-before-tls",
        tls="none",
    )
    yield Scenario("exim-in-the-clear-auth-needs-tls", "exim", "auth-before-tls", tls="none")
    yield Scenario(
        "postfix-in-the-clear-tls-mandatory",
        "postfix-must-encrypt",
        "auth-before-tls",
        tls="none",
    )
    yield Scenario("postfix-starttls-off", "postfix-no-tls", "starttls-not-offered")
    yield Scenario(
        "postfix-starttls-off-and-no-login",
        "postfix-no-tls-no-login",
        "starttls-not-offered",
    )
    yield Scenario("postfix-takes-no-login", "postfix-no-login", "auth-not-offered")
    yield Scenario("postfix-takes-no-login-465", "postfix-no-login", "auth-not-offered", port=465)
    yield Scenario("postfix-scram-only", "postfix-scram-only", "mechanism-not-accepted")
    yield Scenario("postfix-nothing-on-587", "postfix-only-465", "connection-refused")
    yield Scenario("postfix-nothing-on-465", "postfix-only-587", "connection-refused", port=465)
    yield Scenario("postfix-nothing-on-usual-ports", "postfix-only-2525", "connection-refused")
    yield Scenario(
        "postfix-refuses-the-client",
        "postfix-refusing",
        "greeting-refused",
    )
    yield Scenario("exim-refuses-the-client", "exim-refusing", "greeting-refused")
    yield Scenario(
        "postfix-too-many-connections",
        "postfix-few-connections",
        "too-many-connections",
        before="connection",
    )
    yield Scenario("postfix-too-many-logins", "postfix-few-logins", "login-rate-limited", before="login")
    yield Scenario(
        "exim-too-many-failed-logins", "exim-limiting", "login-rate-limited", separable=False, who=SERVER_LOG
    )
    yield Scenario(
        "postfix-penalty-after-others-failures",
        "postfix-tired-of-us",
        "login-rate-limited",
        before="penalty",
    )
    yield Scenario(
        "postfix-login-backend-down",
        "postfix-backend-down",
        "auth-backend-unavailable",
        separable=False,
        who=SERVER_LOG,
    )
    yield Scenario("dovecot-login-backend-down", "dovecot", "auth-backend-unavailable", state="backend-down")
    yield Scenario("exim-login-backend-down", "exim-backend-down", "auth-backend-unavailable")
    yield Scenario("postfix-password-expired", "postfix", "password-change-required", state="expired")
    yield Scenario("dovecot-password-expired", "dovecot", "password-change-required", state="expired")
    yield Scenario("dovecot-account-closed", "dovecot", "account-disabled", state="nologin")
    yield Scenario(
        "exim-answers-as-gmail",
        "exim-as-gmail",
        "intercepted-smtp",
        shape="gmail",
    )
    yield Scenario(
        "exim-answers-as-office",
        "exim-as-office",
        "intercepted-smtp",
    )
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


def _works() -> Iterator[Scenario]:
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
