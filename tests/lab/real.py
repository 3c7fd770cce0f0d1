"""The lab's real servers with what their configuration does, which the checks cannot see, and the cases it makes."""

from __future__ import annotations

from collections.abc import Iterator

from tests.lab.scenario import REAL, SERVER_LOG, Host, Scenario


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
    "postfix-chain-expired": Host("postfix", "chain-expired"),
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


def certificates() -> Iterator[Scenario]:
    """Certificates that a client should not trust."""
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
    yield Scenario("postfix-certificate-above-expired", "postfix-chain-expired", "certificate-untrusted")
    yield Scenario("postfix-certificate-weak-key", "postfix-weak-key", "tls-weak-key")
    yield Scenario("postfix-tls-opened-by-antivirus", "postfix-intercepted-tls", "tls-interception")
    yield Scenario(
        "postfix-expired-on-465", "postfix-expired", "certificate-expired", port=465, tls="implicit"
    )


def encryption() -> Iterator[Scenario]:
    """TLS that does not come up as it was asked for."""
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
    yield Scenario("postfix-in-the-clear-auth-needs-tls", "postfix", "auth-before-tls", tls="none")
    yield Scenario("exim-in-the-clear-auth-needs-tls", "exim", "auth-before-tls", tls="none")
    yield Scenario(
        "postfix-in-the-clear-tls-mandatory", "postfix-must-encrypt", "auth-before-tls", tls="none"
    )
    yield Scenario("postfix-starttls-off", "postfix-no-tls", "starttls-not-offered")
    yield Scenario("postfix-starttls-off-and-no-login", "postfix-no-tls-no-login", "starttls-not-offered")


def ways_in() -> Iterator[Scenario]:
    """Servers that take no login here, or none by password."""
    yield Scenario("postfix-takes-no-login", "postfix-no-login", "auth-not-offered")
    yield Scenario("postfix-takes-no-login-465", "postfix-no-login", "auth-not-offered", port=465)
    yield Scenario("postfix-scram-only", "postfix-scram-only", "mechanism-not-accepted")
    yield Scenario("postfix-nothing-on-587", "postfix-only-465", "connection-refused")
    yield Scenario("postfix-nothing-on-465", "postfix-only-587", "connection-refused", port=465)
    yield Scenario("postfix-nothing-on-usual-ports", "postfix-only-2525", "connection-refused")


def refusals() -> Iterator[Scenario]:
    """Servers that shut the client out, or have had enough of it."""
    yield Scenario("postfix-refuses-the-client", "postfix-refusing", "greeting-refused")
    yield Scenario("exim-refuses-the-client", "exim-refusing", "greeting-refused")
    yield Scenario(
        "postfix-too-many-connections", "postfix-few-connections", "too-many-connections", before="connection"
    )
    yield Scenario("postfix-too-many-logins", "postfix-few-logins", "login-rate-limited", before="login")
    yield Scenario(
        "exim-too-many-failed-logins", "exim-limiting", "login-rate-limited", separable=False, who=SERVER_LOG
    )
    yield Scenario(
        "postfix-penalty-after-others-failures", "postfix-tired-of-us", "login-rate-limited", before="penalty"
    )


def accounts() -> Iterator[Scenario]:
    """What stands behind the login: the service that judges it, the state of the account."""
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


def interceptions() -> Iterator[Scenario]:
    """A web host's own server that answers in a provider's name."""
    yield Scenario("exim-answers-as-gmail", "exim-as-gmail", "intercepted-smtp", shape="gmail")
    yield Scenario("exim-answers-as-office", "exim-as-office", "intercepted-smtp")
