"""Messages in a real browser: typed, threaded, edited, drawn with every block, and hostile text that stays text."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.sandbox.limits import Limits
from tests import kit
from tests.browser_house import (
    IN_BROWSER,
    browser,
    composer,
    keep,
    looks_right,
    messages,
    thread,
    visit,
)
from tests.sandbox_app import ANA, ANA_DM, BEN, SUPPORT, bolt, client_of, running, say, until

pytestmark = IN_BROWSER


async def test_enter_sends_and_shift_enter_makes_a_new_line():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await expect(composer(page)).to_be_focused()
        await page.keyboard.type("550 5.1.1")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("User unknown")
        await expect(composer(page)).to_have_value("550 5.1.1\nUser unknown")
        await page.keyboard.press("Enter")
        await expect(composer(page)).to_have_value("")
        said = messages(page).last
        await expect(said.locator(".said")).to_have_text("550 5.1.1User unknown")
        await expect(said).to_have_attribute("data-user", ANA)
        ts = await said.get_attribute("data-ts")
        assert server.workspace.messages[SUPPORT][ts]["text"] == "550 5.1.1\nUser unknown"


async def test_what_was_not_taken_stands_in_the_box_again_and_its_reason_goes_with_it():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await composer(page).fill("x" * 40_001)
        await page.keyboard.press("Enter")
        reason = page.locator(".toast")
        await expect(reason).to_contain_text("Slack takes 40,000 characters in a message")
        await expect(composer(page)).to_have_value("x" * 40_001)
        await composer(page).fill("")
        await expect(reason).to_have_count(0)


async def test_commands_and_names_are_hinted_and_taken_with_tab():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await composer(page).press_sequentially("/sm")
        hints = page.get_by_role("listbox", name="Suggestions")
        await expect(hints.get_by_role("option")).to_contain_text(["/smtpcheck"])
        await keep(page, "page-hints")
        await page.keyboard.press("Tab")
        await expect(composer(page)).to_have_value("/smtpcheck ")
        await composer(page).fill("look, @be")
        await page.keyboard.press("Tab")
        await expect(composer(page)).to_have_value("look, @ben ")
        await composer(page).fill("look, @ben")
        await page.keyboard.press("Enter")
        await expect(messages(page).last.locator(".said")).to_have_text("look, @ben")


async def test_a_hint_that_only_explains_keeps_neither_tab_nor_the_arrows():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await composer(page).fill("/smtpcheck 535\nand 530")
        await composer(page).press("End")
        await expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
        await composer(page).press("ArrowUp")
        assert await composer(page).evaluate("box => box.selectionStart") < len("/smtpcheck 535\n")
        await composer(page).press("Tab")
        await expect(composer(page)).not_to_be_focused()


async def test_a_command_reaches_the_app_and_its_answer_only_the_one_who_asked():
    async with running() as server, bolt(server) as app, browser(server) as context:

        @app.command("/smtpcheck")
        async def answer(ack, command, respond):
            await ack()
            await respond(text=f"You asked for `{command['text']}`.")

        ana = await visit(context, server)
        ben = await visit(context, server, BEN)
        await composer(ana).fill("/smtpcheck 535")
        await composer(ana).press("Enter")
        own = messages(ana).last
        await expect(own).to_contain_text("Only visible to you")
        await expect(own.locator(".said")).to_have_text("You asked for 535.")
        await say(server, ANA, SUPPORT, "seen by all")
        await expect(messages(ben)).to_have_count(1)
        await expect(messages(ben).last).to_contain_text("seen by all")
        await ana.get_by_role("combobox", name="Act as").select_option("Ben Okafor")
        await expect(messages(ana)).to_have_count(1)
        await ana.get_by_role("combobox", name="Act as").select_option("Ana Duarte")
        await messages(ana).first.get_by_role("button", name="Dismiss").click()
        await expect(messages(ana)).to_have_count(1)


async def test_a_thread_opens_takes_a_reply_and_closes_with_escape():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        ts = await say(server, BEN, SUPPORT, "535 again")
        asked = messages(page).and_(page.locator(f'[data-ts="{ts}"]'))
        await asked.hover()
        await asked.get_by_role("button", name="Reply in thread").click()
        await expect(thread(page)).to_be_visible()
        await composer(page, "Reply to thread").fill("Which server?")
        await composer(page, "Reply to thread").press("Enter")
        await expect(thread(page).get_by_role("article")).to_have_count(2)
        await expect(thread(page).get_by_role("article").last).to_contain_text("Which server?")
        await expect(messages(page)).to_have_count(1)
        await expect(asked.get_by_role("button", name="1 reply")).to_be_visible()
        await keep(page, "page-thread")
        await page.keyboard.press("Escape")
        await expect(thread(page)).to_be_hidden()


async def test_an_own_message_is_edited_and_deleted_from_its_menu():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await say(server, ANA, SUPPORT, "a <b> & ana@example.com")
        said = messages(page).last

        async def choose(name: str) -> None:
            await said.hover()
            await said.get_by_role("button", name="More message actions").click()
            await page.get_by_role("menuitem", name=name).click()

        await choose("Edit message")
        edit = said.get_by_role("textbox", name="Edit message")
        await expect(edit).to_have_value("a <b> & ana@example.com")
        await edit.fill("changed")
        await edit.press("Enter")
        await expect(said.locator(".said")).to_have_text("changed")
        await expect(said).to_contain_text("(edited)")
        await choose("Delete message")
        await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
        await expect(messages(page)).to_have_count(0)


async def test_another_persons_message_offers_the_apps_shortcut_but_no_edit():
    async with running() as server, bolt(server) as app, browser(server) as context:
        used = []

        @app.shortcut("diagnose_message")
        async def diagnose(ack, body):
            await ack()
            used.append((body["user"]["id"], body["message"]["text"]))

        page = await visit(context, server)
        await say(server, BEN, SUPPORT, "550 Rejected")
        await messages(page).last.hover()
        await messages(page).last.get_by_role("button", name="More message actions").click()
        items = await page.get_by_role("menuitem").all_inner_texts()
        assert [item.splitlines()[0] for item in items] == ["Diagnose this error", "Copy text"]
        await page.get_by_role("menuitem", name="Diagnose this error").press("Enter")
        await expect(page.get_by_role("menu")).to_have_count(0)
        await until(lambda: used)
        assert used == [(ANA, "550 Rejected")]


HOSTILE = '<img src=x onerror="window.hacked=1"> <script>window.hacked=1</script> javascript:alert(1)'


async def test_hostile_text_stays_text_wherever_it_is_shown():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await say(server, ANA, SUPPORT, HOSTILE)
        client = client_of(server)
        await client.chat_postMessage(
            channel=SUPPORT,
            text=HOSTILE,
            blocks=[
                {"type": "section", "text": kit.mrkdwn(f"<javascript:window.hacked=1|press> {HOSTILE}")},
                {"type": "header", "text": kit.plain(HOSTILE)},
                {"type": "markdown", "text": f"[press](javascript:window.hacked=1) **{HOSTILE}**"},
                kit.rich(HOSTILE),
                kit.table(text=HOSTILE),
            ],
        )
        await expect(messages(page)).to_have_count(2)
        assert await page.locator("main").locator("img, script, [onerror]").count() == 0
        assert await page.locator('a[href^="javascript"]').count() == 0
        assert await page.evaluate("window.hacked") is None
        await expect(messages(page).last).to_contain_text("window.hacked=1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_kind_of_block_is_drawn_and_readable(scheme):
    async with running(limits=Limits(enforce_rates=False)) as server:
        for name, blocks in kit.GOOD_MESSAGES.items():
            await client_of(server).chat_postMessage(channel=SUPPORT, text=name, blocks=blocks)
        async with browser(server, color_scheme=scheme) as context:
            page = await visit(context, server)
            await expect(messages(page)).to_have_count(len(kit.GOOD_MESSAGES))
            await expect(page.get_by_text("is not drawn here")).to_have_count(0)
            await looks_right(page)
            await keep(page, f"page-blocks-{scheme}")


async def test_a_permalink_opens_its_thread_on_the_page():
    async with running() as server, bolt(server) as app, browser(server) as context:

        @app.action("go")
        async def go(ack):
            await ack()

        client = client_of(server)
        ts = await say(server, BEN, SUPPORT, "535 again")
        link = (await client.chat_getPermalink(channel=SUPPORT, message_ts=ts))["permalink"]
        card = [kit.section(f"<{link}|the message>"), kit.actions(kit.button("go", url=link))]
        await client.chat_postMessage(channel=ANA_DM, text="card", blocks=card)
        page = await visit(context, server, where=ANA_DM)
        await messages(page, "smtpcheck").get_by_role("button", name="Go").click()
        await expect(thread(page)).to_contain_text("535 again")
        await page.get_by_role("link", name="smtpcheck").click()
        await page.get_by_role("link", name="the message").click()
        await expect(thread(page)).to_contain_text("535 again")
        assert len(context.pages) == 1


async def test_a_file_is_attached_sent_and_offered_for_download():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        bounce = {"name": "bounce.eml", "mimeType": "message/rfc822", "buffer": b"Subject: failed\n\n550 no"}
        await page.locator("main").get_by_label("Files to send").set_input_files(files=[bounce])
        await composer(page).fill("see this")
        await page.locator("main").get_by_role("button", name="Send", exact=True).click()
        said = messages(page).last
        await expect(said).to_contain_text("see this")
        async with page.expect_download() as download:
            await said.get_by_role("link", name="bounce.eml").click()
        kept = await (await download.value).path()
        assert kept.read_bytes() == b"Subject: failed\n\n550 no"


async def test_of_two_thousand_messages_the_last_hundred_are_drawn_and_older_ones_on_scrolling():
    async with running() as server:
        for number in range(2000):
            await say(server, ANA, SUPPORT, f"message {number}")
        async with browser(server) as context:
            page = await visit(context, server)
            await expect(messages(page)).to_have_count(100)
            await expect(messages(page).last).to_contain_text("message 1999")
            await expect(messages(page).last).to_be_in_viewport()
            await page.get_by_role("log").evaluate("list => { list.scrollTop = 0; }")
            await expect(messages(page)).to_have_count(200)
            await page.get_by_role("log").evaluate("list => { list.scrollTop = 0; }")
            await expect(messages(page)).to_have_count(300)
            await expect(messages(page).first).to_contain_text("message 1700")
            await say(server, ANA, SUPPORT, "the newest")
            await expect(messages(page).last).to_contain_text("the newest")


@pytest.mark.parametrize(("author", "shown"), [(ANA, "the last line"), (BEN, "the first line")])
async def test_of_a_message_taller_than_the_list_its_author_sees_the_end_and_others_the_head(author, shown):
    lines = ["the first line", *(f"line {number}" for number in range(200)), "the last line"]
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        if author == ANA:
            await composer(page).fill("\n".join(lines))
            await page.keyboard.press("Enter")
        else:
            await say(server, author, SUPPORT, "\n".join(lines))
        await expect(messages(page)).to_have_count(1)
        await say(
            server, BEN, SUPPORT, "550 5.1.1", thread_ts=await messages(page).first.get_attribute("data-ts")
        )
        await expect(messages(page).first).to_contain_text("1 reply")
        place = """list => {
            const [box, said] = [list, list.querySelector('.said')].map((one) => one.getBoundingClientRect());
            const seen = (y) => y >= box.top - 1 && y <= box.bottom + 1;
            return [seen(said.top), seen(said.bottom)];
        }"""
        wanted = [shown == "the first line", shown == "the last line"]
        assert await page.get_by_role("log").evaluate(place) == wanted


async def test_the_keyboard_stays_in_a_message_that_its_own_button_changes():
    async with running() as server, bolt(server) as app, browser(server) as context:
        button = {"type": "button", "action_id": "take", "text": kit.plain("Take it")}
        other = {"type": "button", "action_id": "again", "text": kit.plain("Once more")}

        @app.action("take")
        async def take(ack, body, client):
            await ack()
            blocks = [kit.section("taken"), {"type": "actions", "elements": [other]}]
            await client.chat_update(channel=SUPPORT, ts=body["message"]["ts"], text="taken", blocks=blocks)

        @app.action("again")
        async def again(ack, body, client):
            await ack()
            blocks = [kit.section("once more"), *body["message"]["blocks"][1:]]
            await client.chat_update(
                channel=SUPPORT, ts=body["message"]["ts"], text="once more", blocks=blocks
            )

        blocks = [kit.section("free"), {"type": "actions", "elements": [button]}]
        await client_of(server).chat_postMessage(channel=SUPPORT, text="free", blocks=blocks)
        page = await visit(context, server)
        message = messages(page).last
        await message.get_by_role("button", name="Take it").press("Enter")
        await expect(message).to_contain_text("taken")
        await expect(message).to_be_focused()  # its button is gone: a second Enter must press no other
        await message.get_by_role("button", name="Once more").press("Enter")
        await expect(message).to_contain_text("once more")
        await expect(message.get_by_role("button", name="Once more")).to_be_focused()


async def test_a_press_counts_though_a_line_moves_its_button_meanwhile():
    async with running() as server, bolt(server) as app, browser(server) as context:
        pressed = []

        @app.action("take")
        async def take(ack, body):
            pressed.append(body["message"]["ts"])
            await ack()

        button = {"type": "button", "action_id": "take", "text": kit.plain("Take it")}
        blocks = [kit.section("free"), {"type": "actions", "elements": [button]}]
        client = client_of(server)
        for _ in range(8):  # enough that a further one scrolls the list
            await say(server, BEN, SUPPORT, "above\n" * 5)
        card = await client.chat_postMessage(channel=SUPPORT, text="free", blocks=blocks)
        page = await visit(context, server)
        place = await messages(page).last.get_by_role("button", name="Take it").bounding_box()
        await page.mouse.move(place["x"] + 5, place["y"] + 5)
        await page.mouse.down()
        await client.chat_update(
            channel=SUPPORT, ts=card["ts"], text="free", blocks=[*blocks, kit.section("!")]
        )
        await say(server, BEN, SUPPORT, "a line\n" * 4)
        await page.wait_for_timeout(500)  # long enough to be drawn
        await page.mouse.up()
        await until(lambda: pressed == [card["ts"]], 5)
        await expect(messages(page).last).to_contain_text("a line")


async def test_arrows_walk_through_the_messages_and_tab_reaches_their_tools():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        for text in ("one", "two"):
            await say(server, BEN, SUPPORT, text)
        await expect(messages(page)).to_have_count(2)
        await page.get_by_role("log").focus()
        await page.keyboard.press("ArrowUp")
        await expect(messages(page).last).to_be_focused()
        await page.keyboard.press("ArrowUp")
        await expect(messages(page).first).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(messages(page).first.get_by_role("button", name="Reply in thread")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(composer(page, "Reply to thread")).to_be_focused()
