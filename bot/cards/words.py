"""The words for the closed sets, for people, steps and spans of time, in Slack and in the terminal. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.model import (
    Act,
    Actor,
    AddressAction,
    Certainty,
    Family,
    Incident,
    IncidentState,
    Kind,
    Listed,
    Speaker,
    Stage,
    Step,
)
from bot.providers import is_refuser, load_providers

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
    Actor.RECIPIENT_ADMIN: "whoever runs the recipient's mailbox or server",
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
    "canit": "CanIt",
    "cpanel": "cPanel",
    "davmail": "DavMail",
    "dma": "dma",
    "docomo": "docomo",
    "earthlink": "EarthLink",
    "free": "Free.fr",
    "gmx": "GMX",
    "godaddy": "GoDaddy",
    "hmailserver": "hMailServer",
    "icewarp": "IceWarp",
    "icloud": "iCloud",
    "indimail": "IndiMail",
    "ionos": "IONOS",
    "iredmail": "iRedMail",
    "ironport": "IronPort",
    "james": "Apache James",
    "jetemail": "JetEmail",
    "kddi": "KDDI",
    "kumomta": "KumoMTA",
    "laposte": "La Poste",
    "maddy": "maddy",
    "mailchannels": "MailChannels",
    "mailenable": "MailEnable",
    "mailru": "Mail.ru",
    "messagelabs": "MessageLabs",
    "mox": "mox",
    "mxlogic": "MX Logic",
    "netease": "NetEase",
    "nginx": "nginx",
    "opendkim": "OpenDKIM",
    "opendmarc": "OpenDMARC",
    "opensmtpd": "OpenSMTPD",
    "otrs": "OTRS",
    "ovh": "OVH",
    "protonmail": "Proton Mail",
    "qmail": "qmail",
    "qq": "QQ Mail",
    "sendgrid": "SendGrid",
    "ses": "Amazon SES",
    "sfr": "SFR",
    "smartermail": "SmarterMail",
    "smtp2go": "SMTP2GO",
    "sparkpost": "SparkPost",
    "t-online": "T-Online",
    "tencent-ses": "Tencent SES",
    "trendmicro": "Trend Micro",
    "vpop3": "VPOP3",
    "zonemta": "ZoneMTA",
}
# What begins a gist and is written small within a sentence; all else may be a name: Gmail, DNS.
_NO_NAMES = {
    "A", "After", "An", "Both", "By", "Mail", "Neither", "One", "Plain", "Program", "Receivers", "Sending",
    "Somebody", "Something", "The", "This", "User", "You", "Your",
}  # fmt: skip
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
INCIDENTS_NAMED = 10  # more numbers than that nobody reads
WHAT_HAPPENED = {
    Kind.SUCCESS: "The message was delivered; this is no error.",
    Kind.COMPLAINT: "A recipient reported the message as spam.",
    Kind.AUTO_REPLY: "This is an automatic answer of the recipient; the message arrived.",
    Kind.DELAY: "The message is delayed and the text gives no reason; the server keeps trying.",
}


FEEDBACK_HAPPENED = {
    "auth-failure": (
        "A receiving provider reports that a message failed its check of the sender (SPF, DKIM or DMARC); "
        "whether it was refused stands in the report at most."
    ),
    "not-spam": "A recipient told their provider that the message is no spam.",
}


def counted(n: int, word: str) -> str:
    """`1 server`, `3 addresses`, `1,000 mailboxes`."""
    return f"{n:,} {word}{'' if n == 1 else 'es' if word.endswith(('s', 'x')) else 's'}"


def as_clause(sentence: str) -> str:
    """A sentence as the rest of another one: `the server ...`; a name that begins it keeps its capital."""
    first = sentence.partition(" ")[0]
    return f"{first.lower()}{sentence[len(first) :]}" if first in _NO_NAMES else sentence


def provider_name(provider: str | None) -> str:
    """A provider's name as it is written; empty for none."""
    if not provider:
        return ""
    if (name := PROVIDERS.get(provider)) is not None:
        return name
    row = None if is_refuser(provider) else load_providers().get(provider)
    return (
        row.name.partition(" (")[0] if row is not None else " ".join(map(str.capitalize, provider.split("-")))
    )


def step_title(step: Step) -> str:
    """A step's imperative as a sentence."""
    return step.title if step.title.endswith((".", "?", "!")) else f"{step.title}."


def owner_of(one: Incident | Listed) -> str:
    """Who has an incident, in Slack's markup: `nobody` where nobody does."""
    return f"<@{one.owner}>" if one.owner else "nobody"


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
    """How long to wait: `5 minutes`, `2 hours`, `3 days`, the largest unit that says it, rounded up."""
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            return counted(-(-seconds // size), unit)
    return counted(seconds, "second")


def about(seconds: int) -> str:
    """How long something took, nearly: `1 s` for all that is quicker, `40 s`, `12 min`, `3.5 h`, `2 days`."""
    if seconds < 100:
        return f"{max(seconds, 1)} s"
    if seconds < 100 * 60:
        return f"{round(seconds / 60)} min"
    hours = seconds / 3600
    if hours < 48:
        return f"{hours:.1f} h" if hours < 10 and f"{hours:.1f}"[-1] != "0" else f"{hours:.0f} h"
    return f"{round(hours / 24)} days"


def number_word(number: int) -> str:
    """`three` for 3; figures above ten."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def incidents_named(numbers: Sequence[int]) -> str:
    """`incident 3`, `incidents 3, 4 and 5`; of many how many they are: `12 incidents`."""
    if len(numbers) > INCIDENTS_NAMED:
        return counted(len(numbers), "incident")
    *first, last = map(str, numbers)
    return f"incidents {', '.join(first)} and {last}" if first else f"incident {last}"


def title_of_step(incident: Incident, step_id: str | None) -> str:
    """The title of a step, such as the one that helped; empty when it is none of the incident's steps."""
    steps = (step for finding in incident.findings for step in finding.steps)
    return next((step.title.rstrip(".") for step in steps if step.id == step_id), "")
