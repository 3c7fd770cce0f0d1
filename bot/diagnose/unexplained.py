"""What is answered where no page explains a bounce: it is no failure, or its text gives no reason. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.diagnose.levels import permanence
from bot.diagnose.reasons import ALTERNATIVES_SHOWN
from bot.diagnose.refuser import refuser_of
from bot.diagnose.steps import steps_for
from bot.knowledge import Knowledge, Match
from bot.model import (
    Actor,
    Alternative,
    Bounce,
    Certainty,
    Diagnosis,
    Evidence,
    Family,
    Kind,
    Permanence,
    Speaker,
    Told,
    Wording,
)
from bot.parse.errors.not_sent import tells_server_refused
from bot.parse.surroundings.client import LIBRARIES

# The pages whose steps help where no reason is given: by a server, by a program of its own, of a mail that is
# still being tried.
REASON_NOT_GIVEN = "reason-not-given"
REASON_HIDDEN = "sending-failed-reason-hidden"
STILL_TRIED = "delivery-delayed"
_TOO_LONG = ".4.7"  # delivery time expired (RFC 3463 3.5)


def no_failure(bounce: Bounce, facts: tuple[Evidence, ...]) -> Diagnosis:
    """What a success, a complaint or an automatic reply is answered: nothing to see to, and no family."""
    return Diagnosis(
        entry=None,
        wording=None,
        cause=None,
        causes=(),
        family=None,
        permanence=Permanence.UNKNOWN,
        provider=refuser_of(bounce),
        stage=bounce.stage,
        speaker=bounce.speaker,
        who_acts=None,
        retry_in_s=None,
        address_action=None,
        certainty=Certainty.UNKNOWN,
        reasons=Told((), ()),
        steps=(),
        evidence=facts,
    )


def without_reason(
    bounce: Bounce, facts: tuple[Evidence, ...], knowledge: Knowledge, matches: Sequence[Match]
) -> Diagnosis:
    """What a failure is answered whose text gives no reason: its page's steps, what its number says."""
    said = matches[0].wording if matches else None
    page = knowledge.entries.get(said.entry if said is not None else _page_without_reason(bounce))
    if page is not None and page.id == REASON_HIDDEN and bounce.speaker is None:
        bounce = bounce._replace(speaker=Speaker.OWN_CLIENT)
    return no_failure(bounce, facts)._replace(
        family=Family.UNKNOWN,
        permanence=permanence((), bounce),
        who_acts=Actor.SENDER,
        reasons=Told(_why_unknown(bounce, said, knowledge), _other_readings(matches, knowledge)),
        steps=steps_for(page, None, facts) if page is not None else (),
    )


def _page_without_reason(bounce: Bounce) -> str:
    """Which page's steps help where no wording is known: a program's own, a mail still tried, a refusal."""
    nobodys = bounce.client is None and bounce.recipient is None and bounce.remote_host is None
    unanswered = bounce.suspected or (not bounce.reply.has_number and (bounce.client in LIBRARIES or nobodys))
    of_program = unanswered and bounce.speaker in (None, Speaker.OWN_CLIENT)
    if of_program and not tells_server_refused(bounce.reply.text):
        return REASON_HIDDEN
    return STILL_TRIED if bounce.kind is Kind.DELAY else REASON_NOT_GIVEN


def _why_unknown(bounce: Bounce, said: Wording | None, knowledge: Knowledge) -> tuple[str, ...]:
    because = ["The text does not give the reason."]
    if said is not None and said.note:
        because.append(said.note)
    number = bounce.reply.enhanced or (str(bounce.reply.code) if bounce.reply.code else None)
    code = knowledge.code(number) if number else None
    # "4.4.7" is also what a server says that gave up: of a mail that is still being tried it tells nothing.
    if code is not None and not (bounce.kind is Kind.DELAY and str(number).endswith(_TOO_LONG)):
        because.append(f"{number} alone means: {code.sentence}")
    return tuple(because)


def _other_readings(matches: Sequence[Match], knowledge: Knowledge) -> tuple[Alternative, ...]:
    """The pages of the matches that do give a reason, each once, best first."""
    pages = [knowledge.entries[name] for name in dict.fromkeys(match.wording.entry for match in matches)]
    named = [Alternative(page.id, None, (page.gist,)) for page in pages if page.family is not Family.UNKNOWN]
    return tuple(named[:ALTERNATIVES_SHOWN])
