"""What the confirmation of a file of mailboxes says, whose errors are told together, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cards.mailboxes import result_cells, rows_named, untested, why
from bot.cards.mailboxes_errors import (
    ERRORS_SHOWN,
    LINES_SHOWN,
    REST,
    facts_of,
    failing,
    for_many,
    in_a_line,
    known_by_others,
    one_change,
)
from bot.cards.mailboxes_forms import confirm_view, deletion_line, running_view
from bot.cards.mailboxes_result import ended_text, result_card, result_text
from bot.cards.text import since
from bot.mailboxes import plan_mailboxes, read_table
from bot.model import Certainty, CheckReport, CheckStage, Evidence, Outcome, RowResult, RowVerdict, Vantage
from bot.net import Guard
from bot.reading import read_text
from tests.knowledge_base import knowledge

WHOLE = "Nothing was sent so far."
LONGER = "longer where a server makes everybody wait after a refused login."


def planned(*rows: str):
    raw = "\n".join(["email,password,host", *rows]).encode()
    return tuple(plan_mailboxes(read_table(raw).rows, Guard(), knowledge()))


def texts(view):
    return [block.get("text", {}).get("text") or block["elements"][0]["text"] for block in view["blocks"]]


@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [
        (
            ["a@example.com,x1,mail.example.com"],
            "*1 mailbox at 1 server.*",
            f"It gets one login: about 1 minute, {LONGER} {WHOLE}",
        ),
        (
            ["a@example.com,x1,", "b@example.com,x2,", "c@example.net,x3,"],
            "*3 mailboxes of 2 domains whose servers I look up.*",
            f"*3* get one login each: about 1 minute, {LONGER} {WHOLE}",
        ),
        (
            ["a@example.com,x1,mail.example.com", "b@example.com,x2,MAIL.example.com:587", "c@example.net,x3,"],
            "*3 mailboxes at 1 server and of 1 domain whose server I look up.*",
            f"*3* get one login each: about 1 minute, {LONGER} {WHOLE}",
        ),
        (
            [f"a{n}@example.com,x{n},mail.example.com" for n in range(91)] + ["b@example.net,,smtp.example.net"],
            "*92 mailboxes at 2 servers.*",
            f"*91* get one login each: about 4 minutes, {LONGER} {WHOLE}",
        ),
        (
            ["a@example.com,,mail.example.com", "b@example.com,x1,mail.example.com"],
            "*2 mailboxes at 1 server.*",
            f"*1* gets one login: about 1 minute, {LONGER} {WHOLE}",
        ),
        (
            ["a@example.com,x1,mail.example.com:99999", "b@example.net,,", "c@example.org,x3,"],
            "*3 mailboxes of 1 domain whose server I look up.*",
            f"*1* gets one login: about 1 minute, {LONGER} {WHOLE}",
        ),
        (
            ["a@example.com,,mail.example.com"],
            "*1 mailbox at 1 server.*",
            f"*None of them gets a login*: the result says what is wrong with each. {WHOLE}",
        ),
    ],
    ids=["one", "domains", "both", "minutes-of-the-busiest-server", "one-of-two", "rows-that-lead-nowhere", "none"],
)  # fmt: skip
def test_the_confirmation_says_how_many_where_and_how_long(rows, first, second):
    assert texts(confirm_view(planned(*rows), "k").view)[:2] == [first, second]


def test_the_confirmation_names_each_row_that_gets_no_login_and_why():
    view = confirm_view(
        planned(
            "a@example.com,right\u200b-1,mail.example.com",
            "b@example.com,“right”-2,mail.example.com",
            "c@example.com,,mail.example.com",
            "d@example.com,,mail.example.com",
            "e@example.com,right-3,mail.example.com",
            "e@example.com,right-3,mail.example.com",
        ),
        "k",
    ).view
    assert texts(view)[2:4] == [
        "*These get no login*",
        "• rows 1 and 2: user names or passwords cannot be right as they stand, such as one with an invisible "
        "character.\n"
        "• rows 3 and 4: no password is given.\n"
        "• row 6: the same mailbox stands in an earlier row and is tried there.",
    ]
    assert (view["private_metadata"], view["notify_on_close"]) == ("k", True)


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((3,), "row 3"),
        ((3, 4), "rows 3 and 4"),
        ((4, 5, 8), "rows 4, 5 and 8"),
        ((3, 7, 8, 9), "rows 3 and 7 to 9"),
        (tuple(range(1, 31, 2)), "rows 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 3 more"),
    ],
)
def test_rows_are_named_as_one_says_them(rows, named):
    assert rows_named(rows) == named


def test_of_an_error_of_many_mailboxes_the_rows_are_named_and_of_few_the_mailboxes():
    rows = [f"a{n}@example.com,right\u200b-{n},mail.example.com" for n in range(4)]
    few, many = (result_text(planned(*some), knowledge().entries) for some in (rows[:3], rows))
    assert (
        "\n\n*3 mailboxes: The password or user name cannot be right as it stands, so no login was sent.*\n\n"
        "> a0@example.com, a1@example.com, a2@example.com · at mail.example.com · rows 1 to 3\n"
        "Row 1: The password holds a zero width space (U+200B) after the 5th character; 8 characters given.\n"
        "Row 2: The password holds a zero width space (U+200B) after the 5th character; 8 characters given.\n"
        "Row 3: The password holds a zero width space (U+200B) after the 5th character; 8 characters given.\n"
    ) in few
    assert "\n\n> at mail.example.com · of example.com · rows 1 to 4\nRow 1: " in many
    assert "Row 2: " not in many


def test_what_is_told_in_a_line_each_tells_damaged_credentials_apart():
    rows = ("a@example.com,right\u200b-1,", "b@example.com,right\u200b-2,", "c@example.com,tom&amp;jerry,")
    assert ended_text(planned(*rows), knowledge().entries) == (
        "*3 mailboxes: 0 work, 3 fail, 0 were not tested.*\n"
        "• *2 mailboxes*: An invisible character came along when the password or user name was copied.\n"
        "• *1 mailbox*: The password holds `&amp;amp;`, `&amp;lt;` or the like, where the real one has `&amp;` or `&lt;`."
    )


def test_passwords_that_one_cause_damaged_in_different_ways_are_told_by_what_their_rows_hold():
    rows = ('a@example.com,"=""right-1""",', "b@example.com,1.23E+15,")
    alike = (
        "• *1 mailbox*: A spreadsheet's CSV export or its import kept or doubled the quotes around the password, "
        "or changed it into a number."
    )
    assert ended_text(planned(*rows), knowledge().entries).splitlines()[1:] == [
        f"{alike} Row 1: The password stands as a spreadsheet's formula.",
        f"{alike} Row 2: The password was made into a number by a spreadsheet.",
    ]


def test_what_happened_alike_of_different_causes_is_told_by_the_causes():
    plain = "535 5.7.8 Error: authentication failed: (reason unavailable)"
    told = ended_text(
        (refused(1, plain), refused(2, "535 5.7.8 Authentication failed: account locked")),
        knowledge().entries,
    ).splitlines()
    assert len(set(told)) == 3, told


def different(number, page):
    """As many refusals of that page, each of a cause of its own."""
    results = [refused(n, WRONG) for n in range(1, number + 1)]
    for row in results:
        finding = replace(
            row.report.finding, entry=page.id, cause=f"cause-{row.row.number}", certainty=Certainty.POSSIBLE
        )
        yield replace(row, report=replace(row.report, finding=finding))


@pytest.mark.parametrize(("more", "last"), [(0, []), (2, ["• 2 more errors"])])
def test_of_many_errors_the_first_are_told_as_far_as_whole_sentences_find_room(more, last):
    page = replace(
        knowledge().entries["535-authentication-failed"], gist=f"{'a' * 200}. {'b' * 95}. {'c' * 9}."
    )
    told = ended_text(tuple(different(ERRORS_SHOWN + more, page)), {page.id: page}).splitlines()
    assert told == [
        f"*{ERRORS_SHOWN + more} mailboxes: 0 work, {ERRORS_SHOWN + more} fail, 0 were not tested.*",
        *[f"• *1 mailbox*: {'a' * 200}. {'b' * 95}."] * ERRORS_SHOWN,
        *last,
    ]


def test_errors_that_find_no_room_have_a_line_each_and_the_last_are_counted():
    page = replace(knowledge().entries["535-authentication-failed"], gist="It is **wrong**.")
    results = tuple(different(ERRORS_SHOWN + LINES_SHOWN + 2, page))
    lines = [
        f"1 mailbox: It is wrong. At mail.example.com, row {number}."
        for number in range(ERRORS_SHOWN + 1, ERRORS_SHOWN + LINES_SHOWN + 1)
    ]
    shown = "\n".join(f"• {line}" for line in (*lines, "2 more errors in the file."))
    assert result_text(results, {page.id: page}).endswith(f"\n\n*{REST}*\n\n> {shown}")
    assert in_a_line(failing(results)[ERRORS_SHOWN:], {page.id: page}, "x") == [*lines, "2 more errors in x."]


def refused(n, reply, host="mail.example.com", domain="example.com"):
    """A row whose login a server refused with these words."""
    row = read_table(f"email,password,host\na{n}@{domain},x,{host}\n".encode()).rows[0]
    (finding,) = read_text(reply, knowledge())
    report = CheckReport({"host": host}, finding, (), (CheckStage("auth", Outcome.FAILED, 1.0),), 1)
    return RowResult(replace(row, number=n), RowVerdict.FAILS, "", report)


def worked(n, host="mail.example.com"):
    row = read_table(f"email,password,host\na{n}@example.com,x,{host}\n".encode()).rows[0]
    report = CheckReport({"host": host}, None, (), (CheckStage("auth", Outcome.PASSED, 1.0),), 1)
    return RowResult(replace(row, number=n), RowVerdict.WORKS, "", report)


WRONG = "535 5.7.8 Error: authentication failed: (reason unavailable)"
TENANT = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."


def test_one_cause_at_many_servers_is_one_error():
    results = [refused(n, WRONG, f"mail{n}.example.com", f"brand{n}.example") for n in range(1, 31)]
    (group,) = failing(results)
    assert facts_of(group) == "535 5.7.8 · at 30 servers · of 30 domains · rows 1 to 30"


def test_rows_that_may_name_a_password_are_told_by_their_numbers():
    [group] = failing(
        planned("Winter2024,ana@example.com,mail.example.com", "x,b@example.com,mail.example.com")
    )
    assert facts_of(group) == "at mail.example.com · rows 1 and 2"


def left_alone(n):
    """A row that was not tried, since its server had failed twice in a row."""
    host = "mail.example.com"
    row = read_table(f"email,password,host\na{n}@example.com,x,{host}\n".encode()).rows[0]
    resting = Evidence("server.resting", {"host": host}, "login", Vantage.BOT_HOST)
    report = CheckReport({"host": host}, None, (resting,), (), 0)
    return RowResult(replace(row, number=n), RowVerdict.NOT_TESTED, f"{host} is left alone.", report)


def test_where_a_run_was_watched_it_is_told_why_rows_were_not_tested():
    reasons = [replace(left_alone(n), because=f"<b> {n} & so on.") for n in range(4, 8)]
    assert ended_text((left_alone(1), left_alone(2), *reasons), knowledge().entries).splitlines() == [
        "*6 mailboxes: 0 work, 0 fail, 6 were not tested.*",
        "• *Not tested, rows 1 and 2*: mail.example.com is left alone.",
        "• *Not tested, row 4*: &lt;b&gt; 4 &amp; so on.",
        "• *Not tested, row 5*: &lt;b&gt; 5 &amp; so on.",
        "• 2 more reasons why rows were not tested",
    ]


def test_rows_that_were_not_tried_for_an_error_of_their_server_count_with_it():
    refusing = [refused(n, "connect to mail.example.com[192.0.2.1]:587: Connection refused") for n in (1, 2)]
    wrong = [refused(n, WRONG, "smtp.example.net") for n in range(3, 7)]
    groups = failing([*wrong, *refusing, *(left_alone(n) for n in range(7, 107))])
    assert [len(group.rows) for group in groups] == [2, 4]
    assert one_change(groups[0]) == (
        "The fault lies with the server or its settings, not with the mailboxes: one change mends all 102, "
        "100 of them not tried for it."
    )


def test_a_row_of_the_table_tells_how_it_was_reached_and_what_is_to_be_done():
    settings = {"host": "smtp.example.com", "port": 465, "tls": "implicit"}
    answered = Evidence("login.settings", settings, "login", Vantage.BOT_HOST)
    works = worked(2)
    works = replace(works, report=replace(works.report, evidence=(answered,)))
    fails, *others = (
        result_cells(row, knowledge().entries) for row in (refused(1, WRONG), works, left_alone(3))
    )
    assert others == [
        ["2", "a2@example.com", "mail.example.com", "465", "implicit", "works", *[""] * 6],
        [
            "3",
            "a3@example.com",
            "mail.example.com",
            "",
            "",
            "not-tested",
            *[""] * 5,
            "mail.example.com is left alone.",
        ],
    ]
    step = fails.pop(10)
    assert fails == [
        "1", "a1@example.com", "mail.example.com", "", "", "fails", "535-authentication-failed",
        "wrong-credentials", "possible", "The mail server did not accept the user name and password.", "",
    ]  # fmt: skip
    assert step.startswith("Type the password by hand. Open the mailbox's settings in the sending program")


def test_the_most_frequent_error_comes_first():
    results = [refused(1, WRONG), *(refused(n, TENANT, "smtp.office365.com") for n in range(2, 9))]
    assert [len(group.rows) for group in failing(results)] == [7, 1]


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([refused(1, WRONG), worked(2), worked(3)], "2 other mailboxes log in there: the fault lies with this mailbox, not with the server."),
        ([refused(1, WRONG), worked(2, "smtp.example.net")], ""),
        (
            [refused(n, WRONG) for n in range(1, 6)],
            "No mailbox works at this server: look for one reason common to all before you change each password; "
            "try one mailbox by hand first.",
        ),
        (
            [refused(n, WRONG, f"mail{n}.example.com") for n in range(1, 6)],
            "No mailbox works at these servers: look for one reason common to all before you change each password; "
            "try one mailbox by hand first.",
        ),
        ([refused(1, WRONG), refused(2, WRONG), worked(3)], "1 other mailbox logs in there: the fault lies with these mailboxes, not with the server."),
        ([refused(n, WRONG) for n in range(1, 5)], ""),
    ],
    ids=["others-work", "others-elsewhere", "none-of-many", "none-at-many", "another-works", "none-of-few"],
)  # fmt: skip
def test_what_the_other_mailboxes_of_a_server_show_is_said(results, said):
    assert known_by_others(failing(results)[0]) == said


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([refused(n, TENANT, "smtp.office365.com") for n in (1, 2)], "One change by the organisation's administrator mends all 2."),
        (
            [refused(n, TENANT, "smtp.office365.com", f"t{n}.example") for n in (1, 2)],
            "One change by the administrator of each domain mends all of its mailboxes.",
        ),
        (
            [refused(n, "connect to mail.example.com[192.0.2.1]:587: Connection refused") for n in (1, 2)],
            "The fault lies with the server or its settings, not with the mailboxes: one change mends all 2.",
        ),
        ([refused(n, WRONG) for n in (1, 2)], ""),
        ([refused(1, TENANT, "smtp.office365.com")], ""),
    ],
    ids=["organisation", "organisations", "server", "each-its-own", "one-row"],
)  # fmt: skip
def test_what_one_change_mends_is_said(results, said):
    assert one_change(failing(results)[0]) == said


def test_of_many_mailboxes_it_is_said_what_their_page_says_of_many():
    """Once for the whole organisation, where the first step is for one mailbox."""
    text = result_text([refused(n, TENANT, "smtp.office365.com") for n in (1, 2)], knowledge().entries)
    assert (
        "\n*One change by the organisation's administrator mends all 2.*\n"
        "*For many mailboxes:* Mailboxes of one organisation fail all alike. Have the administrator switch on "
        "all of them at once (`Get-CASMailbox | Set-CASMailbox -SmtpClientAuthenticationDisabled $false` for the "
        "chosen ones), test one, then connect the rest.\n"
        "*1.* *Switch SMTP on for this one mailbox.* "
    ) in text


@pytest.mark.parametrize(
    "results",
    [
        [refused(1, TENANT, "smtp.office365.com")],
        [refused(n, "535 5.7.8 Authentication failed: account locked") for n in (1, 2)],
        [refused(n, "connect to mail.example.com[192.0.2.1]:587: Connection refused") for n in (1, 2)],
    ],
    ids=["one", "cause-with-steps-of-its-own", "page-says-nothing"],
)
def test_nothing_is_said_of_many_mailboxes_where_nothing_holds_for_them_together(results):
    assert for_many(failing(results)[0], knowledge().entries) == ""


def test_who_wrote_a_cleaned_file_is_not_told_to_write_one():
    (group,) = failing([refused(n, WRONG) for n in (1, 2)])
    group = replace(group, lead=replace(group.lead, cause="hidden-character"))

    assert one_change(group, cleaned=True) == (
        "It came with the file and is taken out of all rows in the cleaned one: check that one next."
    )


def test_a_password_that_a_spreadsheet_made_a_number_has_no_quotes_to_take_off():
    """Beside quoted ones, which have: they are two errors of the file, each with its own steps."""
    rows = ["1.23457E+15", "#NAME?", "'\"right-1\"'", "'\"right-2\"'"]
    results = planned(*(f"a{n}@example.com,{given},mail.example.com" for n, given in enumerate(rows)))
    numbers, quoted = failing(results)

    assert (numbers.rows, quoted.rows) == ((1, 2), (3, 4))
    assert [step.title for step in numbers.lead.steps] == [
        "Export the file again, with the password column as text",
        "Log in once",
    ]
    assert quoted.lead.steps[0].title == "Take the quotes off"
    for cleaned in (False, True):
        assert one_change(numbers, cleaned=cleaned) == (
            "It came with the file, which no longer holds the passwords: take a fresh export."
        )


@pytest.mark.parametrize("name", ["*<!channel>*", "> <!channel>", "---", "<@U123|ana>"])
def test_nothing_in_a_user_name_is_formatted_or_tells_anybody(name):
    row = planned(f"{name}@example.com,right\u200b-1,mail.example.com")
    card = result_card(result_text(row, knowledge().entries))
    formatted = [
        block["text"]["text"] for block in card.blocks if block.get("text", {}).get("type") == "mrkdwn"
    ]
    assert not any("channel" in text or "U123" in text for text in formatted)
    shown = [block["elements"][0] for block in card.blocks if block["type"] == "context"]
    assert any(one["type"] == "plain_text" and f"{name}@example.com · at" in one["text"] for one in shown)


def test_a_link_is_never_cut_in_two():
    rows = [f"a{n}@gmail.com,MyOwnPassword{n},smtp.gmail.com" for n in range(2)]
    text = result_text(planned(*rows), knowledge().entries)
    assert "<https://support.google.com/accounts/answer/185833|Gmail>" in text
    assert text.count("<https://") == text.count("|") == text.replace("\n> ", "").count(">") == 5
    assert "](" not in text


def test_rows_that_can_be_tested_again_at_different_times_are_one_reason_with_the_last():
    because = "tried shortly before, and more could lock the mailbox."
    rows = [row.row for row in planned("a@example.com,x,", "b@example.com,y,", "c@example.com,z,")]
    at = [datetime(2026, 11, 28, 23, 58 + n, tzinfo=UTC) for n in range(2)]
    results = [
        *(
            RowResult(row, RowVerdict.NOT_TESTED, because, None, again)
            for row, again in zip(rows, at, strict=False)
        ),
        RowResult(rows[2], RowVerdict.NOT_TESTED, "the server did not answer.", None),
    ]
    assert untested(results) == [
        (because, (1, 2), at[1]),
        ("the server did not answer.", (3,), None),
    ]
    assert why(results[0]) == f"{because} Again from 23:58 UTC."
    assert result_text(results, knowledge().entries) == (
        "*3 mailboxes: 0 work, 0 fail, 3 were not tested.* "
        "Row 1 is the first mailbox below the names of the columns; empty rows are not counted.\n\n---\n\n"
        "*Not tested, so nothing is said of their passwords*\n\n"
        f"> • rows 1 and 2: {because}\n• row 3: the server did not answer.\n\n"
        f"*Again:* rows 1 and 2 from {since(at[1])}."
    )


def test_a_run_says_which_servers_it_waits_for_and_until_when_for_its_reader():
    until = datetime(2026, 11, 28, 23, 58, tzinfo=UTC)
    view = running_view(1, 9, "k", (("mail.example.com", until), ("smtp.example.net", until))).view
    assert (
        f"`mail.example.com` failed twice in a row: I go on with it {since(until)}.\n"
        f"`smtp.example.net` failed twice in a row: I go on with it {since(until)}."
    ) in texts(view)


@pytest.mark.parametrize(("more", "last"), [(0, []), (2, ["• 2 more reasons in the file"])])
def test_reasons_that_find_no_room_are_counted(more, last):
    results = [
        RowResult(row.row, RowVerdict.NOT_TESTED, f"reason {row.row.number}.", None)
        for row in planned(*(f"a{n}@example.com,x,mail.example.com" for n in range(8 + more)))
    ]
    card = result_card(result_text(results, knowledge().entries))
    said = card.blocks[-1]["elements"][0]["text"].splitlines()
    assert said == [*(f"• row {n}: reason {n}." for n in range(1, 9)), *last]
    assert card.text == f"{8 + more} mailboxes: 0 work, 0 fail, {8 + more} were not tested."


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        (
            "https://acme.slack.com/files/U1/F1/boxes.csv",
            "<https://acme.slack.com/files/U1/F1/boxes.csv|the file with the passwords>",
        ),
        ("https://acme.slack.com/files/U1/F1/a>b|c.csv", "the file with the passwords"),
        ("javascript:alert(1)", "the file with the passwords"),
        ("", "the file with the passwords"),
    ],
    ids=["link", "breaks-out", "other-scheme", "none"],
)
def test_the_file_to_delete_is_linked_where_slack_says_where_it_is(link, shown):
    assert deletion_line(link).startswith(f"*Delete {shown} from Slack now.*")
