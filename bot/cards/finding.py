"""What is said of a finding, for Slack and the terminal alike: what happened, why, what else it can be. Pure.

Pasted words pass through as they are and are the caller's to escape.
"""

from __future__ import annotations

import re
from calendar import month_abbr
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from bot.cards.text import one_line, plain
from bot.cards.words import (
    ADDRESS_ACTIONS,
    ADDRESSES_ACTIONS,
    FEEDBACK_HAPPENED,
    SPEAKERS,
    STAGES,
    WHAT_HAPPENED,
    as_clause,
    counted,
    duration,
    number_word,
    provider_name,
)
from bot.model import (
    DAMAGED_CREDENTIAL,
    FEEDBACK,
    MAIL_SERVERS,
    MORE_FAILURES,
    MORE_REPLIES,
    READ_IN_PART,
    TROUBLE,
    Cause,
    Certainty,
    Entry,
    Family,
    Finding,
    Kind,
    Listed,
    Logged,
    Permanence,
    Speaker,
    Stage,
    Step,
    Vantage,
    args_of,
    has_fact,
    logged_in_all,
)
from bot.providers import is_software

_ONLY_NAMED = "address."  # servers that the address check found and did not ask
_CHECK = re.compile(r"(?i)\b(domain|live) check\b")
_CHECK_SPOKEN_OF = {"domain": "domain", "live": "server"}
_CHECK_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "address": "smtpcheck check address ana@example.com",
        "credential": "smtpcheck check credential --user ana@example.com --password-stdin",
        "domain": "smtpcheck check domain example.com",
        "login": "smtpcheck check login --user ana@example.com --password-stdin",
        "server": "smtpcheck check server mail.example.com:587",
    }
)

# A page tells a cause as it is; the customer hears as well when the error leaves others open.
NOT_THE_ONLY = "This is the most likely reason, but not the only possible one."
IF_NOT = "If it does not fit or does not help, tell us what you see instead, with the newest error message."
_SAYS_HOW_SURE = re.compile(r"\b(?:most (?:likely|often)|probably|reasons?|why)\b", re.IGNORECASE)
_ASKS_BACK = re.compile(r"\b(?:tell|send) us\b", re.IGNORECASE)

NOT_SENT = "The password or user name cannot be right as it stands, so no login was sent."


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that are one error: the first, how often it stood there, for how many recipients, and when."""

    lead: Finding
    count: int
    recipients: int
    logged: Logged | None = None


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
            logged=logged_in_all(finding.logged for finding in members),
        )
        for members in groups.values()
    )


def entry_of(finding: Finding, entries: Mapping[str, Entry]) -> Entry | None:
    """The entry of a finding; None when none knew it, or when it has left the knowledge base since."""
    return entries.get(finding.entry) if finding.entry else None


def title_of(name: str | None, entries: Mapping[str, Entry]) -> str:
    """The title of the entry of that id, None or empty where no page knew the words."""
    if not name:
        return "words that no page knows"
    return plain(entries[name].title) if name in entries else name


def what_happened(finding: Finding, entry: Entry | None) -> str:
    """The first line: the entry's gist, or what can be said without one."""
    if finding.reply_text == DAMAGED_CREDENTIAL:
        return NOT_SENT
    if entry is not None:
        return headline(finding, entry)
    feedback = feedback_type(finding)
    if feedback is not None:
        return FEEDBACK_HAPPENED[feedback]
    if finding.kind in WHAT_HAPPENED:
        return WHAT_HAPPENED[finding.kind]
    who = SPEAKERS.get(finding.speaker, "a mail server") if finding.speaker else "a mail server"
    if _says_who_failed(finding):
        return "Your own program could not send the message and gave no known reason."
    return f"{who[0].upper()}{who[1:]} refused the message and gave no known reason."


def headline(of: Finding | Listed, entry: Entry) -> str:
    """The leading cause's gist, else the entry's.

    It is called possible where the page is about a provider that nothing else shows, and where the cause
    is only possible and the page names another one first.
    """
    told = next((cause.gist for cause in entry.causes if cause.id == of.cause), "")
    open_yet = bool(told) and of.certainty is Certainty.POSSIBLE
    if open_yet and entry.causes[0].id == of.cause:
        told, open_yet = "", False  # one of several, and what they have in common is sure
    gist = told or entry.gist
    return f"It may be that {as_clause(gist)}" if open_yet or may_be_anothers(of, entry) else gist


def may_be_anothers(of: Finding | Listed, entry: Entry | None) -> bool:
    """Whether a page about one provider is only possible, and nothing shows that it was this provider."""
    about = None if entry is None else entry.about
    of_one = about is not None and not is_software(about)
    return of_one and of.certainty is Certainty.POSSIBLE and of.provider != about


def _says_who_failed(finding: Finding) -> bool:
    """Whether the first line names one's own program, which no page knows; a person may have told it."""
    return finding.entry is None and finding.speaker is Speaker.OWN_CLIENT


def feedback_type(finding: Finding) -> str | None:
    """What a feedback report is about when it is no complaint; None for everything else."""
    told = (args["type"] for args in args_of(finding.evidence, FEEDBACK))
    return next((str(name) for name in told), None)


def how_many(groups: Sequence[Group]) -> str:
    """The first line about several errors: how often something failed or was put off, in how many ways."""
    total = sum(group.count for group in groups)
    ways = number_word(len(groups))
    if not all(group.lead.kind in TROUBLE for group in groups):
        return f"{total:,} results of {ways} kinds."
    failed = [group for group in groups if group.lead.kind is Kind.FAILURE]
    refused = all(group.lead.reply_code or group.lead.enhanced_code for group in failed)
    failures = sum(group.count for group in failed)
    delays = total - failures
    parts = [
        counted(failures, "refusal" if refused else "failure") if failures else "",
        counted(delays, "delay") if delays else "",
    ]
    return f"{' and '.join(filter(None, parts))}, {ways} different errors."


def numbers(of: Finding | Listed) -> str:
    """`535 5.7.8`, as far as they are known; empty when neither is."""
    return " ".join(str(number) for number in (of.reply_code, of.enhanced_code) if number)


def is_unsaid(finding: Finding) -> bool:
    """Whether a check saw it before any server spoke: then its words are nobody's."""
    asked = any(fact.vantage is not Vantage.PASTE for fact in finding.evidence)
    return asked and finding.reply_code is None and finding.reply_text != DAMAGED_CREDENTIAL


def checked_live(finding: Finding) -> str:
    """The server or domain that a live check asked; empty when none did."""
    seen = (
        fact.args
        for fact in finding.evidence
        if fact.vantage is not Vantage.PASTE and not fact.tag.startswith(_ONLY_NAMED)
    )
    return next((str(name) for args in seen if (name := args.get("host") or args.get("domain"))), "")


def said_by(finding: Finding) -> str:
    """Whose words these are: `said by your outgoing server (Postfix)`; empty when nobody knows."""
    if is_unsaid(finding) or _says_who_failed(finding):
        return ""
    known = finding.provider
    if known is not None and finding.speaker is Speaker.OWN_CLIENT and not is_software(known):
        known = None  # whose server it did not get through to
    provider = provider_name(known)
    if finding.speaker is None:
        return f"said by {provider}" if provider else ""
    who = SPEAKERS[finding.speaker]
    if finding.speaker is Speaker.OWN_CLIENT and known in MAIL_SERVERS:
        who = "your mail server"
    if has_fact(finding.evidence, "reply.in-own-log", "server.own-mailbox"):
        who = "your own server"
    return f"said by {who} ({provider})" if provider else f"said by {who}"


def _left_out(finding: Finding) -> Iterator[str]:
    """What was not read, in a paste that is too long for it."""
    more = next(args_of(finding.evidence, MORE_FAILURES), None)
    read = next((args["read"] for args in args_of(finding.evidence, MORE_REPLIES)), None)
    if more is not None and read is not None:  # how many there are in all, nobody counted
        yield f"only the first {more['read']:,} different failures of {read:,} replies were read"
    elif more is not None:
        yield f"only the first {more['read']:,} of {more['of']:,} different failures were read"
    elif read is not None:
        yield f"only the first {read:,} replies were read"
    part = next(args_of(finding.evidence, READ_IN_PART), None)
    if part is not None:
        yield f"only the first {part['read']:,} {part['what']} were read"


def facts(group: Group) -> tuple[str, ...]:
    """The quiet line's parts after the number: whose words, where, what was checked, for whom, how often."""
    finding, count, recipients = group.lead, group.count, group.recipients
    if finding.reply_text == DAMAGED_CREDENTIAL:
        return ("found in what was given, before anything was sent",)
    # What was cut in the middle of the talk was not cut while connecting, where the error names no step.
    asked = checked_live(finding)
    cut = finding.entry == "connection-lost" and finding.stage is Stage.CONNECT and not asked
    rests = finding.entry == "attempts-exhausted" and finding.stage is Stage.CONNECT
    parts = [said_by(finding), STAGES[finding.stage] if finding.stage and not (cut or rests) else ""]
    if finding.kind is Kind.DELAY:
        parts.append("delayed, still being tried")
    if asked:
        parts.append(f"{'left alone for now' if rests else 'checked live'}: {one_line(asked, 253)}")
    if recipients > 1:
        parts.append(f"{recipients:,} addresses")
    elif finding.recipient:
        # At a refused login nobody else's address stands: it is the mailbox that logs in.
        whose = "mailbox" if finding.family is Family.AUTH and finding.stage is Stage.AUTH else "for"
        parts.append(f"{whose} {one_line(finding.recipient, 254)}")
    if count > 1 and count != recipients:  # as often as there are addresses says nothing more
        parts.append(f"{count:,} times")
    parts.append(first_and_last(group.logged))
    dated = any("until" in fact.args for fact in finding.evidence)  # a reason names the moment itself
    if finding.permanence is Permanence.TEMPORARY and finding.retry_in_s and not dated:
        parts.append(f"worth another try after {duration(finding.retry_in_s)}")
    actions = ADDRESSES_ACTIONS if recipients > 1 else ADDRESS_ACTIONS
    if finding.address_action in actions:
        parts.append(actions[finding.address_action])
    parts += _left_out(finding)
    return tuple(part for part in parts if part)


def first_and_last(logged: Logged | None) -> str:
    """`first 09:12, last 10:40`, with what differs of the date; empty where it was all in one minute."""
    if logged is None or logged.first == logged.last:
        return ""
    (day, _, first), (last_day, _, last) = (moment.rpartition(" ") for moment in logged)
    if day != last_day:
        with_year = day[:-6] != last_day[:-6]  # what stands before "-11-20"
        first, last = (
            f"{_written(one, with_year=with_year)} {clock}" for one, clock in ((day, first), (last_day, last))
        )
    return f"first {first}, last {last}"


def _written(day: str, *, with_year: bool) -> str:
    """`20 Nov 2026` or `20 Nov` of `2026-11-20`, and of `11-20` always the latter."""
    *year, month, number = day.split("-")
    return " ".join((str(int(number)), month_abbr[int(month)], *(year if with_year else ())))


def wire_text(finding: Finding, limit: int) -> str:
    """The server's own words, for where no reason quotes them already; empty when there are none."""
    if finding.reply_text == DAMAGED_CREDENTIAL or not finding.reply_text.strip() or is_unsaid(finding):
        return ""
    if any("“" in reason for reason in finding.because):
        return ""
    return f"“{one_line(finding.reply_text, limit)}”"


def cause_text(finding: Finding, entry: Entry | None) -> str:
    """What the knowledge base says of the leading cause, as Markdown; empty when it says nothing."""
    cause = _cause_of(entry, finding.cause)
    return cause.text if cause else ""


def _cause_of(entry: Entry | None, cause_id: str | None) -> Cause | None:
    return next((cause for cause in entry.causes if cause.id == cause_id), None) if entry else None


def cause_line(cause: Cause) -> str:
    """A cause among all of its page's, as Markdown: what it is and how one would see it."""
    return f"{cause.text} {_sign(cause)}".rstrip()


def _sign(cause: Cause | None) -> str:
    """How one would see that it is this cause, as a sentence; empty where its text says so."""
    return f"It is this if {cause.sign}." if cause and cause.sign else ""


def other_readings(finding: Finding, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """One line for each other reading, as Markdown: what it would be and the sign of it.

    Empty once the cause is proven: then the others are no longer open.
    """
    lines: list[str] = []
    if finding.certainty is Certainty.CERTAIN:
        return ()
    for other in finding.alternatives:
        entry = entries.get(other.entry) if other.entry else None
        because = " ".join(other.because)
        if other.entry == finding.entry:
            cause = _cause_of(entry, other.cause)
            # No reason is kept any more once its message was deleted.
            told = because or (cause.text if cause else (other.cause or "").replace("-", " "))
            line = f"{told} {_sign(cause)}".rstrip()
        else:
            name = entry.title if entry else (other.entry or other.cause or "").replace("-", " ")
            line = f"{name}: {because}" if name and because else name or because
        if line:
            lines.append(line)
    return tuple(lines)


def page_line(finding: Finding) -> str:
    """Where who refused says more about exactly this error, as Markdown; empty where a step leads there."""
    if finding.link is None or any(finding.link in step.text for step in finding.steps):
        return ""
    return f"About exactly this error: [{urlsplit(finding.link).hostname}]({finding.link})"


def check_commands(steps: Sequence[Step]) -> tuple[str, ...]:
    """The command of each check that a step speaks of, for a terminal without buttons; empty for none."""
    spoken_of = [(step, said.group(1).lower()) for step in steps if (said := _CHECK.search(step.text))]
    return tuple(
        dict.fromkeys(_CHECK_COMMANDS[one.check or _CHECK_SPOKEN_OF[kind]] for one, kind in spoken_of)
    )


def customer_text(entry: Entry, finding: Finding) -> str:
    """What an agent can send as it is, for the cause that leads or else a fact that is there; as Markdown."""
    return _as_sure(finding, _for_what_is_known(entry.customer_when, finding) or entry.customer)


def administrator_text(entry: Entry, finding: Finding) -> str:
    """The same for the customer's administrator: the cause's own text first, whoever it is written for."""
    own = _for_what_is_known((*entry.administrator_when, *entry.customer_when), finding)
    return _as_sure(finding, own or entry.administrator or entry.customer)


def _as_sure(finding: Finding, text: str) -> str:
    """The text, and that it may be something else and what to tell then, where it does not say so itself."""
    if finding.certainty not in (Certainty.LIKELY, Certainty.POSSIBLE) or finding.kind not in TROUBLE:
        return text
    likely = [NOT_THE_ONLY] if finding.alternatives and not _SAYS_HOW_SURE.search(text) else []
    asked = [] if _ASKS_BACK.search(text) else [IF_NOT]
    return f"{text}\n\n{' '.join(likely + asked)}".rstrip()


def _for_what_is_known(texts: Sequence[tuple[str, str]], finding: Finding) -> str:
    facts = {fact.tag for fact in finding.evidence}
    by_fact = next((text for when, text in texts if when in facts), "")
    return next((text for when, text in texts if when == finding.cause), by_fact)
