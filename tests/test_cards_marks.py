"""What people put on an incident is on its card, within Slack's limits: steps, customer, note, menu, timeline."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cards import Card, incident, mark_forms, marks, pages, timeline
from bot.cards.card import BUTTONS
from bot.cards.happening import happening_card
from bot.cards.text import mrkdwn, since
from bot.cards.words import STATES, step_title
from bot.errors import UsageError
from bot.model import BY_ITSELF, Act, Actor, Family, Finding, Happening, IncidentState, Step, Tick
from tests.card_house import ENTRIES, ENTRY, FINDING, INCIDENT, OFFERED, RESOLVED, SEVERAL, refusals
from tests.store_house import NOON

ASSIGNED = replace(INCIDENT, state=IncidentState.ASSIGNED, owner="U1")
MOMENT = since(NOON)
WAITED = (Tick("wait", "U2", NOON),)
WORKS = tuple(Happening(NOON, "U1", Act.CHECKED, detail) for detail in ("fails", "works"))


def texts(card: Card) -> list[str]:
    return [block["text"]["text"] for block in card.blocks if block["type"] == "section"]


def boxes(blocks: list[dict]) -> list[tuple[str, str, bool]]:
    """Every box: its block's id, its value, whether it is ticked."""
    return [
        (block["block_id"], box["options"][0]["value"], box.get("initial_options") == box["options"])
        for block in blocks
        if (box := block.get("elements", [block])[0])["type"] == "checkboxes"
    ]


def checklist(blocks: list[dict]) -> list[str]:
    """The heading of the boxes, their labels, and what stands below each."""
    first = next(place for place, block in enumerate(blocks) if str(block.get("block_id")).startswith("tick"))
    lines = []
    for block in blocks[first - 1 :]:
        [element] = block.get("elements", [block])[:1]
        if element["type"] == "checkboxes":
            lines.append(f"[] {element['options'][0]['text']['text']}")
        elif element["type"] == "button" or "*It can also be*" in str(block):
            break
        else:
            lines.append(element["text"]["text"] if block is element else element["text"])
    return lines


# Steps


def test_each_step_has_a_box_and_a_ticked_one_says_who_and_when_at_its_title():
    card = incident.incident_card(ASSIGNED, ENTRIES, ticks=WAITED)
    assert boxes(card.blocks) == [
        ("tick:17:3:type-by-hand", "type-by-hand", False),
        ("tick:17:3:wait", "wait", True),
        ("tick:17:3:ask", "ask", False),
        ("tick:17:3:tls", "tls", False),
    ]
    assert checklist(card.blocks) == [
        "*What to do* (whoever runs the sending mailbox or server)",
        "[] *1. Type the password by hand.*",
        "Copy `nothing` &amp; keep *calm*.",
        "[] *2. Wait 30 minutes.*",
        f"Ticked by <@U2>, {MOMENT}.",
        "[] *3. Ask the recipient.*",
        "Done by the recipient.",
        "[] *4. Use port 587 with STARTTLS, or 465 with TLS.*",
        "Then look again.",
        "Then, under *More*: 5. Ask for the log line.",
    ]
    assert refusals(card) == []


@pytest.mark.parametrize(
    ("may_press", "then"),
    [(True, ["Then, under *More*: 5. Ask for the log line."]), (False, [])],
    ids=["with the button", "a guest, who has none"],
)
def test_the_steps_behind_more_are_named_where_it_can_be_pressed(may_press, then):
    card = incident.private_card(INCIDENT, ENTRIES, may_press=may_press)
    small = [block["elements"][0]["text"] for block in card.blocks if block["type"] == "context"]
    assert [line for line in small if line.startswith("Then, under")] == then


@pytest.mark.parametrize(
    ("changes", "act", "state"),
    [
        ({}, "Resolve", "Only you see this · incident 17"),
        (
            {"state": IncidentState.RESOLVED, "resolved_at": NOON, "resolved_by": "U1"},
            "Reopen",
            f"Only you see this · incident 17 · resolved {since(NOON)}",
        ),
        (
            {"state": IncidentState.ASSIGNED, "owner": "U2"},
            "Resolve",
            f"Incident 17 · <@U2> · {STATES[IncidentState.ASSIGNED]} · since {since(INCIDENT.opened_at)}",
        ),
    ],
    ids=["new", "resolved", "taken"],
)
def test_a_private_answer_can_be_ended_and_says_whether_it_is_still_private(changes, act, state):
    *_, row, last = incident.private_card(replace(INCIDENT, channel=None, **changes), ENTRIES).blocks
    assert [one["text"]["text"] for one in row["elements"]] == [
        "Post in channel", act, "Tell the customer", "More",
    ]  # fmt: skip
    assert last["elements"][0]["text"] == state


def test_one_of_several_errors_is_shown_with_all_its_steps():
    shown = pages.finding_modal(SEVERAL, ENTRIES, 1).view["blocks"]
    lines = [
        line for block in shown if block["type"] == "section" for line in block["text"]["text"].split("\n")
    ]
    steps = [line for line in lines if line[:2] in ("1.", "4.", "5.")]
    assert steps == [
        "1. *Type the password by hand.* Copy `nothing` &amp; keep *calm*.",
        "4. *Use port 587 with STARTTLS, or 465 with TLS.* Then look again.",
        "5. *Ask for the log line.* It names the reason.",
    ]


def test_of_several_errors_the_first_has_its_steps_to_tick_by_their_titles():
    card = incident.incident_card(SEVERAL, ENTRIES, ticks=WAITED)
    assert checklist(card.blocks) == [
        "*What to do about error 1* (whoever runs the sending mailbox or server)",
        "[] *1. Type the password by hand.*",
        "[] *2. Wait 30 minutes.*",
        f"Ticked by <@U2>, {MOMENT}.",
        "[] *3. Ask the recipient.*",
        "Done by the recipient.",
        "[] *4. Use port 587 with STARTTLS, or 465 with TLS.*",
    ]
    assert refusals(card) == []


def doing(*who: Actor) -> Finding:
    steps = tuple(Step(f"step-{number}", f"Do {number}", "", one, None) for number, one in enumerate(who, 1))
    return replace(FINDING, steps=steps, who_acts=Actor.RECIPIENT_ADMIN)


@pytest.mark.parametrize(
    ("who", "lines"),
    [
        (
            (Actor.SENDER_ADMIN, Actor.SENDER_ADMIN),
            ["*What to do* (whoever runs the sending mailbox or server)", "1. *Do 1.*", "2. *Do 2.*"],
        ),
        ((Actor.SENDER, Actor.SENDER), ["*What to do*", "1. *Do 1.*", "2. *Do 2.*"]),
        (
            (Actor.SENDER, Actor.SENDER_ADMIN, Actor.SENDER),
            [
                "*What to do*",
                "1. *Do 1.*",
                "2. *Do 2.* Done by whoever runs the sending mailbox or server.",
                "3. *Do 3.*",
            ],
        ),
        (
            (Actor.SENDER, Actor.RECIPIENT_ADMIN),
            [
                "*What to do* (whoever runs the recipient's mailbox or server)",
                "1. *Do 1.* Done by you or your customer.",
                "2. *Do 2.*",
            ],
        ),
    ],
    ids=["all-by-one", "all-by-the-reader", "most-by-one", "as-many-by-each"],
)
def test_who_does_most_of_the_steps_is_named_once_above_them(who, lines):
    card = incident.private_card(replace(INCIDENT, findings=(doing(*who),)), ENTRIES)
    assert next(text for text in texts(card) if "What to do" in text).split("\n") == lines


def test_the_longest_title_of_the_knowledge_base_fits_a_box(knowledge):
    steps = [
        step
        for entry in knowledge.entries.values()
        for some in (entry.steps, *(steps for _, steps in entry.steps_when))
        for step in some
    ]
    too_long = [step.title for step in steps if len(mrkdwn(step_title(step), 500)) > marks.TITLE_CHARS]
    assert too_long == []


def test_an_edit_gives_every_box_another_id_so_that_a_client_shows_what_is_ticked_now():
    before = incident.incident_card(ASSIGNED, ENTRIES)
    after = incident.incident_card(replace(ASSIGNED, version=4), ENTRIES, ticks=WAITED)
    assert not {name for name, _, _ in boxes(before.blocks)} & {name for name, _, _ in boxes(after.blocks)}


def test_a_resolved_incident_shows_what_was_done_without_boxes():
    card = incident.incident_card(RESOLVED, ENTRIES, ticks=WAITED)
    assert boxes(card.blocks) == []
    assert "*2. Wait 30 minutes.*" in texts(card)
    assert f"Ticked by <@U2>, {MOMENT}." in [
        block["elements"][0].get("text") for block in card.blocks if "elements" in block
    ]


def test_the_steps_that_the_card_has_no_room_for_are_ticked_in_the_page():
    view = pages.more_modal(ASSIGNED, ENTRIES, (Tick("log", "U2", NOON),)).view
    assert boxes(view["blocks"]) == [("tick:17:3:log", "log", True)]


def test_one_persons_own_answer_has_nothing_to_tick():
    assert boxes(incident.private_card(INCIDENT, ENTRIES).blocks) == []


# Customer, note, snooze


@pytest.mark.parametrize(
    ("customer", "elements"),
    [
        (
            "ACME & <!here> #4711",
            [("mrkdwn", "Customer or ticket:"), ("plain_text", "ACME & <!here> #4711")],
        ),
        (
            "https://desk.example.com/t/4711?a=1&b=2",
            [
                (
                    "mrkdwn",
                    "Customer or ticket: <https://desk.example.com/t/4711?a=1&amp;b=2|ticket at desk.example.com>",
                )
            ],
        ),
        (
            "https://x.example/|x>",
            [("mrkdwn", "Customer or ticket:"), ("plain_text", "https://x.example/|x>")],
        ),
        (
            "http://desk.example.com/t",
            [("mrkdwn", "Customer or ticket:"), ("plain_text", "http://desk.example.com/t")],
        ),
    ],
    ids=["a-name", "a-tickets-address", "no-address", "not-encrypted"],
)
def test_the_customer_stands_on_the_card_as_it_was_typed(customer, elements):
    card = incident.incident_card(replace(ASSIGNED, customer=customer), ENTRIES)
    line = next(block for block in card.blocks if "Customer" in str(block.get("elements", "")[:1]))
    assert [(part["type"], part["text"]) for part in line["elements"]] == elements


def test_the_newest_note_stands_on_the_card():
    written = [
        Happening(NOON, "U1", Act.NOTED, "first"),
        Happening(NOON, "U2", Act.NOTED, "*second*\n<!channel>"),
        Happening(NOON, "U3", Act.NOTED, ""),  # its words are gone
        Happening(NOON, "U1", Act.TICKED, "wait"),
    ]
    card = incident.incident_card(ASSIGNED, ENTRIES, timeline=written)
    line = next(block for block in card.blocks if "Note by" in str(block))
    assert [(part["type"], part["text"]) for part in line["elements"]] == [
        ("mrkdwn", f"Note by <@U2>, {MOMENT}:"),
        ("plain_text", "*second*\n<!channel>"),
    ]


def test_the_last_line_says_until_when_it_is_snoozed():
    card = incident.incident_card(replace(ASSIGNED, snoozed_until=NOON), ENTRIES)
    assert card.blocks[-1]["elements"][0]["text"] == f"Incident 17 · <@U1> · in work · snoozed until {MOMENT}"


# Behind the dots


@pytest.mark.parametrize(
    ("state", "acts"),
    [
        (INCIDENT, ["resolve", "note", "wrong", "link"]),
        (ASSIGNED, ["assign", "unassign", "snooze", "note", "wrong"]),  # the rest is in More
        (replace(ASSIGNED, snoozed_until=NOON), ["assign", "unassign", "wake", "note", "wrong"]),
        (OFFERED, ["note", "wrong", "link"]),
        (RESOLVED, ["note", "wrong", "link"]),
    ],
    ids=["new", "assigned", "snoozed", "offered", "resolved"],
)
def test_seldom_acts_stand_behind_the_dots_with_what_the_row_has_no_room_for(state, acts):
    row = incident.incident_card(state, ENTRIES).blocks[-2]
    menu = row["elements"][-1]
    assert (menu["type"], menu["action_id"]) == ("overflow", "incident:menu")
    assert [option["value"] for option in menu["options"]] == [f"{act}:17:3" for act in acts]


def test_without_a_check_every_usual_act_has_its_button():
    row = incident.incident_card(INCIDENT, {}).blocks[-2]["elements"]
    assert [one["text"]["text"] for one in row[:-1]] == [
        "Assign to me",
        "Hand off",
        "Resolve",
        "Tell the customer",
        "More",
    ]
    assert [option["value"] for option in row[-1]["options"]] == ["note:17:3", "wrong:17:3", "link:17:3"]


@pytest.mark.parametrize("entries", [ENTRIES, {}], ids=["checkable", "not-checkable"])
@pytest.mark.parametrize("works", [False, True], ids=["", "found-working"])
@pytest.mark.parametrize(
    ("state", "acts"),
    [
        (INCIDENT, {"assign", "handoff", "resolve"}),
        (ASSIGNED, {"assign", "handoff", "resolve", "unassign", "snooze"}),
        (OFFERED, {"assign", "resolve"}),
        (RESOLVED, {"reopen"}),
    ],
    ids=["new", "assigned", "offered", "resolved"],
)
def test_every_act_is_within_reach_in_every_state(state, acts, works, entries):
    timeline = WORKS if works else ()
    row = incident.incident_card(state, entries, timeline=timeline).blocks[-2]["elements"]
    page = pages.more_modal(state, entries).view["blocks"][0]["elements"]
    named = [one["action_id"].removeprefix("incident:") for one in (*row[:-1], *page)]
    dots = [option["value"].partition(":")[0] for option in row[-1]["options"]]
    checks = {"check"} if entries and state is not RESOLVED else set()
    assert {*named, *dots} == acts | checks | {"customer", "more", "note", "link", "wrong", "timeline"}
    assert refusals(incident.incident_card(state, entries, timeline=timeline)) == []
    assert len(row) <= BUTTONS + 1


@pytest.mark.parametrize("shown", [INCIDENT, SEVERAL], ids=["one-error", "several"])
def test_a_guest_gets_the_answer_and_nothing_to_press(shown):
    card = incident.private_card(shown, ENTRIES, may_press=False)
    assert "action_id" not in str(card.blocks)
    assert card.blocks[-1]["elements"][0]["text"] == "Only you see this"


# Lines and the timeline


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        (Happening(NOON, "U1", Act.UNASSIGNED, ""), ["<@U1> gave incident 17 back; nobody has it now."]),
        (
            Happening(NOON, "U1", Act.TICKED, "wait"),
            ["<@U1> ticked a step of incident 17: *Wait 30 minutes*."],
        ),
        (Happening(NOON, "U1", Act.UNTICKED, "gone"), ["<@U1> unticked a step of incident 17."]),
        (
            Happening(NOON, "U1", Act.NOTED, "<!here> *x*"),
            ["<@U1> left a note on incident 17.", "<!here> *x*"],
        ),
        (Happening(NOON, "U1", Act.NOTED, ""), ["<@U1> left a note on incident 17."]),
        (
            Happening(NOON, "U1", Act.LINKED, "ACME"),
            ["<@U1> linked incident 17 to a customer or ticket.", "ACME"],
        ),
        (
            Happening(NOON, "U1", Act.UNLINKED, ""),
            ["<@U1> unlinked incident 17 from its customer or ticket."],
        ),
        (
            Happening(NOON, "U1", Act.SNOOZED, str(int(NOON.timestamp()))),
            [f"<@U1> snoozed incident 17 until {MOMENT}."],
        ),
        (Happening(NOON, "U1", Act.WOKEN, ""), ["<@U1> woke incident 17 up."]),
        (Happening(NOON, "U1", Act.TOLD, ""), ["<@U1> wrote a reply to the customer of incident 17."]),
        (Happening(NOON, BY_ITSELF, Act.WOKEN, ""), ["The snooze of incident 17 is over."]),
    ],
    ids=lambda value: (
        f"{value.kind}-{value.actor}-{value.detail[:4]}" if isinstance(value, Happening) else ""
    ),
)
def test_every_mark_says_one_line_and_what_was_typed_below_it(line, texts):
    card = happening_card(INCIDENT, line, ENTRIES)
    shown = [block["text"] if "text" in block else block["elements"][0] for block in card.blocks]
    assert [text["text"] for text in shown] == texts
    assert [text["type"] for text in shown] == ["mrkdwn", "plain_text"][: len(texts)]


def lines(view: dict) -> list[str]:
    return [block["elements"][0]["text"] for block in view["blocks"][2:] if block["type"] == "context"]


def turns(view: dict) -> list[tuple[str, str]]:
    return [
        (button["text"]["text"], button["value"])
        for block in view["blocks"]
        if block["type"] == "actions"
        for button in block["elements"]
    ]


def test_the_timeline_begins_with_what_happened_last():
    happened = [
        Happening(NOON - timedelta(hours=1), "U1", Act.OPENED, ""),
        Happening(NOON, "U2", Act.NOTED, "ACME rang"),
        Happening(NOON, "U2", Act.OFFERED, "U3", "Call <!here> back"),
    ]
    view = timeline.timeline_modal(INCIDENT, ENTRIES, happened).view
    earlier = since(NOON - timedelta(hours=1))
    assert lines(view) == [
        f"{MOMENT} · <@U2> handed incident 17 to <@U3>, to accept or decline.",
        "Call <!here> back",
        f"{MOMENT} · <@U2> left a note on incident 17.",
        "ACME rang",
        f"{earlier} · <@U1> opened incident 17.",
    ]
    assert turns(view) == []


def test_a_long_timeline_is_turned_page_by_page_and_loses_no_line():
    happened = [Happening(NOON, "U1", Act.NOTED, f"{number} {'x' * 900}") for number in range(100)]
    found, page, seen = [], 1, []
    while True:
        view = timeline.timeline_modal(INCIDENT, ENTRIES, happened, page).view
        assert refusals(timeline.timeline_modal(INCIDENT, ENTRIES, happened, page)) == []
        found += [line.split()[0] for line in lines(view) if line.endswith("xxx")]
        seen.append([label for label, _ in turns(view)])
        if "Older" not in seen[-1]:
            break
        page += 1
    assert found == [str(number) for number in reversed(range(100))]
    assert (seen[0], seen[1], seen[-1]) == (["Older"], ["Newer", "Older"], ["Newer"])
    last = timeline.timeline_modal(INCIDENT, ENTRIES, happened, 9999).view
    assert turns(last) == [("Newer", f"17:3:{page - 1}")]


# Forms


def element(view: dict, name: str) -> dict:
    return next(block["element"] for block in view["blocks"] if block.get("block_id") == name)


def test_the_customer_form_begins_with_the_customer_there_is():
    assert "initial_value" not in element(mark_forms.link_form(INCIDENT, ENTRIES).view, "customer")
    view = mark_forms.link_form(replace(INCIDENT, customer="ACME"), ENTRIES).view
    assert element(view, "customer")["initial_value"] == "ACME"


def test_the_wrong_form_begins_with_what_the_incident_says_and_asks_why():
    view = mark_forms.wrong_form(INCIDENT, ENTRIES).view
    assert element(view, "entry")["initial_option"]["value"] == ENTRY.id
    why = element(view, f"cause:{ENTRY.id}")
    assert [one["text"]["text"] for one in why["options"]] == [
        "The password is wrong.",
        "The mailbox is locked for a while.",
    ]
    assert why["initial_option"]["value"] == "wrong-credentials"
    assert {block["block_id"]: block["optional"] for block in view["blocks"] if block["type"] == "input"} == {
        "entry": False,
        f"cause:{ENTRY.id}": True,
    }


@pytest.mark.parametrize("chosen", ["550-user-unknown", "none"])
def test_an_entry_of_one_cause_asks_no_why(chosen):
    view = mark_forms.wrong_form(INCIDENT, ENTRIES, chosen).view
    assert element(view, "entry")["initial_option"]["value"] == chosen
    assert [name for block in view["blocks"] if (name := block.get("block_id", "")).startswith("cause")] == []


@pytest.mark.parametrize(
    ("answers", "until"),
    [
        ({"lasts": "4"}, datetime(2026, 11, 24, 16, 0, tzinfo=UTC)),
        ({"lasts": "168"}, datetime(2026, 12, 1, 12, 0, tzinfo=UTC)),
        ({"lasts": "24", "until": str(int(NOON.timestamp()) + 90)}, NOON + timedelta(seconds=90)),
    ],
    ids=["hours", "a-week", "exactly"],
)
def test_a_snooze_ends_as_was_chosen(answers, until):
    assert mark_forms.snooze_end(answers, NOON + timedelta(seconds=7)) == until


@pytest.mark.parametrize("answers", [{}, {"lasts": "soon"}, {"until": "9" * 30}])
def test_a_snooze_without_an_end_says_what_to_choose(answers):
    with pytest.raises(UsageError, match="Choose how long"):
        mark_forms.snooze_end(answers, NOON)


@pytest.mark.parametrize(
    ("mailbox", "recipient", "family", "told"),
    [
        (None, "bob@example.com", Family.AUTH, []),
        (None, None, Family.AUTH, []),
        ("bob@example.com", "bob@example.com", Family.AUTH, []),
        ("ana@example.com", None, Family.AUTH, ["Mailbox: ana@example.com"]),
        ("ana@example.com", "bob@example.com", Family.MAILBOX_UNKNOWN, ["Sent by: ana@example.com"]),
    ],
    ids=["nobody", "nobody at all", "told already", "a login", "a mail"],
)
def test_the_account_is_named_where_it_is_known_and_another_than_the_recipient(
    mailbox, recipient, family, told
):
    lead = replace(INCIDENT.lead, recipient=recipient, family=family)
    lines = marks.mailbox_lines(replace(INCIDENT, findings=(lead,), mailbox=mailbox))
    assert [line["elements"][0]["text"] for line in lines] == told
