"""The local workspace's page in a real browser: who one can be, where one can go, and that nothing leaves."""

from __future__ import annotations

import re

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
    visit,
)
from tests.sandbox_app import (
    ANA,
    BEN,
    DELIVERABILITY,
    GITA,
    SUPPORT,
    bolt,
    client_of,
    free_port,
    peers,
    running,
    say,
)

pytestmark = IN_BROWSER


async def test_the_page_says_that_it_is_local_and_who_can_be_acted_as():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await expect(page.get_by_role("banner").first).to_contain_text("This is not Slack")
        await expect(page.get_by_role("banner").first).to_contain_text("stays on this machine")
        act_as = page.get_by_role("combobox", name="Act as")
        assert await act_as.locator("option").all_inner_texts() == [
            "Ana Duarte",
            "Ben Okafor",
            "Chris Lindqvist",
            "Gita Rao (guest)",
            "Otto Brandt (other organisation)",
        ]
        await expect(page.get_by_role("navigation")).to_contain_text("smtpcheck is not connected")
        async with bolt(server):
            await expect(page.get_by_role("navigation")).to_contain_text("smtpcheck is connected")
        await keep(page, "page-first")


async def test_the_open_channel_can_be_read_in_the_list_when_it_is_shared():
    async with running() as server, browser(server) as context:
        page = await visit(context, server, where=DELIVERABILITY)
        await expect(page.get_by_role("link", name="deliverability")).to_have_attribute(
            "aria-current", "page"
        )
        await looks_right(page)


async def test_what_slack_says_itself_stands_where_it_was_said():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await say(server, ANA, SUPPORT, "before")
        await composer(page).fill("/other x")
        await composer(page).press("Enter")
        await expect(messages(page).last).to_contain_text("/other is not a valid command.")
        await say(server, ANA, SUPPORT, "after")
        await expect(messages(page)).to_contain_text(["before", "/other is not a valid command.", "after"])
        await messages(page).nth(1).get_by_role("button", name="Dismiss").press("Enter")
        await expect(messages(page)).to_have_count(2)
        await expect(messages(page)).to_contain_text(["before", "after"])
        await expect(page.get_by_role("log", name="Messages in #support")).to_be_focused()


async def test_an_input_that_was_cleared_stays_cleared_and_one_that_nobody_touched_keeps_its_first_value():
    shown = """async (chosen) => {
        const values = await import("/page/values.js");
        const current = () => values.current("modal", "when", "date", "2026-12-24");
        const seen = [current()];
        for (const value of chosen) {
            values.set("modal", "when", "date", value);
            seen.push(current());
        }
        values.forget("modal");
        return [...seen, current()];
    }"""
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        seen = await page.evaluate(shown, ["2026-12-31", None, "", 0])
    assert seen == ["2026-12-24", "2026-12-31", None, "", 0, "2026-12-24"]


async def test_a_guest_may_leave_a_channel_but_move_no_app():
    async with running() as server, browser(server) as context:
        items = {}
        for user in (ANA, GITA):
            page = await visit(context, server, user=user)
            await page.get_by_role("button", name="Channel menu").press("Enter")
            items[user] = await page.get_by_role("menuitem").all_inner_texts()
        assert items == {
            ANA: ["Remove smtpcheck from this channel", "Leave this channel"],
            GITA: ["Leave this channel"],
        }


async def test_each_person_sees_their_own_channels():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await expect(page.get_by_role("link", name="#mail-ops")).to_be_visible()
        await page.get_by_role("combobox", name="Act as").select_option("Gita Rao (guest)")
        await expect(page.get_by_role("link", name="#mail-ops")).to_have_count(0)
        await expect(page.get_by_role("link", name="#support")).to_be_visible()


async def test_the_keyboard_stays_in_the_list_of_conversations():
    async with running() as server, browser(server) as context:
        page = await visit(context, server, user=BEN)
        side = page.get_by_role("navigation")
        await page.get_by_role("button", name="Channel menu").click()
        await page.get_by_role("menuitem", name="Leave this channel").click()
        await side.get_by_role("button", name="support").press("Enter")
        await expect(side.get_by_role("link", name="#support")).to_be_focused()
        await side.get_by_role("button", name="Create a channel").press("Enter")
        await page.get_by_role("textbox", name="Name").fill("bounces")
        await page.get_by_role("button", name="Create", exact=True).press("Enter")
        await expect(page.get_by_role("heading", name="#bounces")).to_be_visible()
        await expect(side.get_by_role("button", name="Create a channel")).to_be_focused()


async def test_a_channel_is_made_with_the_keyboard_alone():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await page.get_by_role("button", name="Create a channel").press("Enter")
        await expect(page.get_by_role("dialog").get_by_role("textbox", name="Name")).to_be_focused()
        await page.keyboard.type("outages")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(composer(page, "Message #outages")).to_be_visible()


async def test_the_home_tab_is_opened_and_drawn():
    async with running() as server, bolt(server) as app, browser(server) as context:

        @app.event("app_home_opened")
        async def publish(event, client):
            view = {"type": "home", "blocks": [kit.section(f"Incidents of <@{event['user']}>")]}
            await client.views_publish(user_id=event["user"], view=view)

        page = await visit(context, server)
        await page.get_by_role("link", name="smtpcheck").click()
        await page.get_by_role("tab", name="Home").click()
        await expect(page.get_by_role("tabpanel", name="Home")).to_have_text("Incidents of @ana")
        await page.get_by_role("tab", name="Messages").click()
        await expect(composer(page, "Message smtpcheck")).to_be_visible()


async def test_the_keyboard_stays_where_it_is_when_the_home_tab_is_drawn_anew():
    async with running() as server, browser(server) as context:

        async def publish(*names: str) -> None:
            buttons = [
                {
                    "type": "button",
                    "action_id": name.partition(" ")[0],
                    "text": kit.plain(name),
                    "value": name,
                }
                for name in names
            ]
            rows = [{"type": "actions", "elements": [button]} for button in buttons]
            await client_of(server).views_publish(user_id=ANA, view={"type": "home", "blocks": rows})
            await expect(home.get_by_role("button")).to_have_text(list(names))

        page = await visit(context, server)
        home = page.get_by_role("tabpanel", name="Home")
        await page.get_by_role("link", name="smtpcheck").click()
        await page.get_by_role("tab", name="Home").click()
        await publish("Take 4", "Take 3", "Older")
        await home.get_by_role("button", name="Older").focus()
        await publish("Take 5", "Take 4", "Take 3", "Older")
        await expect(home.get_by_role("button", name="Older")).to_be_focused()
        await home.get_by_role("button", name="Take 4").focus()
        await publish("Take 6", "Take 5", "Take 4", "Take 3")
        await expect(home.get_by_role("button", name="Take 4")).to_be_focused()
        await publish("Take 3")
        await expect(home).to_be_focused()  # a second Enter must not take another one


async def test_the_drawer_shows_a_refused_call_with_its_place():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await page.get_by_role("button", name="Traffic").click()
        with pytest.raises(Exception, match="invalid_blocks"):
            await client_of(server).chat_postMessage(
                channel=SUPPORT, text="x", blocks=[{"type": "section", "colour": "red"}]
            )
        drawer = page.get_by_role("region", name="Traffic and faults")
        row = drawer.get_by_role("row").filter(has_text="invalid_blocks")
        await row.get_by_role("button", name="chat.postMessage").click()
        entry = drawer.get_by_role("region", name="Entry")
        await expect(entry.get_by_role("listitem")).to_have_text(
            ["/blocks/0 invalid additional property: colour"]
        )
        await expect(entry).to_contain_text('"channel": "C0SUPPORT01"')
        await keep(page, "page-traffic")
        await page.get_by_role("tab", name="Faults").click()
        await drawer.get_by_role("checkbox", name="duplicate").press("Space")
        await expect(drawer.get_by_role("checkbox", name="duplicate")).to_be_checked()
        await expect(drawer.get_by_role("checkbox", name="duplicate")).to_be_focused()
        await expect(page.get_by_role("button", name="Faults (1 on)")).to_be_visible()
        await keep(page, "page-faults")
        await looks_right(page)
        await drawer.get_by_role("button", name="Switch all off").click()
        await expect(page.get_by_role("button", name="Faults", exact=True)).to_be_visible()


async def test_the_keyboard_goes_into_the_drawer_and_back_to_the_button_that_opened_it():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        drawer = page.get_by_role("region", name="Traffic and faults")
        for name in ("Faults", "Traffic"):
            opener = page.get_by_role("banner").get_by_role("button", name=name)
            for leave in ("Escape", "Close drawer"):
                await opener.press("Enter")
                await expect(drawer.get_by_role("tab", name=name)).to_be_focused()
                if leave == "Escape":
                    await page.keyboard.press("Escape")
                else:
                    await drawer.get_by_role("button", name=leave).press("Enter")
                await expect(drawer).to_be_hidden()
                await expect(opener).to_be_focused()


async def test_the_drawer_tells_the_tries_of_an_event_apart():
    limits = Limits(ack_deadline_s=0.1, event_retries_s=(0.0, 60.0, 300.0))
    async with running(limits=limits) as server, peers(server), browser(server) as context:
        page = await visit(context, server)
        await page.get_by_role("button", name="Traffic").click()
        await say(server, ANA, SUPPORT, "nobody acknowledges this")
        rows = page.get_by_role("region", name="Traffic and faults").get_by_role("row")
        tries = rows.filter(has_text="events_api message").get_by_role("cell", name="timeout")
        await expect(tries).to_have_text(["timeout (retry 1)", "timeout"])


async def test_a_reset_empties_the_workspace_on_every_page():
    async with running() as server, browser(server) as context:
        ana = await visit(context, server)
        ben = await visit(context, server, BEN)
        await say(server, ANA, SUPPORT, "to be forgotten")
        await expect(messages(ben)).to_have_count(1)
        await ana.get_by_role("button", name="Reset").click()
        await ana.get_by_role("dialog").get_by_role("button", name="Reset").click()
        await expect(messages(ana)).to_have_count(0)
        await expect(messages(ben)).to_have_count(0)


async def test_the_examples_fill_the_composer():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        group = page.get_by_role("group", name="Try one of these")
        await group.get_by_role("button", name="A refused login").click()
        await expect(composer(page)).to_be_focused()
        await expect(composer(page)).to_have_value(re.compile(r"535, b'5\.7\.8"))


async def test_a_narrow_window_hides_the_conversations_behind_a_button():
    async with running() as server, browser(server, viewport={"width": 400, "height": 700}) as context:
        page = await visit(context, server)
        await expect(page.get_by_role("navigation")).to_be_hidden()
        await page.get_by_role("button", name="Show conversations").click()
        await page.get_by_role("link", name="#general").click()
        await expect(page.get_by_role("navigation")).to_be_hidden()
        await expect(composer(page, "Message #general")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == 400
        await keep(page, "page-narrow")


async def test_the_page_comes_back_when_the_workspace_does(tmp_path):
    state = str(tmp_path / "workspace.sqlite")
    port = free_port()  # which nobody takes while the workspace is down
    async with running(state_path=state, port=port) as server:
        await say(server, ANA, SUPPORT, "still here")
        async with browser(server) as context:
            page = await visit(context, server)
            connection = page.get_by_role("navigation").get_by_text("smtpcheck is not connected.")
            await expect(connection).to_be_visible()
            await server.stop()
            await expect(page.get_by_role("status").filter(has_text="does not answer")).to_be_visible()
            await expect(connection).to_be_hidden()  # nobody knows it now
            async with running(state_path=state, port=port) as again:
                await expect(page.get_by_role("status").filter(has_text="does not answer")).to_be_hidden()
                await expect(connection).to_be_visible()
                await say(again, BEN, SUPPORT, "and back")
                await expect(messages(page)).to_have_count(2)
