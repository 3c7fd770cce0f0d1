"""The words of an answer, for Slack and the terminal alike: numbers, places, people, certainty.

Everything here is plain text of our own; pasted words pass through as they are and are the
caller's to escape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.cards.text import one_line
from bot.model import (
    DAMAGED_CREDENTIAL,
    MORE_FAILURES,
    Act,
    Actor,
    AddressAction,
    Certainty,
    Entry,
    Family,
    Finding,
    Incident,
    IncidentState,
    Kind,
    Permanence,
    Speaker,
    Stage,
    Step,
)

OPENINGS = {
    Certainty.CERTAIN: "This is the cause:",
    Certainty.LIKELY: "Most likely:",
    Certainty.POSSIBLE: "Possibly:",
    Certainty.UNKNOWN: "The text does not give the reason.",
}
SPEAKERS = {
    Speaker.OWN_CLIENT: "your own program",
    Speaker.OWN_SERVER: "your outgoing server",
    Speaker.SENDING_SERVICE: "your sending service",
    Speaker.GATEWAY: "a mail filter on the way",
    Speaker.RECIPIENT_SERVER: "the receiving server",
}
STAGES = {
    Stage.CONNECT: "while connecting",
    Stage.HELO: "at the greeting",
    Stage.TLS: "while encrypting the connection",
    Stage.AUTH: "at login",
    Stage.MAIL: "at the sender's address",
    Stage.RCPT: "at the recipient's address",
    Stage.DATA: "before the message was sent",
    Stage.END_OF_DATA: "after the message was sent",
    Stage.QUEUE: "in the queue",
}
ACTORS = {
    Actor.SENDER: "you or your customer",
    Actor.SENDER_ADMIN: "whoever runs the sending mailbox or server",
    Actor.RECIPIENT: "the recipient",
    Actor.RECIPIENT_ADMIN: "the recipient's mail administrator",
    Actor.SENDING_SERVICE: "the sending service's support",
    Actor.NOBODY_WAIT: "waiting helps",
}
ADDRESSES_ACTIONS = {
    AddressAction.PAUSE: "pause these addresses in your lists",
    AddressAction.SUPPRESS: "take these addresses off your lists",
}
ADDRESS_ACTIONS = {
    AddressAction.PAUSE: "pause this address in your lists",
    AddressAction.SUPPRESS: "take this address off your lists",
}
STATES = {
    IncidentState.NEW: "new",
    IncidentState.ASSIGNED: "in work",
    IncidentState.OFFERED: "handed on, not accepted yet",
    IncidentState.RESOLVED: "resolved",
}
DID = {
    Act.OPENED: "opened it",
    Act.SEEN_AGAIN: "saw it again",
    Act.POSTED: "posted it in",
    Act.ASSIGNED: "gave it to",
    Act.UNASSIGNED: "gave it back",
    Act.OFFERED: "handed it to",
    Act.ACCEPTED: "accepted it",
    Act.DECLINED: "declined it",
    Act.WITHDRAWN: "took the handoff back",
    Act.RESOLVED: "resolved it",
    Act.REOPENED: "reopened it",
    Act.CORRECTED: "chose another diagnosis:",
    Act.CHECKED: "checked it live:",
    Act.TICKED: "ticked a step:",
    Act.UNTICKED: "unticked a step:",
    Act.NOTED: "left a note:",
    Act.LINKED: "linked it to:",
    Act.UNLINKED: "unlinked it from its customer",
    Act.SNOOZED: "snoozed it until",
    Act.WOKEN: "woke it up",
    Act.TOLD: "wrote to the customer:",
    Act.BLANKED: "deleted the message, its text is gone",
}
"""What was done, before the happening's detail."""
FAMILIES = {
    Family.AUTH: "Login",
    Family.TLS: "Encryption (TLS)",
    Family.CONNECTION: "Connection",
    Family.MAILBOX_UNKNOWN: "Unknown recipient",
    Family.MAILBOX_FULL: "Full mailbox",
    Family.MAILBOX_DISABLED: "Disabled mailbox",
    Family.SPAM_CONTENT: "Content taken for spam",
    Family.REPUTATION_BLOCKLIST: "Reputation and blocklists",
    Family.RATE_LIMIT: "Too much at once",
    Family.GREYLIST: "Greylisting",
    Family.SIZE: "Message size",
    Family.ROUTING_DNS: "Routing and DNS",
    Family.SYNTAX_PROTOCOL: "Protocol and syntax",
    Family.SENDER_AUTH_DNS: "SPF, DKIM, DMARC",
    Family.RDNS: "Reverse DNS",
    Family.RELAY_DENIED: "Relaying denied",
    Family.SENDER_REJECTED: "Sender refused",
    Family.POLICY: "Recipient's policy",
    Family.SERVER_TRANSIENT: "Trouble inside a server",
    Family.EXPIRED: "Given up after retries",
    Family.SUPPRESSION: "Suppressed by the sending service",
    Family.UNKNOWN: "Reason not given",
}
# What has its own spelling; any other provider's name is written with a capital.
PROVIDERS = {
    "163": "163.com",
    "amazon-ses": "Amazon SES",
    "aol": "AOL",
    "att": "AT&T",
    "cpanel": "cPanel",
    "earthlink": "EarthLink",
    "free": "Free.fr",
    "gmx": "GMX",
    "godaddy": "GoDaddy",
    "hmailserver": "hMailServer",
    "icloud": "iCloud",
    "ionos": "IONOS",
    "ironport": "IronPort",
    "laposte": "La Poste",
    "mailchannels": "MailChannels",
    "mailenable": "MailEnable",
    "mailru": "Mail.ru",
    "messagelabs": "MessageLabs",
    "netease": "NetEase",
    "opendmarc": "OpenDMARC",
    "opensmtpd": "OpenSMTPD",
    "ovh": "OVH",
    "protonmail": "Proton Mail",
    "qmail": "qmail",
    "qq": "QQ Mail",
    "sendgrid": "SendGrid",
    "ses": "Amazon SES",
    "smtp2go": "SMTP2GO",
    "sparkpost": "SparkPost",
    "t-online": "T-Online",
    "trendmicro": "Trend Micro",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WHAT_HAPPENED = {
    Kind.SUCCESS: "The message was delivered; this is no error.",
    Kind.COMPLAINT: "A recipient reported the message as spam.",
    Kind.AUTO_REPLY: "This is an automatic answer of the recipient; the message arrived.",
    Kind.DELAY: "The message is delayed and the text gives no reason; the server keeps trying.",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that are one error: the first of them, how often it stood there, for how many recipients."""

    lead: Finding
    count: int
    recipients: int


def grouped(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """The different errors of a paste, each with its count, in order of appearance."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        words = None if finding.entry else finding.reply_text
        key = (finding.kind, finding.entry, finding.cause, finding.reply_code, finding.enhanced_code, words)
        groups.setdefault(key, []).append(finding)
    return tuple(
        Group(
            lead=members[0],
            count=sum(finding.count for finding in members),
            recipients=len({finding.recipient for finding in members if finding.recipient}),
        )
        for members in groups.values()
    )


def entry_of(finding: Finding, entries: Mapping[str, Entry]) -> Entry | None:
    """The entry of a finding; None when none knew it, or when it has left the knowledge base since."""
    return entries.get(finding.entry) if finding.entry else None


def what_happened(finding: Finding, entry: Entry | None) -> str:
    """The first line: the entry's gist, or what can be said without one."""
    if finding.reply_text == DAMAGED_CREDENTIAL:
        return "The password or user name is damaged, so no login was sent."
    if entry is not None:
        return entry.gist
    if finding.kind in WHAT_HAPPENED:
        return WHAT_HAPPENED[finding.kind]
    who = SPEAKERS.get(finding.speaker, "a mail server") if finding.speaker else "a mail server"
    if finding.speaker is Speaker.OWN_CLIENT:
        return "Your own program could not send the message and gave no known reason."
    return f"{who[0].upper()}{who[1:]} refused the message and gave no known reason."


def numbers(finding: Finding) -> str:
    """`535 5.7.8`, as far as they are known; empty when neither is."""
    return " ".join(str(number) for number in (finding.reply_code, finding.enhanced_code) if number)


def said_by(finding: Finding) -> str:
    """Whose words these are: `said by your outgoing server (Postfix)`; empty when nobody knows."""
    provider = provider_name(finding.provider)
    if finding.speaker is None:
        return f"said by {provider}" if provider else ""
    who = SPEAKERS[finding.speaker]
    return f"said by {who} ({provider})" if provider else f"said by {who}"


def incidents_word(n: int) -> str:
    """`1 incident`, `1,200 incidents`."""
    return "1 incident" if n == 1 else f"{n:,} incidents"


def provider_name(provider: str | None) -> str:
    """A provider's name as it is written; empty for none."""
    if not provider:
        return ""
    return PROVIDERS.get(provider) or " ".join(part.capitalize() for part in provider.split("-"))


def facts(finding: Finding, *, count: int, recipients: int) -> tuple[str, ...]:
    """The quiet line's parts after the number: whose words, where, for whom, how often, what waiting does."""
    if finding.reply_text == DAMAGED_CREDENTIAL:
        return ("found in what was given, before anything was sent",)
    parts = [said_by(finding), STAGES[finding.stage] if finding.stage else ""]
    if recipients > 1:
        parts.append(f"{recipients:,} addresses")
    elif finding.recipient:
        parts.append(f"for {one_line(finding.recipient, 254)}")
    if count > 1:
        parts.append(f"{count:,} times")
    if finding.permanence is Permanence.TEMPORARY and finding.retry_in_s:
        parts.append(f"worth another try after {duration(finding.retry_in_s)}")
    actions = ADDRESSES_ACTIONS if recipients > 1 else ADDRESS_ACTIONS
    if finding.address_action in actions:
        parts.append(actions[finding.address_action])
    more = next((fact.args for fact in finding.evidence if fact.tag == MORE_FAILURES), None)
    if more is not None:
        parts.append(f"only the first {more['read']:,} of {more['of']:,} different failures were read")
    return tuple(part for part in parts if part)


def wire_text(finding: Finding, limit: int) -> str:
    """The server's own words, for where no reason quotes them already; empty when there are none."""
    if finding.reply_text == DAMAGED_CREDENTIAL or not finding.reply_text.strip():
        return ""
    if any("“" in reason for reason in finding.because):
        return ""
    return f"“{one_line(finding.reply_text, limit)}”"


def cause_text(finding: Finding, entry: Entry | None) -> str:
    """What the knowledge base says of the leading cause, as Markdown; empty when it says nothing."""
    return _text_of(entry, finding.cause)


def _text_of(entry: Entry | None, cause_id: str | None) -> str:
    return next((cause.text for cause in entry.causes if cause.id == cause_id), "") if entry else ""


def _cause_of(entry: Entry | None, cause_id: str | None) -> str:
    """A cause where no sign of it is kept any more, as once its message was deleted."""
    return _text_of(entry, cause_id) or (cause_id or "").replace("-", " ")


def other_readings(finding: Finding, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """One line for each other reading, as Markdown: what it would be and the sign of it.

    Empty once the cause is proven: then the others are no longer open.
    """
    lines: list[str] = []
    if finding.certainty is Certainty.CERTAIN:
        return ()
    for other in finding.alternatives:
        entry = entries.get(other.entry) if other.entry else None
        sign = " ".join(other.because)
        if other.entry == finding.entry:
            name = "" if sign else _cause_of(entry, other.cause)
        else:
            name = entry.title if entry else (other.entry or other.cause or "").replace("-", " ")
        line = f"{name}: {sign}" if name and sign else name or sign
        if line:
            lines.append(line)
    return tuple(lines)


def page_line(finding: Finding) -> str:
    """Where who refused says more about exactly this error, as Markdown; empty where a step leads there."""
    if finding.link is None or any(finding.link in step.text for step in finding.steps):
        return ""
    return f"About exactly this error: [{urlsplit(finding.link).hostname}]({finding.link})"


def step_title(step: Step) -> str:
    """A step's imperative as a sentence."""
    return step.title if step.title.endswith((".", "?", "!")) else f"{step.title}."


def main_actor(steps: Sequence[Step], usual: Actor | None) -> Actor | None:
    """Who does most of the steps and is named above them; `usual` where that settles nothing."""
    count = Counter[Actor | None](step.who for step in steps)
    most = max(count.values(), default=0)
    return usual if count[usual] == most else count.most_common(1)[0][0]


def actor_above(who: Actor | None) -> str:
    """Who does the steps, behind their heading; empty where it is the reader."""
    return "" if who in (None, Actor.SENDER) else f" ({ACTORS[who]})"


def step_actor(who: Actor, named: Actor | None) -> str:
    """Who does a step, where it is not who is named above the steps; empty otherwise."""
    if who is named:
        return ""
    if who is Actor.NOBODY_WAIT:
        return "Done by waiting."
    return f"Done by {ACTORS[who]}."


def duration(seconds: int) -> str:
    """`5 minutes`, `2 hours`, `3 days`: the largest unit that says it, rounded up."""
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            number = -(-seconds // size)
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def number_word(number: int) -> str:
    """`three` for 3; figures above ten."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def title_of_step(incident: Incident, step_id: str | None) -> str:
    """The title of a step, such as the one that helped; empty when it is none of the incident's steps."""
    steps = (step for finding in incident.findings for step in finding.steps)
    return next((step.title.rstrip(".") for step in steps if step.id == step_id), "")


def customer_text(entry: Entry, cause: str | None) -> str:
    """What an agent can send as it is, for the cause that leads; as Markdown."""
    return next((text for when, text in entry.customer_when if when == cause), entry.customer)


def administrator_text(entry: Entry, cause: str | None) -> str:
    """The same for the customer's administrator: the cause's own text first, whoever it is written for."""
    of_the_cause = (*entry.administrator_when, *entry.customer_when)
    own = next((text for when, text in of_the_cause if when == cause), entry.administrator)
    return own or entry.customer
