"""`/smtpcheck`: a known verb, else a code or an entry, else a server or address, else a paste."""

from __future__ import annotations

import json
import re

import pytest

from bot.cards import Modal
from handlers.command import VERBS
from handlers.words import (
    bare_command,
    code_asked,
    incident_number,
    is_code,
    is_target,
    login_user,
    port_joined,
    without_check,
)
from tests.bot_house import PASTE, RECIPIENT_PASTE, ask, command, do, house, message, press, submit
from tests.card_house import refusals
from tests.knowledge_base import knowledge


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("535", "535: "),
        (" 5.7.8 ", "5.7.8: "),
        ("535-authentication-failed", "The mail server did not accept"),
        ("explain 535", "535: "),
        ("Explain  5.7.8", "5.7.8: "),
        ("explain 535  5.7.8", "535 5.7.8: "),
        ("explain 535 554", "Nobody has given 535 554 a meaning."),
        ("explain 535-authentication-failed", "The mail server did not accept"),
        (PASTE, "The mail server did not accept"),
        ("", "Paste an SMTP error"),
        ("help", "Paste an SMTP error"),
        ("HELP", "Paste an SMTP error"),
        ("what can you do?", "Paste an SMTP error"),
        ("mailboxes boxes.csv", "Say `/smtpcheck mailboxes`: a form asks for the file."),
        ("stats 7d", "No incident was opened from "),
        ("stats a while", "I cannot take 'a while' as days: say `7d`"),
        ("export", "You get the file as a direct message in a moment."),
        ("export &lt;!channel&gt;", "I do not know the word '!channel'. Say `/smtpcheck export 30d csv`"),
        ("export csv jsonl", "One file has one form. Say `/smtpcheck export 30d csv`"),
        ("export 7d 30d", "I cannot take '7d 30d' as days: say `7d`"),
        ("export all", "I do not know the word 'all'. Say `/smtpcheck export 30d csv`"),
        ("frobnicate", "*I find no SMTP error in this text.*"),
        ("what does mailbox full mean?", "The recipient's mailbox has no room"),
        ("our IP is listed at spamhaus, what can our customer do?", "The receiving server refuses mail from"),
        (
            "the mail shows as sent, no bounce, but the customer gets nothing",
            "There is no error to read here",
        ),
        ("how are you today, and what can you do for me?", "*I find no SMTP error in this text.*"),
        ("the FTP server says 530 Login incorrect", "*I find no SMTP error in this text.*"),
        ("mailbox full\nThe kettle is full as well.", "*I find no SMTP error in this text.*"),
        ("What is the difference between 450 and 550?", "450: "),
        ("is 535 the same as 530", "Is 535 the same as 530?"),
        ("Is 535 permanent or temporary?", "Is 535 a permanent or a temporary error?"),
        ("is a 535 a permanent error?", "Is 535 a permanent or a temporary error?"),
        ("Does a password reset help against a 535?", "Can a password reset fix 535?"),
        ("Why does AUTH fail without TLS?", "Why does a login fail without TLS?"),
        (
            "how many failed attempts trigger a lockout?",
            "How many failed attempts lock a mailbox or account?",
        ),
        ("should I use port 465 or 587?", "Should I use port 587 or 465?"),
        ("how do I fix 535", "535: "),
        ("how to fix 550 5.7.1", "5.7.1: "),
        ("what is smtp error 550", "550: "),
        ("what is greylisting", "The receiving server does not know this sender yet"),
        ("what is wrong\n535 5.7.8 Error: authentication failed", "The mail server did not accept"),
        ("app password gmail", "Gmail "),
        ("535?", "535: "),
        ("“535”", "535: "),
        ("„5.7.8“", "5.7.8: "),
        ('"535 5.7.8"', "535 5.7.8: "),
        ("535 5.7.8", "535 5.7.8: "),
        ("535-5.7.8", "535 5.7.8: "),
        ("Does 5.7.139 go away by itself?", "5.7.139: "),
        ("our customer waits since 535 days", "*I find no SMTP error in this text.*"),
        ("which port is right, 465 or 25?", "*I find no SMTP error in this text.*"),
        ("how many mails may I send a day?", "*I find no SMTP error in this text.*"),
        ("does an app password help?", "*I find no SMTP error in this text.*"),  # three pages ask so
        ("incidnts", "I know no command `incidnts`. `/smtpcheck incidents` is one; "),
        ("reslove 3", "I know no command `reslove`. `/smtpcheck resolve 3` is one; "),
        ("search acme", "I know no command `search`. `/smtpcheck incidents search acme 5.7.1` is one; "),
        (
            "search the acme ticket",
            "I know no command `search`. `/smtpcheck incidents search acme 5.7.1` is one; ",
        ),
        ("close this incident", "I know no command `close`. `/smtpcheck resolve 17` is one; "),
        ("shwo 3", "I know no command `shwo`. `/smtpcheck show 3` is one; "),
        ("stat last week", "I know no command `stat`. `/smtpcheck stats` is one; "),
        ("statss from 1 nov to 7 nov", "I know no command `statss`. `/smtpcheck stats` is one; "),
        ("exprot november", "I know no command `exprot`. `/smtpcheck export` is one; "),
        ("mailboxs last week", "*I find no SMTP error in this text.*"),  # no days belong to it
        ("expired last week", "*I find no SMTP error in this text.*"),
        ("stat of the queue", "*I find no SMTP error in this text.*"),
        ("hlep", "I know no command `hlep`. `/smtpcheck help` lists all I know."),
        ("diagnose 535", "535: "),
        ("check 535", "535: "),
        ("check 535 5.7.8", "535 5.7.8: "),
        ("diagnose 550 5.1.1 User unknown", "The address does not exist"),
        ("forget ana@example.com", "`smtpcheck forget` is typed in a terminal, by whoever runs me; "),
        ("doctor", "`smtpcheck doctor` is typed in a terminal, by whoever runs me; "),
        ("snooze 3", "I know no command `snooze`. `/smtpcheck show 3` is one; "),
        ("3", "I know no command `3`. `/smtpcheck show 3` is one; "),
        ("incident 3", "I know no command `incident`. `/smtpcheck show 3` is one; "),
        ("incident list", "I know no command `incident list`. `/smtpcheck incidents` is one; "),
        ("my incidents", "I know no command `my incidents`. `/smtpcheck incidents mine` is one; "),
        (
            "tickets assigned to me",
            "I know no command `tickets assigned to me`. `/smtpcheck incidents mine` ",
        ),
        ("all closed tickets", "I know no command `all closed tickets`. `/smtpcheck incidents all` is one; "),
        ("my mails bounce", "*I find no SMTP error in this text.*"),
        ("closed", "I know no command `closed`. `/smtpcheck incidents all` is one; "),
        ("unassigned", "I know no command `unassigned`. `/smtpcheck incidents` is one; "),
        ("off", "I know no command `off`. `/smtpcheck here off` is one; "),
        ("turn off here", "I know no command `turn off here`. `/smtpcheck here off` is one; "),
        ("off topic", "*I find no SMTP error in this text.*"),
        ("on", "I know no command `on`. `/smtpcheck here all` is one; "),
        ("start", "I know no command `start`. `/smtpcheck help` lists all I know."),
        ("assign 5 to ben", "I know no command `assign`. `/smtpcheck show 5` is one; "),
        ("snooze 3 2h", "I know no command `snooze`. `/smtpcheck show 3` is one; "),
        ("done 3", "I know no command `done`. `/smtpcheck resolve 3` is one; "),
        ("open relay", "*I find no SMTP error in this text.*"),
        ("open", "I know no command `open`. `/smtpcheck incidents` is one; "),
        ("queue", "I know no command `queue`. `/smtpcheck incidents` is one; "),
        ("all", "I know no command `all`. `/smtpcheck incidents all` is one; "),
        ("statistics 30d", "I know no command `statistics`. `/smtpcheck stats` is one; "),
        ("close 3", "I know no command `close`. `/smtpcheck resolve 3` is one; "),
        ("hand off 3", "I know no command `hand`. `/smtpcheck handoff 3` is one; "),
        ("hand over 3", "I know no command `hand`. `/smtpcheck handoff 3` is one; "),
        ("escalate #3", "I know no command `escalate`. `/smtpcheck handoff 3` is one; "),
        ("escalate it to the team", "*I find no SMTP error in this text.*"),
        ("unresolve 3", "I know no command `unresolve`. `/smtpcheck reopen 3` is one; "),
        ("remove 3", "I know no command `remove`. `/smtpcheck show 3` is one; "),
        ("remove it", "*I find no SMTP error in this text.*"),
        ("zeige 3", "I know no command `zeige`. `/smtpcheck show 3` is one; "),
        ("ticket 3", "I know no command `ticket`. `/smtpcheck show 3` is one; "),
        ("statistik", "I know no command `statistik`. `/smtpcheck stats` is one; "),
        ("estadísticas 30d", "I know no command `estadísticas`. `/smtpcheck stats` is one; "),
        ("Vorfälle", "I know no command `Vorfälle`. `/smtpcheck incidents` is one; "),
        ("mute", "I know no command `mute`. `/smtpcheck here off` is one; "),
        ("test 535", "535: "),
        ("explane 550", "I know no command `explane`. `/smtpcheck 535` is one; "),
        ("explain", "Say which number: `/smtpcheck 535`."),
        (
            "explain quota",
            "*I find no SMTP error in this text.* These pages are about its words: `disk-quota-exceeded`, ",
        ),
        (
            "app password",
            "*I find no SMTP error in this text.* These pages are about its words: `gmail-app-password-",
        ),
        (
            "an app password?",
            "*I find no SMTP error in this text.* These pages are about its words: `gmail-app-password-",
        ),
        (
            "hidden characters",
            "*I find no SMTP error in this text.* These pages are about its words: `535-authentication-failed`, ",
        ),
        (
            "wrong credentials",
            "*I find no SMTP error in this text.* These pages are about its words: `535-authentication-failed`, ",
        ),
        (
            "the username format",
            "*I find no SMTP error in this text.* These pages are about its words: `535-",
        ),
        (
            "account locked",
            "*I find no SMTP error in this text.* These pages are about its words: `microsoft-account-locked`, "
            "`too-many-failed-logins`, `microsoft-sign-in-refused`, `535-authentication-failed`, "
            "`microsoft-authentication-unsuccessful`, `login-refused-reason-hidden`",
        ),
        (
            "timeouts on port 587",
            "*I find no SMTP error in this text.* These pages are about its words: `connect-timeout`",
        ),
        ("and?", "*I find no SMTP error in this text.* Paste the lines with the server's answer"),
        ("no", "*I find no SMTP error in this text.* Paste the lines with the server's answer"),
        ("is it the", "*I find no SMTP error in this text.* Paste the lines with the server's answer"),
        (
            "how to warm up",
            "*I find no SMTP error in this text.* These pages are about its words: `sending-quota-",
        ),
        (
            "customer forgot the password",
            "*I find no SMTP error in this text.* Paste the lines with the server",
        ),
        (
            "hetzner port 25",
            "*I find no SMTP error in this text.* These pages are about its words: `connect-timeout`",
        ),
        *(
            (typed, "This is no mail address. Write one such as `/smtpcheck someone@example.com`: I find")
            for typed in ("ana@", "ana@example", "ana@ben@example.com", "ana@example,com", "a@b", "p@ssw0rd!")
        ),
        ("ana@[192.0.2.1]", "*I find no SMTP error in this text.* Paste the lines with the server's answer"),
        ("@ana", "*I find no SMTP error in this text.* Paste the lines with the server's answer"),
        ("check", "I know no command `check`. `/smtpcheck mail.example.com:587` is one; "),
        ("mailbox full", "The recipient's mailbox has no room for new mail."),
        ("report spam", "A spam filter took this message for spam"),
        ("465 or 587?", "Should I use port 587 or 465?"),
        ("port 587 or 465", "Should I use port 587 or 465?"),
        ("what port should i use", "Should I use port 587 or 465?"),
        ("how long is a lock", "How long does a lock last?"),
        ("how do I enable smtp auth in microsoft 365", "How do I enable SMTP AUTH in Microsoft 365?"),
        ("GoDaddy 535", "535: "),
        ("gmail smtp settings", "What to enter for Gmail"),
        (
            "which port for outlook?",
            "What to enter for Outlook.com, Hotmail, Live, MSN and Microsoft 365 (Exchange ",
        ),
        ("smtp server for ana@web.de", "What to enter for WEB.DE"),
        ("what's the smtp port for gmail?", "What to enter for Gmail"),
        ("can you look at this?", "*I find no SMTP error in this text.* Paste the lines with the server's"),
        ("smtp settings", "*I find no SMTP error in this text.* Paste the lines with the server's answer"),
        (
            "gmail smtp is down",
            "*I find no SMTP error in this text.* Paste the lines with the server's answer",
        ),
        *(
            (f"{verb} 550 5.1.1 User unknown", "The address does not exist")
            for verb in ("show", "show the log:", "resolve", "reopen", "handoff", "here", "help", "search")
        ),
        *(
            (f"{verb} 550 5.1.1 User unknown", "The address does not exist")
            for verb in ("incidents", "stats", "export", "login", "mailboxes", "shown:", "explain", "open")
        ),
        ("help me, please", "Paste an SMTP error and I say what it means and what to do."),
        ("help resolve", "`/smtpcheck help` alone lists what I can do."),
        ("handoff", "Say which incident: `/smtpcheck handoff 17`"),
        ("handoff to Ben", "Say which incident: `/smtpcheck handoff 17`"),
        ("show 99.", "There is no incident 99"),
        ("“show 99”", "There is no incident 99"),
        ("99 show", "I know no command `99 show`. `/smtpcheck show 99` is one; "),
        ("#99 Resolve.", "I know no command `#99 Resolve.`. `/smtpcheck resolve 99` is one; "),
        ("99 times", "*I find no SMTP error in this text.*"),
        ("stats 7d.", "No incident was opened from "),
        ("stats 7d,", "No incident was opened from "),
        ("“help”", "Paste an SMTP error"),
        ("Hilfe!", "Paste an SMTP error"),
        ("ayuda", "Paste an SMTP error"),
        ("535.", "535: "),
        ("5.7.8 535", "535 5.7.8: "),
        ("5.7.8, 535?", "535 5.7.8: "),
        ("show 550", "There is no incident 550 "),
        ("incidents", "No incident is open."),
        ("incidents mine", "No open incident is yours."),
        ("incidents all", "There is no incident yet that you can see."),
        ("incidents yours", "Say `/smtpcheck incidents`"),
        ("incidents 5", "Say `/smtpcheck show 5`."),
        ("unassign 5", "I know no command `unassign`. `/smtpcheck show 5` is one; "),
        ("show", "Say which incident: `/smtpcheck show 17`"),
        ("show me", "Say which incident: `/smtpcheck show 17`"),
        ("show 99", "There is no incident 99"),
        ("resolve 99, 98", "One incident at a time, and nothing behind its number: `/smtpcheck resolve 99`."),
        ("show 99 please", "One incident at a time, and nothing behind its number: `/smtpcheck show 99`."),
        ("resolve 99", "There is no incident 99"),
        ("reopen #99", "There is no incident 99"),
        ("here everywhere", "Say `/smtpcheck here all`"),
        ("here off", "I read nothing here any more."),
        ("299", "Nobody has given 299 a meaning"),
    ],
)
async def test_what_stands_behind_the_command_decides_the_answer(slack, tmp_path, text, answer):
    async with house(tmp_path / "s.db", slack) as bot:
        assert (await ask(bot, text)).startswith(answer)


@pytest.mark.parametrize(
    "text",
    [
        "login ana@example.com",
        "LOGIN ana@example.com Zk9+quiet/horse",
        "login ana@example.com abcd quiet ijkl mnop",
        'login "ana@example.com" "Zk9+quiet"',
        "login &lt;ana@example.com&gt; Zk9+quiet",
        "login ana@example.com: Zk9+quiet",
    ],
)
async def test_what_stands_behind_login_goes_into_its_form_and_is_kept_nowhere(bot, tmp_path, text):
    answer = await bot.deliver(command(text, slack=bot.slack))
    assert (answer.status, answer.body) == (200, "")
    [opened] = bot.slack.called("views.open")
    typed = {
        block["block_id"]: block["element"].get("initial_value")
        for block in opened["view"]["blocks"]
        if block["type"] == "input" and block["element"]["type"] == "plain_text_input"
    }
    assert typed == {"user": "ana@example.com", "password": None, "server": None, "port": None}
    assert await bot.rows("select key from inbox") == []
    assert not any(b"quiet" in part.read_bytes() for part in tmp_path.iterdir())


@pytest.mark.parametrize("form", ["login", "mailboxes"])
async def test_what_the_command_line_calls_a_check_opens_the_form_of_that_name(bot, form):
    answer = await bot.deliver(command(f"check {form}", slack=bot.slack))
    assert (answer.status, answer.body) == (200, "")
    [call] = bot.slack.called("views.open")
    assert call["view"]["callback_id"] == form


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("check mail.example.com", "mail.example.com"),
        ("check mail.example.com 587", "mail.example.com 587"),
        ("check server mail.example.com:587", "mail.example.com:587"),
        ("Check address ana@example.com", "ana@example.com"),
        ("check domain example.com", "example.com"),
        ("test mail.example.com", "mail.example.com"),
        ("Try login", "login"),
        ("test your password", "test your password"),
        ("try 550 5.1.1 User unknown", "try 550 5.1.1 User unknown"),
        ("check", "check"),
        ("check your password", "check your password"),
        ("check 550 5.1.1 User unknown", "check 550 5.1.1 User unknown"),
        ("checked mail.example.com", "checked mail.example.com"),
    ],
)
def test_a_check_is_asked_for_in_the_command_lines_words_too(typed, text):
    assert without_check(typed) == text


@pytest.mark.parametrize(
    "text",
    ["login for ana", "login ana Zk9+quiet", "login with user=ana pass=Zk9+quiet on our server, please"],
)
async def test_what_is_no_login_and_no_error_is_told_what_to_say_and_kept_nowhere(bot, tmp_path, text):
    answer = await bot.deliver(command(text, slack=bot.slack))
    assert json.loads(answer.body)["text"] == (
        "Say `/smtpcheck login` or `/smtpcheck login ana@example.com`: a form asks for the rest."
    )
    assert await bot.rows("select key from inbox") == []
    assert not any(b"quiet" in part.read_bytes() for part in tmp_path.iterdir())


async def test_a_target_that_is_refused_is_quoted_as_text(bot):
    answer = await bot.deliver(command("mail.example.com:587/&lt;!channel&gt;", slack=bot.slack))
    said = json.loads(answer.body)["text"]
    assert said.startswith("“mail.example.com:587/&lt;!channel&gt;” is no server name.")


async def test_a_paste_that_begins_with_a_verb_is_still_a_paste(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        assert (await ask(bot, f"show\n{PASTE}")).startswith("The mail server did not accept")


async def test_a_slash_paste_is_its_askers_own(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, PASTE)
        rows = await bot.rows("select reporter, channel, state from incidents")
        assert rows == [{"reporter": "U1", "channel": None, "state": "new"}]
        assert "There is no incident 1 that you can see" in await ask(bot, "show 1", user="U2")
        assert await ask(bot, "incidents", user="U2") == "No incident is open."
        assert await ask(bot, "incidents") == "Open incidents: 1"
    assert slack.messages == {}


async def test_the_answer_to_a_slash_paste_can_be_posted_in_the_channel(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, PASTE)
        assert "paste:post" in str(slack.answers[0]["blocks"])
        button = press("paste:post", "1:1", slack=slack)
        button["container"]["is_ephemeral"] = True
        await bot.deliver(button)
        await bot.quiet()
        [said] = slack.posted("C1")
        rows = await bot.rows("select channel, message_ts, thread_ts, card_ts from incidents")
        assert rows == [
            {"channel": "C1", "message_ts": said["ts"], "thread_ts": said["ts"], "card_ts": said["ts"]}
        ]
        assert "thread_ts" not in said
        await bot.deliver(press("incident:assign", "1:2", slack=slack, user="U2"))
        await bot.quiet()
    [card, line] = slack.posted("C1")
    assert (line["thread_ts"], line["text"]) == (card["ts"], "<@U2> took incident 1.")
    assert "<@U2>" in str(card["blocks"])


async def test_once_posted_the_askers_own_copy_says_where_it_stands(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, PASTE)
        for _ in range(2):  # pressed twice before the copy was replaced
            button = press("paste:post", "1:1", slack=slack)
            button["container"]["is_ephemeral"] = True
            await bot.deliver(button)
        await bot.quiet()
    assert len(slack.posted("C1")) == 1
    stands = "*Posted:* this is incident 1 in <#C1> now."
    block = {"type": "section", "text": {"type": "mrkdwn", "text": stands, "verbatim": True}}
    replaced = {"text": stands, "blocks": [block], "replace_original": True}
    assert slack.answers[1:] == [{**replaced, "response_type": "ephemeral"}] * 2


async def test_posting_an_error_that_is_followed_in_the_channel_points_to_its_incident(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, RECIPIENT_PASTE)
        await do(bot, message(RECIPIENT_PASTE, user="U2"))
        for _ in range(2):  # pressed twice before the copy was replaced
            button = press("paste:post", "1:1", slack=slack)
            button["container"]["is_ephemeral"] = True
            await bot.deliver(button)
        await bot.quiet()
        rows = await bot.rows("select id, channel, seen, state from incidents order by id")
        assert await ask(bot, "incidents") == "Open incidents: 1"  # not their own copy as well
    assert rows == [
        {"id": 1, "channel": None, "seen": 1, "state": "resolved"},
        {"id": 2, "channel": "C1", "seen": 2, "state": "new"},
    ]
    assert len(slack.posted("C1")) == 1
    told = [(answer["text"], answer["replace_original"]) for answer in slack.answers[1:3]]
    assert told == [("The same error as incident 2, seen 2 times.", True)] * 2


async def test_posting_where_the_bot_is_not_says_how_to_invite_it(slack, tmp_path):
    slack.channels["C1"] = {"is_member": False}
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, PASTE)
        button = press("paste:post", "1:1", slack=slack)
        button["container"]["is_ephemeral"] = True
        await bot.deliver(button)
        await bot.quiet()
    assert slack.answers[-1]["text"].startswith("I am not in this channel. Invite me with")
    assert slack.posted("C1") == []


async def test_an_incident_is_shown_listed_resolved_and_reopened(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(RECIPIENT_PASTE, user="U2"))
        await bot.quiet()
        assert (await ask(bot, "show 1")).startswith("Incident 1: ")
        assert await ask(bot, "incidents") == "Open incidents: 1"
        assert await ask(bot, "incidents mine") == "No open incident is yours."
        await bot.deliver(command("resolve 1", slack=slack))
        await bot.quiet()
        assert await ask(bot, "incidents") == "No incident is open."
        assert await ask(bot, "incidents all") == "All incidents: 1"
        await bot.deliver(command("reopen 1", slack=slack))
        await bot.quiet()
        assert await ask(bot, "incidents") == "Open incidents: 1"
    lines = [said["text"] for said in slack.posted("C1")][1:]
    assert lines == ["<@U1> resolved incident 1.", "<@U1> reopened incident 1."]


async def test_a_private_channels_incidents_are_its_members(slack, tmp_path):
    slack.channels["G1"] = {"is_private": True}
    slack.members["G1"] = ["U1", "U2"]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, user="U2", channel="G1"))
        await bot.quiet()
        assert await ask(bot, "incidents") == "Open incidents: 1"
        assert await ask(bot, "incidents", user="U3") == "No incident is open."
        assert "that you can see" in await ask(bot, "show 1", user="U3")
        assert "that you can see" in await ask(bot, "resolve 1", user="U3")
        rows = await bot.rows("select state from incidents")
    assert rows == [{"state": "new"}]


@pytest.mark.parametrize(
    "person",
    [{"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}, {"team_id": "T9"}],
    ids=["guest", "single-channel guest", "stranger", "other organisation"],
)
async def test_an_outsider_reads_diagnoses_and_nothing_else(slack, tmp_path, person):
    slack.people["U9"] = person
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, user="U9"))
        await bot.quiet()
        assert len(slack.posted("C1")) == 1
        assert (await ask(bot, "535", user="U9")).startswith("535: ")
        assert (await ask(bot, PASTE, user="U9")).startswith("The mail server did not accept")
        refused = "Guests and people of other organisations can read diagnoses only."
        for text in ("incidents", "incidents all", "show 1", "resolve 1", "reopen 1", "here", "here off"):
            assert (await ask(bot, text, user="U9")).startswith(refused)
        rows = await bot.rows("select state from incidents where id = 1")
        assert rows == [{"state": "new"}]
        assert await bot.rows("select * from channels") == []


async def test_the_help_names_to_an_outsider_what_they_may_do(slack, tmp_path):
    slack.people["U9"] = {"is_restricted": True}
    async with house(tmp_path / "s.db", slack) as bot:
        for user in ("U1", "U9"):
            await ask(bot, "help", user=user)
    commands = [
        re.findall(r"• `/smtpcheck ?(\w*)", answer["blocks"][1]["text"]["text"]) for answer in slack.answers
    ]
    every = [
        "",
        "535",
        "gmail",
        "mail",
        "login",
        "mailboxes",
        "incidents",
        "show",
        "handoff",
        "stats",
        "export",
        "here",
    ]
    assert commands == [every, ["", "535", "gmail"]]
    assert "Live checks and incidents are for members" in str(slack.answers[-1]["blocks"])


async def test_a_person_is_asked_about_once_in_five_minutes(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        for _ in range(3):
            await ask(bot, "incidents")
    assert len(slack.called("users.info")) == 1


async def test_here_alone_says_what_the_bot_does_here_and_changes_nothing(slack, tmp_path):
    change = "To change it: `/smtpcheck here all`, `/smtpcheck here mentions` or `/smtpcheck here off`."
    async with house(tmp_path / "s.db", slack) as bot:
        said = await ask(bot, "here")
        assert said == f"I read every message here and answer those that hold an SMTP error. {change}"
        assert await bot.rows("select * from channels") == []
        await ask(bot, "here mentions")
        assert await ask(bot, "here") == f"I read only messages that mention me here. {change}"


async def test_where_the_bot_is_not_here_says_to_invite_it(slack, tmp_path):
    slack.channels["C1"] = {"is_member": False}
    async with house(tmp_path / "s.db", slack) as bot:
        assert (await ask(bot, "here all")).startswith("I am not here yet. After `/invite @smtpcheck`:")


async def test_here_in_a_direct_message_says_it_is_for_channels(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        assert (await ask(bot, "here off", channel="D1")).startswith("In a direct message I always answer.")


async def test_a_secret_in_a_slash_paste_is_not_kept(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(command(f"password: Sup3rSecretPw {PASTE}", slack=slack))
        await bot.quiet()
        dump = await bot.store.read(lambda db: "\n".join(db.conn.iterdump()))
    assert "Sup3rSecretPw" not in dump
    [warning] = slack.called("chat.postEphemeral")
    assert (warning["user"], warning["channel"]) == ("U1", "C1")


async def test_a_question_is_answered_and_leads_to_its_whole_page(slack, tmp_path):
    entry = knowledge().entries["535-authentication-failed"]
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, "is 535 the same as 530?")
        question, answer, row = slack.answers[-1]["blocks"]
        said = [block["text"]["text"] for block in (question, answer)]
        assert said == ["*Is 535 the same as 530?*", entry.questions[0].answer]
        [button] = row["elements"]
        assert (button["text"]["text"], button["value"]) == ("Read the whole page", entry.id)
        await bot.deliver(press(button["action_id"], button["value"], slack=slack))
        [call] = slack.called("views.open")
    texts = [block["text"]["text"] for block in call["view"]["blocks"] if block["type"] == "section"]
    assert texts[:2] == [f"*{entry.title}*", entry.gist]
    assert [line for text in texts for line in text.split("\n") if line.startswith("*Can a password")] == [
        f"*{entry.questions[1].question}* {entry.questions[1].answer}"
    ]
    assert refusals(Modal(call["view"])) == []


async def test_a_page_is_no_outsiders_and_one_that_is_gone_says_so(slack, tmp_path):
    slack.people["U8"] = {"is_restricted": True}
    async with house(tmp_path / "s.db", slack) as bot:
        for entry, user in (("535-authentication-failed", "U8"), ("535-no-such-page", "U1")):
            await bot.deliver(press("entry:page", entry, slack=slack, user=user))
        await bot.quiet()
        assert slack.called("views.open") == []
        assert [answer["text"] for answer in slack.answers] == [
            "Guests and people of other organisations can read diagnoses only. "
            "Ask a member of this workspace to do it.",
            "This page is gone. `/smtpcheck 535` leads to those of a number.",
        ]


async def test_the_command_twice_with_one_trigger_is_answered_once(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        body = command("535", slack=slack)
        await bot.deliver(body)
        await bot.deliver(body)
        await bot.quiet()
    assert len(slack.answers) == 1


async def test_a_command_that_cannot_be_kept_says_so_where_the_person_is(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await bot.store.close()
        answer = await bot.deliver(command("535", slack=slack))
    assert answer.status == 200
    assert "is closed" in answer.body


@pytest.mark.parametrize(
    ("text", "code"),
    [("535", True), (" 5.7.8\n", True), ("199", False), ("600", False), ("5.7", False), ("535 x", False)],
)
def test_a_code_is_three_digits_or_an_enhanced_code(text, code):
    assert is_code(text) is code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("535", "535"),
        (" 5.7.8\n", "5.7.8"),
        ("535?", "535"),
        ("535.", "535"),
        ("5.7.8 535", "535 5.7.8"),
        ("5.7.8 535 times", None),
        ("5.7.8 ??", "5.7.8"),
        ("535 5.7.8", "535 5.7.8"),
        ("535-5.7.8 ?", "535 5.7.8"),
        ("535 5.7.8 Error", None),
        ("535 554", None),
        ("error 535", None),
        ("199?", None),
        ("?", None),
        ("", None),
    ],
)
def test_a_code_alone_is_asked_about_with_a_question_mark_or_without(text, code):
    assert code_asked(text) == code


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("mail.example.com", True),
        ("MAIL.example.com.:587", True),
        ("xn--bcher-kva.example", True),
        ("ana+x@example.com", True),
        ("localhost", True),
        ("localhost:587", True),
        ("192.0.2.1", True),
        ("127.0.0.1:25", True),
        ("[2001:db8::1]:587", True),
        ("bücher.example", True),
        ("ana@bücher.example", True),
        ("почта@пример.рф", True),
        ("smtps://mail.example.com:465/x", True),
        ("localhosts", False),
        ("535", False),
        ("smtplib.SMTPAuthenticationError:", False),
        ("550 mail.example.com", False),
        ("mail example com", False),
        ("a@b", False),
    ],
)
def test_a_target_is_one_host_domain_or_address(text, target):
    assert is_target(text) is target


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("mail.example.com 587", "mail.example.com:587"),
        ("mail.example.com, 465", "mail.example.com:465"),
        ("mail.example.com 550", "mail.example.com 550"),
        ("mail.example.com 587 refused", "mail.example.com 587 refused"),
        ("timeout 587", "timeout 587"),
        ("mail.example.com:587", "mail.example.com:587"),
    ],
)
def test_a_port_may_stand_apart_from_its_server(typed, read):
    assert port_joined(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("“example.com”", "example.com"),
        ("mail.example.com:587.", "mail.example.com:587"),
        ("„ana@example.com“,", "ana@example.com"),
        ("[2001:db8::1]:587", "[2001:db8::1]:587"),
        ("https://mail.example.com/?", "https://mail.example.com/?"),
        ("smtplib.SMTPAuthenticationError:", "smtplib.SMTPAuthenticationError:"),
        ("“show 17”.", "show 17"),
        ("stats 2026-11-01..", "stats 2026-11-01.."),
        ("“Show me what is wrong with it”", "“Show me what is wrong with it”"),
        ("show 17.\n550 no", "show 17.\n550 no"),
        ("550 5.1.1 no such user.", "550 5.1.1 no such user."),
    ],
)
def test_a_command_or_target_may_be_set_off_and_end_as_a_sentence(typed, read):
    assert bare_command(typed, VERBS) == read


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("17", 17),
        ("#17", 17),
        (" 17 ", 17),
        ("Incident 17", 17),
        ("ticket #17", 17),
        ("incidents 17", None),
        ("x", None),
        ("", None),
    ],
)
def test_an_incident_is_named_by_its_number(text, number):
    assert incident_number(text) == number


@pytest.mark.parametrize(
    ("typed", "user"),
    [
        ("login", ""),
        ("Login <ana@example.com>", "ana@example.com"),
        ("login ana@example.com abcd efgh ijkl mnop", "ana@example.com"),
        ("login s3cret ana@example.com", None),
        ("login ana@example.com fails since we moved it", None),
        ("login ana@example.com 535", None),
        ("logins ana@example.com", None),
        ("", None),
    ],
)
def test_whom_a_login_names_and_what_is_no_such_command(typed, user):
    assert login_user(typed) == user


async def test_a_private_answer_is_resolved_by_its_asker_and_opened_again(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, PASTE)
        await bot.deliver(press("incident:resolve", "1:1", slack=slack))
        await bot.deliver(
            submit("resolve", "1:1", {"helped": {"selected_option": {"value": "nobody-knows"}}})
        )
        await bot.quiet()
        assert await bot.rows("select state, resolved_by from incidents") == [
            {"state": "resolved", "resolved_by": "U1"}
        ]
        assert [said["text"] for said in slack.posted("DU1")] == ["<@U1> resolved incident 1."]
        await ask(bot, "show 1")
        assert [one["text"]["text"] for one in slack.answers[-1]["blocks"][-2]["elements"]] == [
            "Post in channel",
            "Reopen",
            "Tell the customer",
            "More",
        ]
        await bot.deliver(press("incident:reopen", "1:2", slack=slack))
        await bot.quiet()
        assert await bot.rows("select state from incidents") == [{"state": "new"}]
        assert slack.posted("C1") == []
