"""The words of the project as values: frozen records and closed sets, imported by everyone.

Nothing here reads, writes, matches or renders. Datetimes are aware and UTC; numbers carry
their unit in their name; an empty tuple means "none", `None` means "not known".
"""

from bot.model.bounce import Bounce, Evidence, Reply, Value
from bot.model.check import (
    DAMAGED_CREDENTIAL,
    CheckAnswer,
    CheckReport,
    CheckRequest,
    CheckResult,
    CheckStage,
    Ledger,
    Outcome,
    Secret,
    TlsMode,
    Verdict,
    read_check_result,
)
from bot.model.entry import Cause, Code, Entry, Question, Reference, Step, Traits, Wording
from bot.model.finding import Alternative, Diagnosis, Finding
from bot.model.incident import (
    BY_ITSELF,
    Act,
    FollowUp,
    FollowUpKind,
    Handoff,
    Happening,
    Incident,
    IncidentState,
    Tick,
    Wave,
)
from bot.model.messages import ChannelMode, Outgoing, Request
from bot.model.receiver import is_channel, is_group, is_person, mention
from bot.model.sets import (
    Actor,
    AddressAction,
    Basis,
    Certainty,
    Family,
    Kind,
    Permanence,
    Speaker,
    Stage,
    Vantage,
)
from bot.model.statistics import Statistics, Times

__all__ = [
    "BY_ITSELF",
    "DAMAGED_CREDENTIAL",
    "Act",
    "Actor",
    "AddressAction",
    "Alternative",
    "Basis",
    "Bounce",
    "Cause",
    "Certainty",
    "ChannelMode",
    "CheckAnswer",
    "CheckReport",
    "CheckRequest",
    "CheckResult",
    "CheckStage",
    "Code",
    "Diagnosis",
    "Entry",
    "Evidence",
    "Family",
    "Finding",
    "FollowUp",
    "FollowUpKind",
    "Handoff",
    "Happening",
    "Incident",
    "IncidentState",
    "Kind",
    "Ledger",
    "Outcome",
    "Outgoing",
    "Permanence",
    "Question",
    "Reference",
    "Reply",
    "Request",
    "Secret",
    "Speaker",
    "Stage",
    "Statistics",
    "Step",
    "Tick",
    "Times",
    "TlsMode",
    "Traits",
    "Value",
    "Vantage",
    "Verdict",
    "Wave",
    "Wording",
    "is_channel",
    "is_group",
    "is_person",
    "mention",
    "read_check_result",
]
