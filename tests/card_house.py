"""Records that every card is drawn from, every card of them, and what Slack would refuse about one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from slack_sdk.models.blocks import Block

from bot.cards import (
    Card,
    Modal,
    customer,
    due,
    forms,
    handoff,
    handoff_forms,
    happening,
    home,
    incident,
    mailboxes_forms,
    mailboxes_result,
    mark_forms,
    not_arrived,
    notices,
    pages,
    queue,
)
from bot.cards.card import TOTAL_CHARS, text_chars
from bot.cards.timeline import timeline_modal
from bot.model import (
    Act,
    Actor,
    Age,
    Alternative,
    Cause,
    Certainty,
    CheckReport,
    Code,
    Entry,
    Family,
    Finding,
    FollowUpKind,
    Handoff,
    Happening,
    Incident,
    IncidentState,
    Kind,
    Listed,
    Listing,
    MailboxRow,
    Overview,
    Page,
    Permanence,
    Question,
    Reference,
    RowResult,
    RowVerdict,
    Secret,
    Section,
    Speaker,
    Stage,
    Step,
    Tick,
    Traits,
)
from bot.sandbox.blocks import validate_message, validate_view
from tests.store_house import NOON

HOSTILE = (
    "ZQX <!channel> <@U9> <https://evil.example|ok> *bold* _it_ ~no~ `code` ```\n"
    "> quote &amp; :tada: \x1b[31m"
)

STEPS = (
    Step(
        "type-by-hand",
        "Type the password by hand",
        "Copy `nothing` & keep **calm**.",
        Actor.SENDER_ADMIN,
        "credential",
    ),
    Step("wait", "Wait 30 minutes", "See [the page](https://example.com/lock).", Actor.NOBODY_WAIT, None),
    Step("ask", "Ask the recipient", "", Actor.RECIPIENT, None),
    Step("tls", "Use port 587 with STARTTLS, or 465 with TLS.", "Then look again.", Actor.SENDER_ADMIN, None),
    Step("log", "Ask for the log line", "It names the reason.", Actor.SENDER_ADMIN, None),
)
ENTRY = Entry(
    id="535-authentication-failed",
    title="535 Authentication failed",
    gist="The mail server refused the login.",
    family=Family.AUTH,
    traits=Traits(who_acts=Actor.SENDER_ADMIN),
    checks=("login",),
    siblings=("550-user-unknown",),
    look_alikes=(),
    reviewed=date(2026, 11, 24),
    wordings=(),
    meaning="The program logged in (command AUTH) and the server said no.\n\nNothing was sent.",
    seen_from="Your own outgoing server.",
    causes=(
        Cause("wrong-credentials", "The password is wrong.", (), (), (), Traits()),
        Cause("account-locked", "The mailbox is locked for a while.", (), (), (), Traits()),
    ),
    steps=STEPS,
    steps_when=(("account-locked", STEPS[1:2]),),
    many_mailboxes="Try one of each server first.",
    customer="Type the password again.",
    customer_when=(("account-locked", "Wait half an hour, then **try once**."),),
    administrator="Look for the login in the log of the mail server.",
    administrator_when=(),
    hand_off_when="The server is somebody else's.",
    questions=(Question("Is 535 the same as 530?", "No: 530 asks for a login."),),
    code_lies="",
    sources=("https://www.rfc-editor.org/rfc/rfc4954#section-6 (what it is for)",),
)
UNKNOWN_USER = replace(
    ENTRY,
    id="550-user-unknown",
    title="550 User unknown",
    gist="The recipient's address does not exist.",
    family=Family.MAILBOX_UNKNOWN,
    causes=(Cause("550-user-unknown", "The address is misspelt or was removed.", (), (), (), Traits()),),
)
ENTRIES = {entry.id: entry for entry in (ENTRY, UNKNOWN_USER)}
FINDING = Finding(
    kind=Kind.FAILURE,
    recipient=None,
    original_recipient=None,
    mail=None,
    count=1,
    reply_code=535,
    enhanced_code="5.7.8",
    reply_text="Error: authentication failed",
    entry=ENTRY.id,
    cause="wrong-credentials",
    family=Family.AUTH,
    permanence=Permanence.PERMANENT,
    provider="postfix",
    stage=Stage.AUTH,
    speaker=Speaker.OWN_SERVER,
    who_acts=Actor.SENDER_ADMIN,
    retry_in_s=None,
    address_action=None,
    certainty=Certainty.POSSIBLE,
    because=("The text says “authentication failed”.",),
    alternatives=(
        Alternative(ENTRY.id, "account-locked", ("The mailbox is locked for a while.",)),
        Alternative(UNKNOWN_USER.id, None, ("The text also says “unknown”.",)),
    ),
    steps=STEPS,
    evidence=(),
)
UNKNOWN = replace(
    FINDING,
    recipient="ana@example.com",
    reply_code=550,
    enhanced_code=None,
    reply_text="Rejected",
    entry=None,
    cause=None,
    family=Family.UNKNOWN,
    provider=None,
    stage=Stage.END_OF_DATA,
    speaker=Speaker.RECIPIENT_SERVER,
    who_acts=Actor.SENDER,
    certainty=Certainty.UNKNOWN,
    because=("The text does not give the reason.", "550 alone means: permanent, do not retry unchanged."),
    alternatives=(),
    steps=(
        Step("paste-more", "Paste the lines before this one", "Or the bounce itself.", Actor.SENDER, None),
    ),
)
NO_RECIPIENT = replace(
    FINDING,
    recipient="ben@example.net",
    reply_code=550,
    enhanced_code="5.1.1",
    reply_text="user unknown",
    entry=UNKNOWN_USER.id,
    cause=UNKNOWN_USER.id,
    count=30,
)
INCIDENT = Incident(
    id=17,
    team="T1",
    channel="C1",
    message_ts="1.1",
    thread_ts="1.1",
    card_ts="2.2",
    reporter="U1",
    state=IncidentState.NEW,
    owner=None,
    offered_to=None,
    findings=(FINDING,),
    seen=1,
    opened_at=NOON,
    updated_at=NOON,
    resolved_at=None,
    resolved_by=None,
    helped=None,
    version=3,
)
RESOLVED = replace(
    INCIDENT,
    state=IncidentState.RESOLVED,
    owner="U2",
    resolved_at=NOON,
    resolved_by="U2",
    helped="wait",
    seen=4,
)
OFFERED = replace(INCIDENT, state=IncidentState.OFFERED, owner="U1", offered_to="U2")
TICKS = (Tick("wait", "U1", NOON), Tick("log", "U2", NOON), Tick("gone", "U2", NOON))
HANDOFF = Handoff(
    id=5,
    incident_id=17,
    packet=5,
    sender="U1",
    receiver="U2",
    places=("U2",),
    note="Customer ACME cannot send since 09:00.",
    offered_at=NOON,
    answer_by=NOON + timedelta(hours=1),
    reminded_at=None,
    escalated_at=None,
    answered_at=None,
    answered_by=None,
    answer=None,
    reason="",
)
LINKS = {17: "https://example.com/t"}
TIMELINE = (
    Happening(NOON, "U1", Act.OPENED, ""),
    Happening(NOON, "U1", Act.NOTED, "They call at four."),
)
SEVERAL = replace(
    INCIDENT,
    findings=(FINDING, NO_RECIPIENT, replace(NO_RECIPIENT, recipient="cy@example.net", count=1), UNKNOWN),
)
CODE = Code("535", "Authentication credentials invalid", "The login was refused.", "https://example.com")
REFERENCE = Reference("535", CODE, ENTRY, (UNKNOWN_USER,))


def passed_of(shown: Incident, packet: Handoff) -> handoff.Passed:
    """One incident of a packet, with a step that is done and a note of the same stranger."""
    ticks = tuple(Tick(step.id, "U1", NOON) for step in shown.lead.steps[:1])
    noted = Happening(NOON, "U1", Act.NOTED, packet.note)
    return handoff.Passed(replace(shown, customer=packet.note or None), packet, (*TIMELINE, noted), ticks)


def every_card(shown: Incident, packet: Handoff, entries: dict[str, Entry]) -> Iterator[Card | Modal]:
    """Each card and form there is, of one incident and one knowledge base."""
    written = (Happening(NOON, "U1", Act.OPENED, ""), Happening(NOON, "U2", Act.NOTED, packet.note))
    for state in (
        INCIDENT,
        OFFERED,
        RESOLVED,
        replace(OFFERED, state=IncidentState.ASSIGNED, offered_to=None),
    ):
        marked = replace(state, findings=shown.findings, customer=packet.note)
        yield incident.incident_card(marked, entries, packet, timeline=written, ticks=TICKS)
    yield incident.private_card(shown, entries)
    yield incident.private_card(shown, entries, may_press=False)
    yield incident.same_error_card(shown, "https://example.slack.com/archives/C1/p1")
    yield from every_list(shown, entries)
    yield from every_handoff(shown, packet, entries)
    yield from every_form(shown, entries)
    yield from every_file(shown, packet.note, entries)
    for page in (1, 3, 99):
        yield timeline_modal(shown, entries, written * 40, page)
    yield pages.more_modal(shown, entries, TICKS)
    yield pages.finding_modal(shown, entries, 1)
    yield pages.finding_modal(shown, entries, 9999)
    for kind in (Act.DECLINED, Act.NOTED, Act.LINKED):
        yield happening.happening_card(shown, Happening(NOON, "U2", kind, packet.reason), entries)
    for role in customer.Role:
        yield customer.customer_form(replace(shown, mailbox=packet.note), entries, role)
    yield customer.kept_page(packet.note, "17:3")
    yield happening.happening_card(shown, Happening(NOON, "U2", Act.TOLD, packet.note), entries)
    for entry in entries.values():
        yield pages.entry_card(entry)
    yield pages.code_card(Reference("535", CODE, None, tuple(entries.values())))
    yield pages.code_card(Reference("599", None, None, ()))
    yield notices.help_card()
    yield notices.help_card(outsider=True)
    yield notices.no_error_card()
    yield not_arrived.not_arrived_card()
    yield notices.pictures_card()
    yield notices.secrets_card(2)
    yield notices.csv_card("mailboxes.csv")
    yield notices.unreadable_file_card("scan.pdf", 1000)


def every_file(shown: Incident, words: str, entries: dict[str, Entry]) -> Iterator[Card | Modal]:
    """What there is of a file of mailboxes: of few rows and of many, with words of a stranger in each."""
    secret = Secret(b"x")
    for many in (1, 400):
        results = []
        for number in range(1, many + 1):
            row = MailboxRow(number, words, words, secret, f"{words}{number % 30}")
            failed = CheckReport({"host": f"{words}{number % 30}", "user": words}, shown.lead, (), (), 1)
            verdict = tuple(RowVerdict)[number % 3]
            tested = verdict is not RowVerdict.NOT_TESTED
            because = "" if tested else f"{words} {number % 20}"
            results.append(RowResult(row, verdict, because, failed if tested else None))
        yield mailboxes_forms.mailboxes_form(1_000)
        yield mailboxes_forms.confirm_view(results, "k")
        yield mailboxes_forms.said_view("It could not be read.")
        yield mailboxes_forms.running_view(1, many, "k")
        yield mailboxes_forms.ended_view("*1 mailbox*", mailboxes_forms.deletion_line(words))
        yield mailboxes_forms.progress_card((1, many), "k")
        yield mailboxes_result.result_card(mailboxes_result.result_text(results, entries, "You stopped it."))
    yield mailboxes_forms.progress_card(None, "k")


def every_handoff(shown: Incident, packet: Handoff, entries: dict[str, Entry]) -> Iterator[Card | Modal]:
    """What goes to those of a handoff, answered or not, in time or not, and the forms of both."""
    passed = passed_of(shown, packet)
    for answer in (None, "accepted", "declined", "withdrawn"):
        one = replace(passed, handoff=replace(packet, answer=answer, answered_by="U2", answered_at=NOON))
        for some in ((one,), (passed, one) * 20):
            yield handoff.handoff_card(some, entries, LINKS)
            yield handoff.passed_card(some, entries, LINKS)
    for kind in FollowUpKind:
        held = packet if kind in (FollowUpKind.REMIND, FollowUpKind.ESCALATE) else None
        yield due.due_card([due.Due(kind, shown, held, permalink="https://example.com/t")], entries)
        yield due.due_card([due.Due(kind, shown, held)] * due.LISTED, entries, 9_970)
    yield due.due_card([due.Due(FollowUpKind.REMIND, shown, packet, 20)], entries)
    yield due.due_card([due.Due(FollowUpKind.REMIND, shown, packet, 20)] * due.LISTED, entries)
    for to in handoff_forms.RECEIVERS:
        named = [(packet.note or "x", f"S{number}") for number in range(150)]
        yield handoff_forms.handoff_form((shown,), entries, to=to, groups=named)
    yield handoff_forms.handoff_form((shown,) * 200, entries, whole_queue=True)
    yield handoff_forms.decline_form(shown, entries)
    yield handoff_forms.decline_all_form(5, (shown,) * 200)
    yield handoff_forms.choose_form(5, (shown,) * 200, entries)


def every_form(shown: Incident, entries: dict[str, Entry]) -> Iterator[Modal]:
    """The forms of one incident."""
    yield forms.resolve_form(shown)
    for chosen in (None, mark_forms.NO_ENTRY, *entries):
        yield mark_forms.wrong_form(shown, entries, chosen)
    yield mark_forms.note_form(shown, entries)
    yield mark_forms.link_form(shown, entries)
    yield mark_forms.link_form(replace(shown, customer="ACME"), entries)
    yield mark_forms.snooze_form(shown, entries)


def line_of(shown: Incident) -> Listed:
    """A line of a list about an error that nobody knows, as full of words as it can be."""
    return Listed(
        17, 3, "C1", IncidentState.OFFERED, "U2", "U3", None, None, Certainty.UNKNOWN, "x", 535, "5.7.8", shown.lead.reply_text,
        shown.lead.recipient, shown.lead.recipient, 4, NOON, NOON, None, overdue=True, waiting=True,
    )  # fmt: skip


def every_list(shown: Incident, entries: dict[str, Entry]) -> Iterator[Card | Modal]:
    """Lists, a home and an incident's page, of lines as full of words as they can be."""
    line = line_of(shown)
    known = replace(line, entry=ENTRY.id, waiting=False, offered_to=None, owner=None, snoozed_until=None)
    words = shown.lead.reply_text
    searched = Listing(Section.ALL, search=3)
    for listing in (*map(Listing, Section), searched):
        full = Page(listing, (line, known) * 5, replace(listing, past=9, back=True), replace(listing, past=1))
        for page in (full, Page(listing), Page(listing, older=replace(listing, past=1), more=True)):
            yield queue.list_card(page, entries, "U1", words=words)
    chosen = Listing(Section.OVERDUE, Family.AUTH, "postfix", "C1", Age.DAY)
    counted = Overview(
        dict.fromkeys(Section, 12_345), dict.fromkeys(Family, 9), {f"p{number}": 7 for number in range(200)}
    )
    for listing in (Listing(), chosen):
        for page in (Page(listing), Page(listing, (line, known) * 5, listing, listing)):
            shown_home = home.home_card(page, counted, entries, "U1")
            yield Modal(
                {
                    "type": "home",
                    "blocks": shown_home.blocks,
                    "private_metadata": queue.write_listing(listing),
                }
            )
    yield home.outsider_card()
    yield pages.opening_modal(shown, entries)
    card = pages.page_card(incident.incident_card(shown, entries), "https://example.com/t")
    yield pages.incident_page(17, card)


def refusals(shown: Card | Modal) -> list[object]:
    """Why Slack would not take it."""
    if isinstance(shown, Modal):
        return list(validate_view(shown.view))
    too_long = [f"{text_chars(shown.blocks)} characters"] if text_chars(shown.blocks) > TOTAL_CHARS else []
    empty = [] if shown.text.strip() and len(shown.text) <= 4000 else ["fallback text"]
    for block in Block.parse_all(json.loads(json.dumps(shown.blocks))):
        block.validate_json()
    return [*validate_message(shown.blocks), *too_long, *empty]


def formatted(part: object) -> Iterator[str]:
    """Every text that Slack formats."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for value in part.values():
            yield from formatted(value)
    elif isinstance(part, list):
        for value in part:
            yield from formatted(value)


def hostile(text: str, findings: int = 1) -> tuple[Incident, Handoff]:
    """An incident and a handoff in which all that strangers wrote is `text`."""
    finding = replace(
        FINDING, recipient=text, original_recipient=text, reply_text=text, because=(text,) * 3, provider="x"
    )
    many = tuple(
        replace(finding, reply_code=200 + number % 400, entry=None, reply_text=f"{number}{text}")
        for number in range(findings - 1)
    )
    return replace(INCIDENT, findings=(finding, *many)), replace(HANDOFF, note=text, reason=text)


def labels(card: Card) -> list[str]:
    row = [block for block in card.blocks if block["type"] == "actions"][-1]
    return [element["text"]["text"] for element in row["elements"] if element["type"] == "button"]


def outline(blocks: list[dict]) -> list[str]:
    """Each block as its words: `[Button]`, `[Green button!]`, `{chosen of a list}`, `---`; NOON for that moment."""
    moment = f"<!date^{int(NOON.timestamp())}^\u200b{{date_short_pretty}} {{time}}|2026-11-24 12:00 UTC>"
    return [" ".join(_words(block)).replace(moment, "NOON") for block in blocks]


def _words(part: dict) -> Iterator[str]:
    match part["type"]:
        case "divider":
            yield "---"
        case "button":
            yield f"[{part['text']['text']}{'!' if part.get('style') == 'primary' else ''}]"
        case "static_select":
            yield f"{{{part['initial_option']['text']['text']} of {len(part['options'])}}}"
        case "conversations_select":
            yield f"{{{part.get('initial_conversation', '-')}}}"
        case _ if isinstance(part.get("text"), str):
            yield part["text"]
        case _:
            inside = (part.get("text"), *part.get("fields", ()), part.get("accessory"))
            for one in (*inside, *part.get("elements", ())):
                if one is not None:
                    yield from _words(one)
