"""The offline check: what a user name and a password show by themselves, before anything is sent.

Pure. Names a character and its place, never what stands beside it; no fact holds a part of the
password. `is_damaged` tells proof from hint: only proof spares the login attempt.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.checks import CREDENTIAL, Check, copied, usernames
from bot.checks.characters import Kind, Sign, find_characters
from bot.model import (
    CheckAnswer,
    CheckRequest,
    CheckStage,
    Evidence,
    Outcome,
    Secret,
    Value,
    Vantage,
    has_fact,
    ms_since,
)
from bot.providers import (
    PasswordRule,
    Provider,
    UserForm,
    provider_of_domain,
    provider_of_host,
)
from bot.providers.slips import meant_domain

if TYPE_CHECKING:
    from bot.net import Net


# One AUTH PLAIN is one line of at most 12,288 octets (RFC 4954 4), in base64.
LOGIN_BYTES = 9_200
READ_CHARS = 16_384

_SES_USER = re.compile(r"A[KS]IA[A-Z0-9]{12,}")
_SES_PASSWORD_CHARS = 44  # base64 of a version byte and a SHA-256
_IAM_SECRET_CHARS = 40
_SPACED_GROUPS = re.compile(r"[a-z]{4}(?:[ \u00a0\u2009\u202f]+[a-z]{4}){3}")
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]+")

_TAGS = {
    Kind.HIDDEN: "credential.hidden-character",
    Kind.ALTERED: "credential.altered-character",
    Kind.MOJIBAKE: "credential.wrong-encoding",
    Kind.NOT_UTF_8: "credential.not-utf-8",
    Kind.NON_ASCII: "credential.non-ascii",
}

EMITS = (
    *_TAGS.values(),
    "credential.trailing-newline",
    "credential.csv-quoting",
    "credential.made-a-number",
    "credential.html-entity",
    "credential.escaping",
    "credential.app-password-spaces",
    "credential.spaced-groups",
    "credential.not-app-password-shape",
    "credential.not-authorization-code-shape",
    "credential.not-key-shape",
    "credential.key-length",
    "credential.iam-secret-key",
    "credential.placeholder",
    "credential.swapped-fields",
    "credential.same-as-user",
    "credential.empty",
    "credential.too-long",
    "user.local-part",
    "user.full-address",
    "user.domain-typo",
    "user.wrapped",
    "user.percent-encoded",
    "user.malformed-address",
    "user.not-the-fixed-word",
    "user.fixed-word",
    "user.other-form",
    "provider.user-name",
    "provider.password-rule",
    "provider.app-password-shape",
    "provider.other-server",
)

# What cannot be what the provider gave out; with one of these no login attempt is spent.
_PROOF = {
    "credential.hidden-character",
    "credential.altered-character",
    "credential.wrong-encoding",
    "credential.csv-quoting",
    "credential.html-entity",
    "credential.app-password-spaces",
    "credential.not-app-password-shape",
    "credential.not-key-shape",
    "credential.iam-secret-key",
    "credential.placeholder",
    "credential.swapped-fields",  # a password may look like an address: most likely, never certain
    "credential.empty",
    "credential.too-long",
    "user.domain-typo",
    "user.wrapped",
    "user.percent-encoded",  # no mail address holds `%40`; a password may
    "user.not-the-fixed-word",
}


def is_damaged(evidence: Evidence) -> bool:
    """Whether the fact proves that the credential cannot be right as it stands; hints do not."""
    return evidence.tag in _PROOF


def may_hold_password(user: str | None, password: Secret | None) -> bool:
    """Whether the password may stand in the user name's field: then that is neither shown nor kept.

    It may stand behind the address, or in its place: which of two fields holds it nobody can tell, since a
    password may look like an address.
    """
    if user is not None and usernames.has_more(user):
        return True
    if user is None or password is None:
        return False
    secret = password.reveal().decode("utf-8", "surrogateescape").strip()
    return usernames.is_address(secret) and not usernames.is_address(user.strip())


def check_credential(user: str | bytes | None, password: bytes | None, host: str | None) -> CheckAnswer:
    """All that user name and password show, for the server `host` (None: judged by the user's domain).

    `user` or `password` None: not given, not looked at. Never raises; nothing is sent.
    """
    name = user.decode("utf-8", "surrogateescape") if isinstance(user, bytes) else user
    secret = None if password is None else password.decode("utf-8", "surrogateescape")
    too_long = sum(len(part or b"") for part in (password, _bytes(name))) > LOGIN_BYTES
    name = None if name is None else name[:READ_CHARS]
    secret = None if secret is None else secret[:READ_CHARS]
    facts = [_fact("credential.too-long", length=len(password or b""))] if too_long else []
    provider = _provider(name, host)
    if secret is not None:
        facts += _of_password(secret, name, provider)
    if name is not None:
        facts += _of_user(name, provider, host)
    if name is not None and secret is not None:
        facts += _of_both(name, secret, provider)
    outcome = Outcome.FAILED if any(map(is_damaged, facts)) else Outcome.PASSED
    return CheckAnswer(tuple(facts), (CheckStage(CREDENTIAL, outcome, 0.0),))


def _of_password(secret: str, user: str | None, provider: Provider | None) -> Iterator[Evidence]:
    if not secret:
        yield _fact("credential.empty", field="password")
        return
    spaced = _app_password_spaces(secret, provider)
    yield from spaced
    yield from _of_text("password", secret)
    if secret.endswith("\n"):  # behind the place, which is true of a cell of a file as well
        yield _fact("credential.trailing-newline", length=len(secret))
    if provider is not None and not any(map(is_damaged, spaced)):
        yield from _of_shape(secret, user, provider)


def _of_text(field: str, text: str) -> Iterator[Evidence]:
    """What may befall any text: characters, quotes, entities, escapes, placeholders."""
    signs = find_characters(text, spaces=field == "user" and "@" in text and not usernames.is_wrapped(text))
    yield from (_of_sign(field, text, sign) for sign in signs)
    quoting = copied.quoting_of(text)
    if quoting is not None:
        yield _fact("credential.csv-quoting", field=field, kind=quoting, length=len(text))
    if quoting in {"number", "error"}:
        yield _fact("credential.made-a-number", field=field)
    entity = copied.entity_in(text)
    if entity is not None:
        yield _fact("credential.html-entity", field=field, position=entity, length=len(text))
    escape = copied.escape_in(text)
    if escape is not None and entity is None:
        kind, position = escape
        if field == "password":
            yield _fact("credential.escaping", field=field, kind=kind, position=position, length=len(text))
        elif kind == "percent":
            yield _fact("user.percent-encoded", position=position, length=len(text))
    placeholder = copied.placeholder_of(text)
    if placeholder is not None:
        yield _fact("credential.placeholder", field=field, kind=placeholder)


def _of_sign(field: str, text: str, sign: Sign) -> Evidence:
    args: dict[str, Value] = {"field": field, "position": sign.position, "length": len(text)}
    if sign.name:
        args |= {"name": sign.name, "code_point": sign.code_point}
    return _fact(_TAGS[sign.kind], **args, place=sign.place, count=sign.count)


def _app_password_spaces(secret: str, provider: Provider | None) -> list[Evidence]:
    """An app password in the groups it is shown in; a hint only, where the provider is not known."""
    if _SPACED_GROUPS.fullmatch(secret.strip(" \t\r\n\u00a0")) is None:
        return []
    shape = provider.shape if provider else None
    if provider is not None and shape is not None and shape.lower_letters:
        return [_fact("credential.app-password-spaces", provider=provider.id)]
    return [_fact("credential.spaced-groups", length=len(secret))]


def _of_shape(secret: str, user: str | None, provider: Provider) -> Iterator[Evidence]:
    """Whether the password can be what this provider takes."""
    bare = secret.strip()
    shape = provider.shape
    if provider.id.startswith("ses-"):
        yield from _of_ses(bare, user or "", provider)
    elif shape is not None and shape.prefix:
        if not bare.startswith(shape.prefix):
            yield _fact("credential.not-key-shape", provider=provider.id, kind="prefix")
        elif shape.length and len(bare) != shape.length:
            yield _fact("credential.key-length", provider=provider.id, length=len(bare))
    elif provider.id == "brevo" and bare.startswith("xkeysib-"):
        yield _fact("credential.not-key-shape", provider=provider.id, kind="api-key")
    elif shape is not None:
        letters = _SPACES.sub("", bare).replace("-", "") if shape.grouped else bare
        fits = len(letters) == shape.length and letters.isascii() and letters.isalpha() and letters.islower()
        code = provider.password is PasswordRule.AUTHORIZATION_CODE
        if fits and not code:
            yield _fact("provider.app-password-shape", provider=provider.id)
        elif not fits and code:
            yield _fact("credential.not-authorization-code-shape", provider=provider.id)
        elif not fits and provider.never_account_password:
            yield _fact("credential.not-app-password-shape", provider=provider.id)


def _of_ses(secret: str, user: str, provider: Provider) -> Iterator[Evidence]:
    if _SES_USER.fullmatch(user.strip()) and len(secret) == _IAM_SECRET_CHARS:
        yield _fact("credential.iam-secret-key", length=len(secret))
    elif len(secret) != _SES_PASSWORD_CHARS:
        yield _fact("credential.key-length", provider=provider.id, length=len(secret))


def _of_user(user: str, provider: Provider | None, host: str | None) -> Iterator[Evidence]:
    if not user:
        yield _fact("credential.empty", field="user")
        return
    wrapped = (usernames.is_wrapped(user) and not usernames.is_address(user)) or usernames.has_more(user)
    found = list(_of_text("user", user))
    yield from found
    if wrapped:
        yield _fact("user.wrapped", length=len(user))
    elif usernames.is_malformed(user):
        yield _fact("user.malformed-address", length=len(user))
    if _is_word(user, provider):
        yield _fact("user.fixed-word", provider=provider.id if provider else None)
    domain = usernames.domain_of(user)
    meant = meant_domain(domain) if domain else None
    if meant is not None:
        yield _fact("user.domain-typo", given=domain, meant=meant)
    misfits = list(usernames.misfit(user, provider)) if provider else []
    for tag, wanted in misfits:
        yield _fact(tag, provider=provider.id if provider else None, wanted=wanted)
    if domain is not None:
        yield _fact("user.full-address")
    elif has_fact(found, "user.percent-encoded"):
        pass
    elif provider is None or provider.user in {UserForm.ADDRESS, UserForm.UNKNOWN}:
        yield _fact("user.local-part")
    yield from _of_server(domain, provider, host)


def _of_server(domain: str | None, provider: Provider | None, host: str | None) -> Iterator[Evidence]:
    """What the provider wants, and whether the server is that of another provider than the mailbox's."""
    if provider is not None and provider.user_is:
        yield _fact("provider.user-name", provider=provider.id, user_is=provider.user_is)
    if provider is not None and provider.password is not PasswordRule.UNKNOWN:
        yield _fact("provider.password-rule", provider=provider.id, rule=provider.password.value)
    home = provider_of_domain(domain) if domain else None
    if home is None or host is None or provider is None or not (provider.domains or provider.mx):
        return
    if not {one.host for one in home.submission} & {one.host for one in provider.submission}:
        server = home.submission[0].host if home.submission else None
        yield _fact("provider.other-server", provider=home.id, server_of=provider.id, server=server)


def _of_both(user: str, secret: str, provider: Provider | None) -> Iterator[Evidence]:
    if not user or not secret:
        return
    if user.strip() == secret.strip():
        # Some services want one token in both fields.
        if provider is None or provider.user in {UserForm.ADDRESS, UserForm.LOCAL_PART, UserForm.EITHER}:
            yield _fact("credential.same-as-user")
    elif usernames.is_address(secret.strip()) and "@" not in user and not _is_word(user, provider):
        yield _fact("credential.swapped-fields")


def _is_word(user: str, provider: Provider | None) -> bool:
    return provider is not None and bool(provider.word) and usernames.is_word(user, provider.word)


def _provider(user: str | None, host: str | None) -> Provider | None:
    if host:
        return provider_of_host(host)
    domain = usernames.domain_of(user) if user else None
    return provider_of_domain(domain) if domain else None


def _bytes(text: str | None) -> bytes:
    return (text or "").encode("utf-8", "surrogatepass")


def _fact(tag: str, **args: Value) -> Evidence:
    return Evidence(tag, args, CREDENTIAL, Vantage.GIVEN_CREDENTIAL)


def credential_answer(request: CheckRequest) -> CheckAnswer:
    """The same of what a request holds, with the time it took."""
    began = time.perf_counter()
    password = request.password.reveal() if request.password is not None else None
    answer = check_credential(request.user, password, request.host)
    stage = CheckStage(CREDENTIAL, answer.stages[0].outcome, ms_since(began))
    return CheckAnswer(answer.evidence, (stage,))


async def _run(request: CheckRequest, net: Net) -> CheckAnswer:
    """The check as the others are run; `net` is never touched."""
    del net
    return credential_answer(request)


CHECK = Check(CREDENTIAL, EMITS, _run)
