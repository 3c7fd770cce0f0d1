"""What live checks of an incident found, in one line each, and what they propose. Pure.

The line stands in the timeline, on the card and in a handoff: `server fine, login refused`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Act, Happening, Verdict, read_check_result

SAID = {
    ("credential", "faulty"): "the password or user name cannot be right, no login was sent",
    ("server", "fine"): "server fine",
    ("server", "faulty"): "the server has a fault",
    ("server", "silent"): "the server did not answer",
    ("server", "not-asked"): "the server was not asked",
    ("server", "dns"): "the server's name was not found",
    ("server", "connect"): "no connection to the server",
    ("server", "banner"): "the server refused the connection",
    ("server", "ehlo"): "the server refused the greeting",
    ("server", "starttls"): "encryption (STARTTLS) failed",
    ("server", "tls"): "encryption failed",
    ("server", "certificate"): "the certificate is not in order",
    ("server", "ehlo-tls"): "the server refused the greeting",
    ("login", "accepted"): "login accepted",
    ("login", "refused"): "login refused",
    ("login", "locked"): "login refused, the account is locked",
    ("login", "put-off"): "the server put the login off",
    ("login", "silent"): "no answer to the login",
    ("login", "over-budget"): "no login sent, too many lately",
    ("login", "not-asked"): "no login sent",
    ("domain", "fine"): "domain fine",
    ("domain", "domain"): "the domain was not found",
    ("domain", "faulty"): "the domain has a fault",
    ("domain", "silent"): "the domain's name servers did not all answer",
}
RECORDS = {
    "mx": "MX",
    "spf": "SPF",
    "dkim": "DKIM",
    "dmarc": "DMARC",
    "ptr": "reverse DNS",
    "blocklists": "blocklists",
    "mta-sts": "MTA-STS",
    "tls-rpt": "TLS-RPT",
}
NOTHING = "nothing was tested"


def check_result_line(detail: str) -> str:
    """`server fine, login refused`: what a `checked` happening found, from its detail."""
    return ", ".join(_said(part, what) for part, what in read_check_result(detail).saw) or NOTHING


def last_check(timeline: Sequence[Happening]) -> Happening | None:
    """The last live check of an incident; None when there was none."""
    return next((done for done in reversed(timeline) if done.kind is Act.CHECKED), None)


def found_working(timeline: Sequence[Happening]) -> Happening | None:
    """The check after which an incident proposes to be resolved; None when it proposes nothing.

    A check that works proves something only against an earlier one that failed from the same
    place: what the sending platform stores and where it stands no check can see. Whatever speaks
    against it later (the error seen again, another diagnosis, a reopening) takes the proposal back.
    """
    at = max((place for place, done in enumerate(timeline) if done.kind is Act.CHECKED), default=None)
    if at is None or read_check_result(timeline[at].detail).verdict is not Verdict.WORKS:
        return None
    if any(done.kind in (Act.SEEN_AGAIN, Act.REOPENED, Act.CORRECTED) for done in timeline[at + 1 :]):
        return None
    failed = False
    for done in timeline[:at]:
        if done.kind is Act.CORRECTED:
            failed = False
        elif done.kind is Act.CHECKED:
            failed = failed or read_check_result(done.detail).verdict is Verdict.FAILS
    return timeline[at] if failed else None


def _said(part: str, what: str) -> str:
    if not what:
        return f"{part} checked"
    if (part, what) in SAID:
        return SAID[part, what]
    records = [RECORDS[name] for name in what.split(",") if name in RECORDS]
    return f"domain at fault: {', '.join(records)}" if records else f"{part} checked"
