"""The words of the project as values: frozen records and closed sets, imported by everyone.

Nothing here reads, writes, matches or renders. Datetimes are aware and UTC; numbers carry
their unit in their name; an empty tuple means "none", `None` means "not known".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, Union

Value = Union[str, int, bool, None, "tuple[Value, ...]"]
"""What an argument of an evidence may be: what JSON can say without an object."""


class Family(StrEnum):
    """What kind of failure it is; the closed list of the contract."""

    AUTH = "auth"
    TLS = "tls"
    CONNECTION = "connection"
    MAILBOX_UNKNOWN = "mailbox-unknown"
    MAILBOX_FULL = "mailbox-full"
    MAILBOX_DISABLED = "mailbox-disabled"
    SPAM_CONTENT = "spam-content"
    REPUTATION_BLOCKLIST = "reputation-blocklist"
    RATE_LIMIT = "rate-limit"
    GREYLIST = "greylist"
    SIZE = "size"
    ROUTING_DNS = "routing-dns"
    SYNTAX_PROTOCOL = "syntax-protocol"
    SENDER_AUTH_DNS = "sender-auth-dns"
    RDNS = "rdns"
    RELAY_DENIED = "relay-denied"
    SENDER_REJECTED = "sender-rejected"
    POLICY = "policy"
    SERVER_TRANSIENT = "server-transient"
    EXPIRED = "expired"
    SUPPRESSION = "suppression"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a bounce reports: only the first two are trouble."""

    FAILURE = "failure"
    DELAY = "delay"
    SUCCESS = "success"
    COMPLAINT = "complaint"
    AUTO_REPLY = "auto-reply"


class Permanence(StrEnum):
    """Whether waiting alone would help; the true cause decides, not the first digit."""

    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """Where in the conversation it happened (RFC 5321 3)."""

    CONNECT = "connect"
    HELO = "helo"
    TLS = "tls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    END_OF_DATA = "end-of-data"
    QUEUE = "queue"


class Speaker(StrEnum):
    """Whose words these are, seen from the person who sends."""

    OWN_CLIENT = "own-client"
    OWN_SERVER = "own-server"
    SENDING_SERVICE = "sending-service"
    GATEWAY = "gateway"
    RECIPIENT_SERVER = "recipient-server"


class Actor(StrEnum):
    """Who has to act."""

    SENDER = "sender"
    SENDER_ADMIN = "sender-admin"
    RECIPIENT = "recipient"
    RECIPIENT_ADMIN = "recipient-admin"
    SENDING_SERVICE = "sending-service"
    NOBODY_WAIT = "nobody-wait"


class AddressAction(StrEnum):
    """What to do with the recipient's address in one's lists."""

    KEEP = "keep"
    PAUSE = "pause"
    SUPPRESS = "suppress"


class Certainty(StrEnum):
    """How sure the answer is; `certain` only for unequivocal wire text or a check's proof."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Vantage(StrEnum):
    """Where a fact was seen; it decides whether the fact may refute a cause."""

    PASTE = "paste"
    GIVEN_CREDENTIAL = "given-credential"
    BOT_HOST = "bot-host"
    DNS = "dns"


class Basis(StrEnum):
    """What a wording rests on, strongest first."""

    DOCUMENTED = "documented"
    SOURCE_CODE = "source-code"
    OBSERVED = "observed"


# What a paste says


@dataclass(frozen=True, slots=True)
class Reply:
    """One SMTP reply (RFC 5321 4.2), or a client's own error text when `code` is None.

    `code` is 200 to 599; `enhanced` is as on the wire, `5.7.8` (RFC 3463); `text` is unfolded,
    without the numbers.
    """

    code: int | None
    enhanced: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact: a declared tag with its arguments, who says so (a check's name or `paste`) and from where."""

    tag: str
    args: Mapping[str, Value]
    source: str
    vantage: Vantage


@dataclass(frozen=True, slots=True)
class Bounce:
    """One recipient's story in a paste: what the text says, nothing concluded.

    `reply` is the innermost one that carries the true cause; `outer` are the replies it was
    wrapped in, outermost first. `client` is the program whose words surround it (`smtplib`,
    `nodemailer`, `postfix`). `suspected` marks text that only a known wording makes an SMTP
    error: no reply code, no mail program around it. `from_check` marks a reply that our own check
    got, not a paste. `context` holds what else the paste
    shows, with vantage `paste`. `count` is how often the same failure stood there.
    `mail` numbers the mails of a mailbox file from 1.
    """

    reply: Reply
    kind: Kind = Kind.FAILURE
    recipient: str | None = None
    original_recipient: str | None = None
    sender: str | None = None
    remote_host: str | None = None
    stage: Stage | None = None
    speaker: Speaker | None = None
    client: str | None = None
    outer: tuple[Reply, ...] = ()
    context: tuple[Evidence, ...] = ()
    suspected: bool = False
    from_check: bool = False
    count: int = 1
    mail: int | None = None


# What the knowledge base says


@dataclass(frozen=True, slots=True)
class Traits:
    """What follows from a situation; `None` says nothing and leaves it to the entry.

    `retry_in_s` 0 and `no_address_action` say openly that waiting does not help and that
    the recipient's address is not the matter; a cause's traits win over its wording's,
    and those over its entry's.
    """

    permanence: Permanence | None = None
    who_acts: Actor | None = None
    speaker: Speaker | None = None
    retry_in_s: int | None = None
    address_action: AddressAction | None = None
    no_address_action: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """One way a server or client says an entry; `line` is where it stands in the entry's file.

    All `phrases` must occur (case-folded), none of `not_phrases` may. Without phrase, token
    and pattern it matches by its numbers alone. With `at_host` it counts only where the host
    that refused is the provider's own: anybody says these words, there they mean this.
    `causes` empty: the entry's own order; one: settled; several: only these, in this order.
    """

    entry: str
    line: int
    codes: tuple[int, ...]
    enhanced: tuple[str, ...]
    stage: Stage | None
    provider: str | None
    at_host: bool
    phrases: tuple[str, ...]
    not_phrases: tuple[str, ...]
    token: str | None
    pattern: str | None
    causes: tuple[str, ...]
    example: str
    look_alikes: tuple[str, ...]
    basis: Basis
    source: str
    note: str
    link: str
    traits: Traits


@dataclass(frozen=True, slots=True)
class Cause:
    """Why it happened, with the tags that prove it, rule it out or make it likelier."""

    id: str
    text: str
    confirmed_by: tuple[str, ...]
    refuted_by: tuple[str, ...]
    likelier_with: tuple[str, ...]
    traits: Traits


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: a bold imperative, one or two sentences, who does it and which check proves it."""

    id: str
    title: str
    text: str
    who: Actor
    check: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question people ask, answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One error situation: a page of the knowledge base, its id the file's stem.

    `steps` are the general ones; `steps_when` replaces them once the tag (with a dot) is among
    the evidence or the cause (without one) leads. Text fields are Markdown of one or more
    paragraphs; empty means the page has no such section.
    """

    id: str
    title: str
    gist: str
    family: Family
    traits: Traits
    checks: tuple[str, ...]
    siblings: tuple[str, ...]
    look_alikes: tuple[str, ...]
    reviewed: date
    wordings: tuple[Wording, ...]
    meaning: str
    seen_from: str
    causes: tuple[Cause, ...]
    steps: tuple[Step, ...]
    steps_when: tuple[tuple[str, tuple[Step, ...]], ...]
    many_mailboxes: str
    customer: str
    customer_when: tuple[tuple[str, str], ...]
    hand_off_when: str
    questions: tuple[Question, ...]
    code_lies: str
    sources: tuple[str, ...]

    @property
    def codes(self) -> tuple[int, ...]:
        """Every basic code of its wordings, ascending."""
        return tuple(sorted({code for wording in self.wordings for code in wording.codes}))

    @property
    def enhanced(self) -> tuple[str, ...]:
        """Every enhanced code of its wordings, in order."""
        return tuple(sorted({code for wording in self.wordings for code in wording.enhanced}))

    @property
    def providers(self) -> tuple[str, ...]:
        """Every provider its wordings name, in order."""
        return tuple(sorted({w.provider for w in self.wordings if w.provider is not None}))


@dataclass(frozen=True, slots=True)
class Code:
    """What a number means by itself: `code` is `535` or, for an enhanced code, `X.7.8`."""

    code: str
    title: str
    sentence: str
    registered: bool
    source: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of a number: by itself and in the entries that carry it.

    `code` is None for a provider's private number, which no standard or list explains. `lead` is
    the entry to which the number alone leads, None where only the words behind it could tell;
    `others` carry the number too, those first in which it stands most.
    """

    number: str
    code: Code | None
    lead: Entry | None
    others: tuple[Entry, ...]


# What is concluded


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the same text."""

    entry: str | None
    cause: str | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a bounce, the evidence and the knowledge base say together.

    `entry` None: no entry knows the words; then `family` is `unknown`, or None where the
    bounce is no failure. `causes` are all that remain, best first; `cause` is the first.
    """

    entry: Entry | None
    wording: Wording | None
    cause: str | None
    causes: tuple[Cause, ...]
    family: Family | None
    permanence: Permanence
    provider: str | None
    stage: Stage | None
    speaker: Speaker | None
    who_acts: Actor | None
    retry_in_s: int | None
    address_action: AddressAction | None
    certainty: Certainty
    because: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One bounce with its diagnosis, flat: what is shown, stored and printed as JSON.

    The fields are the contract's keys; `bot.finding` turns it into JSON and back.
    """

    kind: Kind
    recipient: str | None
    original_recipient: str | None
    mail: int | None
    count: int
    reply_code: int | None
    enhanced_code: str | None
    reply_text: str
    entry: str | None
    cause: str | None
    family: Family | None
    permanence: Permanence
    provider: str | None
    stage: Stage | None
    speaker: Speaker | None
    who_acts: Actor | None
    retry_in_s: int | None
    address_action: AddressAction | None
    certainty: Certainty
    because: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]


# What somebody follows up


class IncidentState(StrEnum):
    """Where an incident stands; a handoff waits until it is accepted or declined."""

    NEW = "new"
    ASSIGNED = "assigned"
    OFFERED = "offered"
    RESOLVED = "resolved"


class Act(StrEnum):
    """What was done with an incident, as its timeline and the audit trail name it."""

    OPENED = "opened"
    SEEN_AGAIN = "seen-again"
    POSTED = "posted"
    ASSIGNED = "assigned"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    BLANKED = "blanked"


@dataclass(frozen=True, slots=True)
class Place:
    """A message in Slack: `ts` names it, `thread_ts` the thread it stands in (its own ts for a parent)."""

    team: str
    channel: str
    ts: str
    thread_ts: str


@dataclass(frozen=True, slots=True)
class Incident:
    """A diagnosis that somebody follows up.

    `findings` are all of its paste, the leading failure first; `card_ts` is the message that
    shows it, None until it was posted. `channel` is None for a slash paste, which is its
    reporter's own until posted. `owner`, `offered_to` and `reporter` are Slack user ids.
    `seen` counts pastes of the same error; `version` goes up with each change and guards
    against lost updates.
    """

    id: int
    team: str
    channel: str | None
    message_ts: str | None
    thread_ts: str | None
    card_ts: str | None
    reporter: str
    state: IncidentState
    owner: str | None
    offered_to: str | None
    findings: tuple[Finding, ...]
    seen: int
    opened_at: datetime
    updated_at: datetime
    resolved_at: datetime | None
    resolved_by: str | None
    helped: str | None
    version: int

    @property
    def lead(self) -> Finding:
        """The finding that names the incident."""
        return self.findings[0]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of an incident's timeline: who did what, when.

    `detail` is the new owner (`assigned`), the receiver (`offered`), the reason (`declined`), the
    step that helped (`resolved`), the chosen entry (`corrected`), the channel (`posted`), else empty.
    """

    at: datetime
    actor: str
    kind: Act
    detail: str


@dataclass(frozen=True, slots=True)
class Handoff:
    """An incident passed on: who gives it to whom, with which note, and how it was answered.

    `answer` is None while it waits, else `accepted`, `declined` or `withdrawn`.
    """

    id: int
    incident_id: int
    sender: str
    receiver: str
    note: str
    offered_at: datetime
    answered_at: datetime | None
    answer: str | None
    reason: str


# What comes from Slack and what goes back


class ChannelMode(StrEnum):
    """What the bot does in a channel: reads every message, only mentions, nothing."""

    ALL = "all"
    MENTIONS = "mentions"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Request:
    """One thing somebody asked of the bot, redacted, as the inbox keeps it.

    `key` makes it unique (event id, else trigger id, else a hash of view id and type); `lane`
    is team and channel: one lane is worked in order. `intent` names the handlers' module that
    handles it. `fields` holds what else that intent needs, by name; never a secret, never
    a payload.
    """

    key: str
    lane: str
    intent: str
    team: str
    actor: str
    channel: str | None
    ts: str | None
    thread_ts: str | None
    text: str
    fields: Mapping[str, str]
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message the bot owes: what to show and where, never how it looks.

    `what` names the card (`incident`, `notice`, `reference`, ...), `subject` what it shows (an
    incident's number, a code), `text` a sentence for a notice. `place` is where: a channel
    with a thread, one person in a channel (`only_to`), or a `response_url`. `key` is unique;
    a second row with the same key replaces the first while it has not been sent. `update`
    names the message to edit instead of posting.
    """

    key: str
    lane: str
    what: str
    subject: str
    text: str
    team: str
    channel: str
    thread_ts: str | None
    update_ts: str | None
    only_to: str | None
    response_url: str | None
    not_before: datetime


# What a live check is asked and what it answers


class Outcome(StrEnum):
    """How a stage of a check ended; silence is never a negative answer."""

    PASSED = "passed"
    FAILED = "failed"
    UNANSWERED = "unanswered"
    NOT_RUN = "not-run"


class TlsMode(StrEnum):
    """How a connection is encrypted; `none` sends a password in the clear and is never chosen unasked."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CheckStage:
    """One stage of a check as the contract's JSON names it; `ms` is None where it did not run."""

    name: str
    outcome: Outcome
    ms: float | None


class Secret:
    """A password during one check: `reveal()` is the only way to it, and nothing else shows it."""

    __slots__ = ("_content",)

    def __init__(self, content: bytes) -> None:
        self._content: bytes | None = content

    def reveal(self) -> bytes:
        """The bytes as they were given, nothing trimmed; raises ValueError once dropped."""
        if self._content is None:
            raise ValueError("the secret was dropped")
        return self._content

    def drop(self) -> None:
        """Forgets it; the check is over."""
        self._content = None

    def __repr__(self) -> str:
        return "Secret()"

    __str__ = __repr__

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a secret is never pickled or copied")


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is to be checked: whichever of server, login, domain or address was named.

    `port` and `tls` None: found out. `as_is` sends a visibly damaged credential unchanged;
    `selectors` are DKIM selectors. `person` is who asks (Slack user id, or `terminal`).
    """

    host: str | None = None
    port: int | None = None
    tls: TlsMode | None = None
    user: str | None = None
    password: Secret | None = None
    domain: str | None = None
    selectors: tuple[str, ...] = ()
    as_is: bool = False
    person: str = "terminal"


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What one check found: facts and stages, never prose.

    `bounce` is the failing reply it got itself (with `from_check`), None when nothing failed or
    nothing was said. `attempts` counts AUTH commands sent.
    """

    evidence: tuple[Evidence, ...]
    stages: tuple[CheckStage, ...]
    bounce: Bounce | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A check as the contract's JSON has it; `finding` is None when everything works.

    `target` is what was checked, by the contract's names; it never holds a secret.
    """

    target: Mapping[str, Value]
    finding: Finding | None
    evidence: tuple[Evidence, ...]
    stages: tuple[CheckStage, ...]
    attempts: int


class Ledger(Protocol):
    """The budget of live checks, kept across restarts; implemented by the store, used by the guard.

    Times are aware and UTC; a mailbox is told only by a keyed hash.
    """

    async def may_login(self, user: str, host: str, person: str) -> datetime | None:
        """None when a login may be tried now (and then counts as begun), else when it may be tried again."""

    async def note_login(self, user: str, host: str, result: str) -> None:
        """Writes how a login that began ended: `accepted`, `refused`, `locked`, `slow-down`, `unanswered`."""

    async def server_rests_until(self, host: str) -> datetime | None:
        """When a server that failed twice in a row may be asked again; None when it may be now."""

    async def note_server(self, host: str, *, failed: bool) -> None:
        """Writes whether a connection to the server failed."""
