"""Closed sets of the contract: families, kinds, stages, who speaks and who acts."""

from __future__ import annotations

from enum import StrEnum


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


OF_A_MAILBOX = (Family.MAILBOX_UNKNOWN, Family.MAILBOX_FULL, Family.MAILBOX_DISABLED)
"""What is wrong with a recipient's mailbox."""


class Kind(StrEnum):
    """What a bounce reports: only the first two are trouble."""

    FAILURE = "failure"
    DELAY = "delay"
    SUCCESS = "success"
    COMPLAINT = "complaint"
    AUTO_REPLY = "auto-reply"


# A tuple: an enum's member is found by what it is, without a hash.
TROUBLE = (Kind.FAILURE, Kind.DELAY)
"""What somebody has to see to; the other kinds are no failures."""


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
