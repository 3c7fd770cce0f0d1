"""A file of mailboxes in Slack: a private form, what it holds, its check once confirmed, the result directly.

Real Bolt on the local workspace; the network is loopback with a fake mail server.
"""

from __future__ import annotations

import base64
import csv
import io
import logging
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from bot.cards.mailboxes_forms import running_view
from bot.desk import mailbox_run, mailboxes
from bot.errors import NotKeptError
from bot.model import MailboxRow, Secret
from bot.store.checked import close_broken
from handlers import mailboxes as surface
from tests.check_house import bot
from tests.fakes_smtp import EVERY_CONNECTION, HOST, REFUSAL, Script
from tests.sandbox_app import ANA, ANA_DM, BEN, GITA, until

RIGHT, WRONG, DAMAGED = "Zk9+quiet/horse=é", "wrong-Horse-7421", "abcd\N{NO-BREAK SPACE}efghij77"
SCRIPT = Script(replies={WRONG.encode(): REFUSAL})
AFTER_SOME = range(4, 1_000_000)  # the server is looked at once or twice, then a row or two are logged in


def table(*rows):
    """A CSV of mailboxes as (user, password); each at the one server."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["email", "password", "host", "port"])
    writer.writerows([user, password, HOST, "587"] for user, password in rows)
    return out.getvalue().encode()


FOUR = table(
    ("ana@example.com", RIGHT),
    ("ben@example.com", WRONG),
    ("cleo@example.net", DAMAGED),
    ("dora@example.net", ""),
)


async def give(house, content, *, name="boxes.csv", user=ANA):
    """Open the form and give it a file."""
    await house.command("mailboxes", user)
    await house.submit(by=user, file=house.upload(name, content, user))


async def checked(house, content, **more):
    """Give a file, confirm it, and wait until all is told."""
    before = len(house.said(ANA_DM))
    await give(house, content, **more)
    await house.submit()
    await until(lambda: len(house.said(ANA_DM)) == before + 3)


def shown(message):
    return str(message["blocks"])


async def test_the_form_says_what_happens_and_what_does_not_before_anything_is_given(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("mailboxes")
        assert "Each mailbox gets one login, over encrypted connections only." in house.texts()
        assert "No mail is sent" in house.texts()
        assert "Slack keeps the file" in house.texts()
        assert "up to 1,000 mailboxes" in house.texts()
        [field] = [block for block in house.view()["blocks"] if block["type"] == "input"]
        assert field["element"] == {
            "type": "file_input",
            "action_id": "answer",
            "filetypes": ["csv", "tsv", "txt"],
            "max_files": 1,
        }


async def test_what_a_file_holds_is_shown_before_any_server_is_asked(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, SCRIPT) as house:
        await give(house, FOUR)
        view = house.view()
        assert view["callback_id"] == "mailboxes-confirm"
        assert (view["submit"]["text"], view["close"]["text"]) == ("Check them", "Cancel")
        assert "*4 mailboxes at 1 server.*" in house.texts()
        assert "*2* get one login each: about 1 minute" in house.texts()
        assert "row 3: the user name or password cannot be right as it stands" in house.texts()
        assert "row 4: no password is given." in house.texts()
        assert (house.files, house.network.dialled, house.network.names.asked) == ([], [], [])
        assert await house.rows("select * from audit") == []
        assert await house.rows("select * from outbox") == []


async def test_each_mailbox_gets_its_verdict_and_the_result_comes_directly(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, SCRIPT) as house:
        passwords = keep_rows(monkeypatch)
        await checked(house, FOUR)
        assert (len(passwords), _dropped(passwords)) == (4, True)
        answer, file, deletion = house.said(ANA_DM)
        assert answer["text"] == "4 mailboxes: 1 works, 2 fail, 1 was not tested."
        assert "*1 mailbox: The mail server did not accept the user name and password.*" in shown(answer)
        assert f"ben@example.com · 535 5.7.8 · at {HOST} · row 2" in shown(answer)
        assert "*Possibly:* The password in the program is wrong" in shown(answer)
        assert "*1.* *Type the password by hand.*" in shown(answer)
        assert "*1 mailbox: The password or user name cannot be right as it stands" in shown(answer)
        assert "Row 3: The password holds a no-break space (U+00A0) after the 4th character" in shown(answer)
        assert "• row 4: no password is given." in shown(answer)
        assert file["text"] == "Every row with its result; no password stands in it."
        [held] = file["files"]
        assert held["title"] == "RESULT.csv, 4 mailboxes"
        content = base64.b64decode(house.server.workspace.files[held["id"]]["content_base64"])
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert [(row["row"], row["mailbox"], row["verdict"], row["cause"]) for row in rows] == [
            ("1", "ana@example.com", "works", ""),
            ("2", "ben@example.com", "fails", "wrong-credentials"),
            ("3", "cleo@example.net", "fails", "hidden-character"),
            ("4", "dora@example.net", "not-tested", ""),
        ]
        link = f"<{house.server.page_url}files/{ANA}/"
        assert deletion["text"].startswith(f"*Delete {link}")
        assert "/boxes.csv|the file with the passwords> from Slack now.*" in deletion["text"]
        await house.shows("4 mailboxes: 1 works, 2 fail, 1 was not tested.")
        assert "• *1 mailbox*: The mail server did not accept the user name and password.\\n" in house.texts()
        assert "come as direct messages" in house.texts()
        assert "Delete <" in house.texts()
        assert house.mail.auth_count == 2
        trail = await house.rows("select actor, act, subject, detail from audit order by id")
        assert trail == [
            {"actor": ANA, "act": "checked", "subject": "domain:example.com", "detail": "mailboxes,2"},
            {"actor": ANA, "act": "checked", "subject": "domain:example.net", "detail": "mailboxes,2"},
        ]
        assert house.said() == []
        assert await house.rows("select * from incidents") == []


async def test_passwords_are_found_nowhere_after_a_run(tmp_path, monkeypatch, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    async with bot(tmp_path, monkeypatch, SCRIPT) as house:
        await checked(house, FOUR)
        await house.shows("4 mailboxes")
        await give(house, FOUR)  # and one that waits
        files = house.server.workspace.files.values()
        posted = [file["content_base64"] for file in files if file["channels"]]
        spoken = f"{house.server.recorder.entries(limit=1000)}{house.texts()}{house.said(ANA_DM)}"
        disk = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    disk += b"".join(part.read_bytes() for part in tmp_path.iterdir())
    spoken += "".join(capfd.readouterr()) + caplog.text
    everything = disk + spoken.encode() + b"".join(map(base64.b64decode, posted))
    for user, password in (
        ("ana@example.com", RIGHT),
        ("ben@example.com", WRONG),
        ("cleo@example.net", DAMAGED),
    ):
        raw = password.encode()
        plain = base64.b64encode(b"\0" + user.encode() + b"\0" + raw)
        forms = {raw, base64.b64encode(raw), base64.urlsafe_b64encode(raw), plain, quote(password).encode()}
        forms |= {password.encode("unicode_escape"), raw[:8], raw[-8:]}
        assert [form for form in forms if form in everything] == []
    assert b"wrong-credentials" in everything  # the search does find what is told
    assert b"ben@example.com" in everything
    assert len(posted) == 1


async def test_no_result_stays_in_the_database_once_it_was_sent(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, SCRIPT) as house:
        await checked(house, FOUR)
        await house.settled()
        assert await house.rows("select what, text from outbox where text <> ''") == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("boxes.csv", b"", "The file is empty. Its first line names the columns: email, password."),
        ("boxes.txt", b"email,host\na@example.com,mail.example.com\n", "names no column “password”"),
        ("boxes.csv", b"email,password\n", "The file names its columns and holds no mailbox below them."),
        ("boxes.csv", b"email,password\n" + b"a@example.com,x\n" * 1001, "Split the file."),
    ],
    ids=["empty", "no-password-column", "no-rows", "too-many"],
)
async def test_what_is_wrong_with_a_file_is_said_at_its_field(tmp_path, monkeypatch, name, content, said):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("mailboxes")
        answer = await house.submit(file=house.upload(name, content))
        assert list(answer["errors"]) == ["file"]
        assert said in answer["errors"]["file"]
        assert house.view()["callback_id"] == "mailboxes"


async def test_a_file_that_is_too_large_is_not_even_fetched(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("mailboxes")
        answer = await house.submit(file=house.upload("boxes.csv", b"x" * ((4 << 20) + 1)))
        assert answer["errors"]["file"].startswith("The file is larger than 4 MB")
        assert "download boxes.csv" not in str(house.server.recorder.entries(limit=100))


async def test_a_spreadsheet_that_slipped_through_is_told_to_be_saved_as_csv(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("mailboxes")
        monkeypatch.setattr(mailboxes, "ENDINGS", ("csv",))  # Slack's own look at the ending is no promise
        answer = await house.submit(file=house.upload("boxes.txt", FOUR))
        assert "save or download the sheet as CSV" in answer["errors"]["file"]


async def test_the_token_is_not_sent_to_an_address_that_is_not_slacks(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("mailboxes")
        [file] = house.upload("boxes.csv", FOUR)
        stored = house.server.workspace.files[file]
        elsewhere = stored["url_private_download"].replace("127.0.0.1", "localhost")
        house.server.workspace.keep_file({**stored, "url_private_download": elsewhere}, shared=False)
        answer = await house.submit(file=[file])
        assert answer["errors"] == {
            "file": "Slack did not hand the file over. Send it once more in a moment."
        }
        assert "download boxes.csv" not in str(house.server.recorder.entries(limit=100))


@pytest.mark.parametrize(
    ("content", "said"),
    [(FOUR, "*4 mailboxes at 1 server.*"), (b"email,host\n", "names no column “password”")],
    ids=["good", "faulty"],
)
async def test_a_file_that_takes_longer_than_slack_waits_is_shown_when_it_is_read(
    tmp_path, monkeypatch, content, said
):
    monkeypatch.setattr(surface, "LOOK_S", 0)
    async with bot(tmp_path, monkeypatch) as house:
        await give(house, content)
        assert "Reading the file …" in house.texts()
        await house.shows(said)


async def test_a_file_whose_view_was_closed_before_it_was_read_is_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(surface, "LOOK_S", 0)
    async with bot(tmp_path, monkeypatch) as house:
        kept = keep_rows(monkeypatch)
        await give(house, FOUR)
        await house.close()
        await until(lambda: kept and _dropped(kept))
        assert (house.mail.auth_count, house.said(ANA_DM)) == (0, [])


@pytest.mark.parametrize("way", ["cancelled", "too late", "replaced"])
async def test_a_file_that_is_not_confirmed_is_forgotten(tmp_path, monkeypatch, way):
    monkeypatch.setattr(mailboxes, "WAIT_S", 0.05 if way == "too late" else 600)
    async with bot(tmp_path, monkeypatch, SCRIPT) as house:
        kept = keep_rows(monkeypatch)
        await give(house, FOUR)
        passwords = tuple(kept)
        assert passwords[0].reveal() == RIGHT.encode()
        first = house.view()
        if way == "cancelled":
            await house.close()
        elif way == "replaced":
            await give(house, FOUR)
        await until(lambda: _dropped(passwords))
        house.server.workspace.put_modals(ANA, [first])
        await house.submit()
        await house.shows("The file is no longer in my memory")
        assert house.files == []


def keep_rows(monkeypatch):
    """The passwords of what is read from now on."""
    kept, read = [], mailboxes.read_table

    def read_and_keep(raw):
        held = read(raw)
        kept.extend(row.password for row in held.rows)
        return held

    monkeypatch.setattr(mailboxes, "read_table", read_and_keep)
    return kept


def _dropped(passwords):
    """Whether none can be revealed any more."""
    for password in passwords:
        try:
            password.reveal()
        except ValueError:
            continue
        return False
    return True


async def test_progress_is_shown_and_a_run_can_be_stopped_with_what_is_known(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox_run, "PROGRESS_S", 0.05)
    async with bot(tmp_path, monkeypatch, Script(held=AFTER_SOME)) as house:
        passwords = keep_rows(monkeypatch)
        await give(house, table(*((f"user{n}@example.com", RIGHT) for n in range(5))))
        await house.submit()
        await until(lambda: any(f"{done} of 5 mailboxes checked" in house.texts() for done in (1, 2, 3)))
        await house.press("mailboxes:stop")
        await house.shows("were not tested")
        await until(lambda: len(house.said(ANA_DM)) == 3)
        assert (len(passwords), _dropped(passwords)) == (5, True)
        answer = shown(house.said(ANA_DM)[0])
        assert "*Not to its end.* You stopped it" in answer
        assert "the check of the file ended before there was a result." in answer
        [works] = [
            n
            for n, word in ((1, "works"), (2, "work"), (3, "work"), (4, "work"))
            if f"5 mailboxes: {n} {word}, 0 fail, {5 - n} " in answer
        ]
        assert works <= house.mail.auth_count <= works + 1  # one was on its way at most


async def test_a_run_that_waits_for_a_server_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox_run, "PROGRESS_S", 0.05)
    put_off = Script(auth_reply=b"454 4.7.0 Temporary authentication failure\r\n")
    async with bot(tmp_path, monkeypatch, put_off) as house:
        await give(house, table(*((f"user{n}@example.com", RIGHT) for n in range(5))))
        await house.submit()
        await house.shows("2 of 5 mailboxes checked")
        await house.shows(f"`{HOST}` failed twice in a row: I go on with it <!date^")
        await house.press("mailboxes:stop")
        await house.shows("5 mailboxes: 0 work, 0 fail, 5 were not tested.")
        assert "I go on with it" not in house.texts()
        assert house.mail.auth_count == 2


async def test_whoever_closes_the_view_is_told_directly_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox_run, "PROGRESS_S", 0.05)
    async with bot(tmp_path, monkeypatch, Script(held=AFTER_SOME)) as house:
        await give(house, table(*((f"user{n}@example.com", RIGHT) for n in range(4))))
        await house.submit()
        await house.close()
        await until(lambda: house.said(ANA_DM))
        assert "of 4 mailboxes checked" in house.said(ANA_DM)[0]["text"]
        assert "mailboxes:stop" in shown(house.said(ANA_DM)[0])
        house.mail.let_go.set()
        await until(lambda: len(house.said(ANA_DM)) == 4)
        await until(lambda: "is over" in house.said(ANA_DM)[0]["text"])
        assert "mailboxes:stop" not in shown(house.said(ANA_DM)[0])
        assert house.said(ANA_DM)[1]["text"] == "4 mailboxes: 4 work, 0 fail, 0 were not tested."


async def test_a_person_has_one_run_and_the_bot_two(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(held=EVERY_CONNECTION)) as house:
        await give(house, FOUR)
        await house.submit()
        await house.shows("0 of 4 mailboxes checked")
        await house.command("mailboxes")
        answer = await house.submit(file=house.upload("boxes.csv", FOUR))
        assert answer["errors"] == {"file": mailboxes.RUNNING}
        monkeypatch.setattr(mailboxes, "RUNS", 1)
        await give(house, FOUR, user=BEN)
        await house.submit(by=BEN)
        await house.shows("Two files are being checked.", BEN)
        assert await house.rows("select distinct actor from audit") == [{"actor": ANA}]
        monkeypatch.setattr(mailboxes, "RUNS", 2)
        house.server.workspace.put_modals(BEN, house.server.workspace.modals[BEN][:-1])
        await house.submit(by=BEN)  # it was not lost
        await house.shows("0 of 4 mailboxes checked", BEN)


async def test_nobody_else_can_stop_a_run(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(held=EVERY_CONNECTION)) as house:
        await give(house, FOUR)
        await house.submit()
        await house.shows("0 of 4 mailboxes checked")
        house.server.workspace.put_modals(BEN, [house.view()])
        await house.press("mailboxes:stop", BEN)
        assert "0 of 4 mailboxes checked" in house.texts()
        assert len(house.files) == 1


async def test_a_view_that_a_restart_left_behind_says_so_when_it_is_pressed(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("mailboxes")
        house.view()["blocks"] = running_view(1, 4, "gone").view["blocks"]
        house.view()["blocks"][-2]["block_id"] = "left"
        await house.press("mailboxes:stop")
        await house.shows(
            "This check of mailboxes is over. What came of it stands in your direct messages with me."
        )
        assert "mailboxes:stop" not in str(house.view()["blocks"])


async def test_what_is_known_is_written_while_a_run_goes_on_and_taken_back_at_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox_run, "PROGRESS_S", 0.05)
    monkeypatch.setattr(mailbox_run, "KEPT_S", 0.1)
    async with bot(tmp_path, monkeypatch, Script(held=AFTER_SOME)) as house:
        await give(house, table(*((f"user{n}@example.com", RIGHT) for n in range(6))))
        await house.submit()
        owed = "select subject, text, done_at from outbox where what = 'mailboxes-broken'"
        await house.gone("select key from outbox where what = 'mailboxes-broken' and text = ''")
        [row] = await house.rows(owed)
        _, known, total = row["subject"].split()
        assert (int(known), total, row["done_at"]) == (row["text"].count("works"), "6", None)
        house.mail.let_go.set()
        await until(lambda: len(house.said(ANA_DM)) == 3)
        [row] = await house.rows(owed)
        assert (row["text"], row["done_at"] is None) == ("", False)
        assert await house.store.write(lambda db: close_broken(db, datetime.now(UTC))) == ()


async def test_how_far_a_run_was_is_no_longer_said_when_the_bot_has_ended_meanwhile(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox_run, "PROGRESS_S", 0.05)
    async with bot(tmp_path, monkeypatch, Script(held=AFTER_SOME)) as house:
        await give(house, table(*((f"user{n}@example.com", RIGHT) for n in range(60))))
        await house.submit()
        await house.close()
        await until(lambda: house.said(ANA_DM))
        ts = house.said(ANA_DM)[0]["ts"]
        state = house.server.workspace
    async with bot(tmp_path, monkeypatch) as house:
        # The message stands in Slack all the while; the fresh local workspace knows it by what is kept.
        for message in state.messages[ANA_DM].values():
            house.server.workspace.messages[ANA_DM][message["ts"]] = message
        await until(lambda: len(house.said(ANA_DM)) > 1)
        await until(lambda: "is over" in house.server.workspace.messages[ANA_DM][ts]["text"])
        assert house.server.workspace.messages[ANA_DM][ts]["text"] == (
            "This check of mailboxes is over; what came of it stands below."
        )


@pytest.mark.parametrize("known", ["nothing", "some"])
async def test_a_run_that_the_end_of_the_bot_cut_short_is_told_with_what_is_known(
    tmp_path, monkeypatch, known
):
    monkeypatch.setattr(mailbox_run, "PROGRESS_S", 0.05)
    held = AFTER_SOME if known == "some" else EVERY_CONNECTION
    async with bot(tmp_path, monkeypatch, Script(held=held)) as house:
        await give(house, table(*((f"user{n}@example.com", RIGHT) for n in range(200))))
        await house.submit()
        await house.shows("of 200 mailboxes checked")
        if known == "some":
            await until(lambda: "*0 of 200" not in house.texts())
    async with bot(tmp_path, monkeypatch) as house:
        await until(lambda: house.said(ANA_DM))
        [told] = house.said(ANA_DM)
        assert "*The check of 200 mailboxes was interrupted: I was stopped meanwhile.*" in told["text"]
        if known == "nothing":
            assert told["text"].endswith(
                "No result was kept yet. The passwords were in my memory only: start again with "
                "`/smtpcheck mailboxes`, best in half an hour, since a mailbox is tried twice in 30 minutes at "
                "most. Delete the file with the passwords from Slack: its menu (⋯), *Delete file*."
            )
            return
        [held] = told["files"]
        content = base64.b64decode(house.server.workspace.files[held["id"]]["content_base64"])
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert 0 < len(rows) < 200
        assert {row["verdict"] for row in rows} == {"works"}
        stand = "1 result stands" if len(rows) == 1 else f"{len(rows)} results stand"
        assert f"{stand} in this file." in told["text"]


async def test_a_fault_of_ours_is_told_with_its_reference_and_the_rows_that_were_done(tmp_path, monkeypatch):
    async def broken(rows, *_args, **_named):
        raise RuntimeError(f"{rows[0].password.reveal()}")
        yield

    monkeypatch.setattr(mailbox_run, "run_mailboxes", broken)
    async with bot(tmp_path, monkeypatch) as house:
        passwords = keep_rows(monkeypatch)
        await checked(house, FOUR)
        assert (len(passwords), _dropped(passwords)) == (4, True)
        answer = shown(house.said(ANA_DM)[0])
        assert "Something went wrong on my side. Tell whoever runs smtpcheck the reference" in answer
        assert "4 mailboxes: 0 work, 0 fail, 4 were not tested." in answer
        assert RIGHT not in answer


async def test_a_run_that_cannot_be_written_down_asks_nobody_drops_its_passwords_and_may_come_again(
    tmp_path, monkeypatch
):
    async with bot(tmp_path, monkeypatch, SCRIPT) as house:
        passwords = keep_rows(monkeypatch)

        async def fail(run):
            raise NotKeptError("My disk is full or broken", "free some space")

        with monkeypatch.context() as full:
            full.setattr(mailbox_run.Run, "record", fail)
            await give(house, FOUR)
            await house.submit()
            assert "My disk is full or broken" in house.texts()
        assert (len(passwords), _dropped(passwords), house.network.dialled) == (4, True, [])
        await checked(house, FOUR)
        assert house.said(ANA_DM)[0]["text"] == "4 mailboxes: 1 works, 2 fail, 1 was not tested."


async def test_a_file_that_could_not_be_looked_at_leaves_no_password_in_memory(tmp_path, monkeypatch):
    async def fail(*_args):
        raise RuntimeError

    async with bot(tmp_path, monkeypatch) as house:
        passwords = keep_rows(monkeypatch)
        monkeypatch.setattr(mailboxes.Mailboxes, "_plan", fail)
        await give(house, FOUR)
        assert (len(passwords), _dropped(passwords)) == (4, True)


@pytest.mark.parametrize("surface_of", ["command", "form", "confirmation"])
async def test_a_guest_checks_no_mailboxes(tmp_path, monkeypatch, surface_of):
    async with bot(tmp_path, monkeypatch, SCRIPT) as house:
        if surface_of == "command":
            await house.command("mailboxes", GITA)
            assert house.view(GITA) is None
            return
        await house.command("mailboxes")
        if surface_of == "confirmation":
            await house.submit(file=house.upload("boxes.csv", FOUR))
        house.server.workspace.put_modals(GITA, [house.view()])
        await house.submit(by=GITA, file=house.upload("boxes.csv", FOUR, GITA))
        await house.shows("Guests and people of other organisations", GITA)
        assert (house.files, await house.rows("select * from audit")) == ([], [])


async def test_more_words_behind_the_command_are_told_what_it_takes(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("mailboxes boxes.csv")
        await until(lambda: house.server.workspace.ephemerals.get(ANA))
        [told] = house.server.workspace.ephemerals[ANA].values()
        assert told["text"] == "Say `/smtpcheck mailboxes`: a form asks for the file."
        assert house.view() is None


async def test_who_confirms_twice_is_told_that_it_runs(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(held=EVERY_CONNECTION)) as house:
        await give(house, FOUR)
        confirmation = house.view()
        await house.submit()
        house.server.workspace.put_modals(ANA, [confirmation])
        await house.submit()
        await house.shows("A file of yours is being checked.")
        assert len(house.files) == 1


async def test_of_mailboxes_that_all_work_nothing_more_is_said(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await checked(house, table(("ana@example.com", RIGHT)))
        assert [block["text"]["text"] for block in house.said(ANA_DM)[0]["blocks"]] == [
            "*1 mailbox: 1 works, 0 fail, 0 were not tested.*"
        ]


@pytest.mark.parametrize(
    ("name", "host", "domain"),
    [
        ("ana@example.com", "mail.example.net", "example.com"),
        ("ana@Zk9quiet", "mail.example.net", "-"),
        ("ana", "mail.example.net", "mail.example.net"),
        ("ana", "Zk9quiet", "-"),
    ],
    ids=["the mailbox's", "no domain", "the server's", "no server"],
)
def test_the_trail_names_a_domain_and_nothing_that_may_be_a_password(name, host, domain):
    assert mailbox_run._domain(MailboxRow(1, name, name, Secret(b"x"), host)) == domain
