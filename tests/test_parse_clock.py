"""When a log has a failure: the time before each line, and the first and the last of equal ones."""

import json

import pytest

from bot.cards.finding import grouped
from bot.model import Logged
from bot.parse import parse_text
from bot.parse.scan.clock import logged_above, logged_at
from bot.reading import read_text

REFUSED = "550 5.7.1 <ana@example.com>: Recipient address rejected: Access denied"
UNKNOWN = "550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown"

LINES = {
    "syslog": ("Nov 24 09:12:31 mail postfix/smtp[1]: ", "11-24 09:12"),
    "syslog, one digit": ("Nov  4 09:12:31 mail postfix/smtp[1]: ", "11-04 09:12"),
    "syslog behind its priority": ("<22>Nov 24 09:12:31 mail ", "11-24 09:12"),
    "journald": ("2026-11-24T09:12:31.123456+00:00 mail ", "2026-11-24 09:12"),
    "exim": ("2026-11-24 09:12:31 1abcde-000001-AB ", "2026-11-24 09:12"),
    "laravel": ("[2026-11-24 09:12:31] production.ERROR: ", "2026-11-24 09:12"),
    "a container": ("postfix_1  | 2026-11-24 09:12:31 ", "2026-11-24 09:12"),
    "a level": ("ERROR 2026/11/24 09:12:31 ", "2026-11-24 09:12"),
    "a weekday": ("Tue Nov 24 09:12:31 2026 ", "11-24 09:12"),
    "php": ("[24-Nov-2026 09:12:31 UTC] ", "2026-11-24 09:12"),
    "apache": ("[24/Nov/2026:09:12:31 +0000] ", "2026-11-24 09:12"),
    "german": ("24.11.2026 09:12:31 ", "2026-11-24 09:12"),
    "a clock alone": ("09:12:31,123 ", "09:12"),
}
NO_TIMES = {
    "a reply that names one": "421 4.7.0 try again after 2026-11-24 09:12:31",
    "a sentence with one": "it was refused, at 09:12:31 as far as I know",
    "an address of IPv6": "2001:db8::12:31 said 550 User unknown",
    "no month": "2026-13-24 09:12:31 550 User unknown",
    "no hour": "25:12:31 550 User unknown",
}


@pytest.mark.parametrize(("front", "at"), LINES.values(), ids=LINES)
def test_the_time_before_a_line_is_read(front, at):
    assert logged_at(front + UNKNOWN) == Logged(at, at)


@pytest.mark.parametrize("line", NO_TIMES.values(), ids=NO_TIMES)
def test_other_numbers_are_no_time(line):
    assert logged_at(line) is None


def _log(*clocks, text=UNKNOWN):
    return "\n".join(f"{clock} mail postfix/smtpd[1]: {text}" for clock in clocks)


ORDERS = {
    "in order": (("Nov 20 09:12:31", "Nov 20 10:40:02"), Logged("11-20 09:12", "11-20 10:40")),
    "the newest first": (("Nov 20 10:40:02", "Nov 20 09:12:31"), Logged("11-20 09:12", "11-20 10:40")),
    "over New Year": (
        ("Dec 31 23:58:00", "Jan 01 00:03:00", "Dec 31 23:57:00"),
        Logged("12-31 23:57", "01-01 00:03"),
    ),
    "over New Year, the year written": (
        ("2026-12-31T23:58:00Z", "2027-01-01T00:03:00Z"),
        Logged("2026-12-31 23:58", "2027-01-01 00:03"),
    ),
    "another program's line among them": (
        ("Nov 20 09:12:31", "2026-11-20 09:13:00", "Nov 20 10:40:02"),
        Logged("11-20 09:12", "11-20 10:40"),
    ),
}


@pytest.mark.parametrize(("clocks", "logged"), ORDERS.values(), ids=ORDERS)
def test_equal_failures_have_the_first_and_the_last_time(clocks, logged):
    (bounce,) = parse_text(_log(*clocks))

    assert (bounce.count, bounce.logged) == (len(clocks), logged)


def test_each_error_of_a_log_has_its_own_times(knowledge):
    log = "\n".join(
        (
            _log("Nov 20 09:12:31"),
            _log("Nov 20 09:20:00", text=REFUSED),
            _log("Nov 20 10:40:02"),
            _log("Nov 20 11:00:00", text=REFUSED),
        )
    )

    groups = grouped(read_text(log, knowledge))

    assert [(group.lead.enhanced_code, group.count, group.logged) for group in groups] == [
        ("5.1.1", 2, Logged("11-20 09:12", "11-20 10:40")),
        ("5.7.1", 2, Logged("11-20 09:20", "11-20 11:00")),
    ]


def test_an_exception_has_the_time_of_the_line_above_it():
    trace = 'Traceback (most recent call last):\n  File "/app/send.py", line 12, in send\n'
    error = "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')\n"
    times = ("2026-11-24 09:12:31", "2026-11-24 09:20:00")

    (bounce,) = parse_text("".join(f"{at} ERROR could not send\n{trace}{error}" for at in times))

    assert (bounce.count, bounce.logged) == (2, Logged("2026-11-24 09:12", "2026-11-24 09:20"))


@pytest.mark.parametrize("name", ["time", "timestamp", "@timestamp", "ts", "datetime", "@t"])
def test_a_record_in_json_has_its_own_time(name):
    times = ("2026-11-24T09:12:31Z", "2026-11-24 09:20:00,123")
    lines = (json.dumps({name: at, "level": "error", "msg": UNKNOWN}) for at in times)

    (bounce,) = parse_text("\n".join(lines))

    assert (bounce.count, bounce.logged) == (2, Logged("2026-11-24 09:12", "2026-11-24 09:20"))


def test_another_number_in_a_record_is_no_time():
    (bounce,) = parse_text(json.dumps({"time": "17 ms", "level": "error", "msg": UNKNOWN}))

    assert bounce.logged is None


def test_lines_below_a_time_have_it_and_those_far_below_have_none():
    lines = ["09:12:31 ERROR could not send", *["at com.example.Mail"] * 40]

    assert list(logged_above(lines, [1, 2, 2, 40])) == [Logged("09:12", "09:12")] * 3 + [None]


def test_a_programs_own_error_has_its_times():
    lines = (
        f"Nov 24 09:{minute}:00 mail postfix/smtp[1]: connect to mx.example.net[192.0.2.1]:25: Connection timed out"
        for minute in (12, 13, 40)
    )

    (bounce,) = parse_text("\n".join(lines))

    assert (bounce.count, bounce.logged) == (3, Logged("11-24 09:12", "11-24 09:40"))


def test_a_paste_without_a_log_has_no_times():
    (bounce,) = parse_text(UNKNOWN)

    assert bounce.logged is None


REFUSED_TO_CONNECT = "smtp.example.com:587: Connection refused"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Dec 28 12:12:56 app job[59]: ", "Dec 28 12:41:01 app job[60]: ", [None, 550]),
        ("Dec 28 12:12:56 app job[59]: ", "Dec 28 12:13:01 app job[59]: ", [550]),
        ("2026-12-27 23:10:00 ", "2026-12-28 23:10:01 ", [None, 550]),
        ("23:10:00 ", "2026-12-28 23:10:01 ", [550]),  # one of them has no date
        ("2026-12-27 23:59:10 ", "2026-12-28 00:00:40 ", [550]),
        ("2026-12-27 23:59:10 ", "2026-12-28 00:09:40 ", [None, 550]),
        ("2026-12-27 00:00:10 ", "2026-12-28 23:59:40 ", [None, 550]),
        ("23:59:10 ", "00:00:40 ", [550]),
        ("Dec 31 23:59:10 app job[59]: ", "Jan  1 00:00:40 app job[59]: ", [550]),
        ("Feb 28 23:59:10 app job[59]: ", "2027-02-28 23:59:40 ", [550]),
        ("2026-12-28 00:09:10 ", "2027-12-28 00:09:40 ", [None, 550]),
        ("2026-02-31 12:12:56 ", "2026-02-31 12:13:01 ", [550]),
        (
            "Dec 28 12:12:56 mail postfix/smtp[59]: connect to ",
            "Dec 28 12:41:01 mail postfix/smtp[60]: ",
            [550],
        ),
    ],
    ids=[
        "half an hour apart",
        "seconds apart",
        "a day apart",
        "without a date",
        "around midnight",
        "ten minutes around midnight",
        "nearly two days",
        "around midnight without a date",
        "around New Year without a year",
        "a year in one of them",
        "a year apart",
        "on a day that is none",
        "a mail server's next try",
    ],
)
def test_what_a_program_logs_minutes_apart_are_two_errors(first, second, told):
    bounces = parse_text(f"{first}{REFUSED_TO_CONNECT}\n{second}{UNKNOWN}")
    assert [bounce.reply.code for bounce in bounces] == told
