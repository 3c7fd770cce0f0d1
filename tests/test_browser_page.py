"""The local workspace's page in a real browser: what people see, type and press, and that nothing leaves."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Locator, Page, expect

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
from tests.sandbox_app import ANA, ANA_DM, BEN, GENERAL, SUPPORT, bolt, client_of, running, say, until

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


async def test_each_person_sees_their_own_channels():
    async with running() as server, browser(server) as context:
        page = await visit(context, server)
        await expect(page.get_by_role("link", name="#mail-ops")).to_be_visible()
        await page.get_by_role("combobox", name="Act as").select_option("Gita Rao (guest)")
        await expect(page.get_by_role("link", name="#mail-ops")).to_have_count(0)
        await expect(page.get_by_role("link", name="#support")).to_be_visible()


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


def form() -> dict:
    """A modal that asks with every input element there is, each named after its type."""
    asked = {**kit.SELECTS, **kit.MULTI, **kit.CHOICES, **kit.TYPED_IN, "file_input": {"max_files": 2}}
    blocks = []
    for name, more in asked.items():
        kind = name.partition(" ")[0]
        plain = {key: value for key, value in more.items() if not key.startswith("initial_")}
        for unwanted in ("confirm", "default_to_current_conversation", "dispatch_action_config"):
            plain.pop(unwanted, None)
        blocks.append(
            {
                "type": "input",
                "block_id": name,
                "label": kit.plain(name),
                "element": {"type": kind, "action_id": "it", **plain},
            }
        )
    return kit.modal(*blocks, callback_id="form")


async def fill_in(page: Page, box: Locator) -> None:
    """Answer every question of `form`, as a person does."""

    async def pick(name: str, typed: str, choice: str) -> None:
        field = box.get_by_role("combobox", name=name, exact=True)
        await field.fill(typed)
        offered = box.get_by_role("listbox", name=name, exact=True)
        await offered.get_by_role("option", name=choice).click()
        if name.startswith("multi"):  # a list of several stays open until one is done
            await field.press("Escape")

    async def select(name: str, choice: str) -> None:
        await box.get_by_role("combobox", name=name, exact=True).select_option(choice)

    await select("static_select", "o")
    await select("static_select with groups", "o")
    await pick("external_select", "gma", "gma found")
    await select("users_select", "Gita Rao (guest)")
    await select("conversations_select", "#support")
    await select("channels_select", "#general")
    await pick("multi_static_select", "", "o")
    await pick("multi_external_select", "out", "out found")
    await pick("multi_users_select", "ben", "Ben Okafor")
    await pick("multi_conversations_select", "", "smtpcheck (direct)")
    await pick("multi_channels_select", "deliv", "#deliverability")
    await box.get_by_role("checkbox").nth(1).check()
    await box.get_by_role("radio").first.check()
    await box.get_by_label("datepicker", exact=True).fill("2026-12-24")
    await box.get_by_label("timepicker", exact=True).fill("17:45")
    await box.get_by_label("datetimepicker", exact=True).fill("2026-12-24T17:45")
    await box.get_by_role("textbox", name="plain_text_input").fill("one\ntwo")
    await box.get_by_role("textbox", name="email_text_input").fill("ana@example.com")
    await box.get_by_role("textbox", name="url_text_input").fill("https://example.com/")
    await box.get_by_role("textbox", name="number_input").fill("587")
    await box.get_by_role("textbox", name="rich_text_input").fill("rich")
    log = {"name": "mail.log", "mimeType": "text/plain", "buffer": b"550 Rejected"}
    await box.get_by_label("file_input").set_input_files(files=[log])
    await expect(box.get_by_role("button", name="Remove mail.log")).to_be_visible()


async def test_a_form_with_every_input_element_reaches_the_app_as_it_was_filled_in():
    async with running() as server, bolt(server) as app, browser(server, timezone_id="UTC") as context:
        sent = []

        @app.command("/smtpcheck")
        async def open_form(ack, body, client):
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=form())

        @app.options("it")
        async def found(ack, payload):
            await ack(options=[kit.option(payload["value"], f"{payload['value']} found")])

        @app.view("form")
        async def submitted(ack, view):
            await ack()
            sent.append(view["state"]["values"])

        page = await visit(context, server)
        await composer(page).fill("/smtpcheck form")
        await composer(page).press("Enter")
        box = page.get_by_role("dialog", name="T")
        await expect(box).to_be_visible()
        await box.get_by_role("button", name="OK", exact=True).click()
        first = box.get_by_role("combobox", name="static_select", exact=True)
        await expect(first).to_be_focused()
        await expect(first).to_have_attribute("aria-invalid", "true")
        assert sent == []
        await fill_in(page, box)
        await keep(page, "page-form")
        await looks_right(page)
        await box.get_by_role("button", name="OK", exact=True).click()
        await expect(box).to_have_count(0)
        values = {block: answers["it"] for block, answers in sent[0].items()}
        file = values.pop("file_input")
        assert [one["name"] for one in file["files"]] == ["mail.log"]
        rich = values.pop("rich_text_input")["rich_text_value"]
        assert [part["type"] for part in rich["elements"]] == ["rich_text_section"]
        assert {block: chosen(answer) for block, answer in values.items()} == {
            "static_select": "v",
            "static_select with groups": "v",
            "external_select": "gma",
            "users_select": "U0GITA00001",
            "conversations_select": SUPPORT,
            "channels_select": GENERAL,
            "multi_static_select": ["v"],
            "multi_external_select": ["out"],
            "multi_users_select": [BEN],
            "multi_conversations_select": [ANA_DM],
            "multi_channels_select": ["C0DELIVERY1"],
            "checkboxes": ["w"],
            "radio_buttons": "a",
            "datepicker": "2026-12-24",
            "timepicker": "17:45",
            "datetimepicker": 1798134300,
            "plain_text_input": "one\ntwo",
            "email_text_input": "ana@example.com",
            "url_text_input": "https://example.com/",
            "number_input": "587",
        }


def chosen(answer: dict) -> object:
    """What a state says was chosen, without the words around it."""
    name = next(key for key in answer if key == "value" or key.startswith("selected_"))
    value = answer[name]
    if name == "selected_option":
        return value["value"]
    return [one["value"] for one in value] if name == "selected_options" else value


async def test_forms_stack_show_the_apps_errors_at_their_fields_and_change_in_place():
    async with running() as server, bolt(server) as app, browser(server) as context:

        def asking(**more) -> dict:
            element = {"type": "plain_text_input", "action_id": "host"}
            ask = {"type": "input", "block_id": "host", "label": kit.plain("Server"), "element": element}
            return kit.modal(ask, kit.actions(kit.button("push")), callback_id="host", **more)

        @app.command("/smtpcheck")
        async def open_form(ack, body, client):
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=asking())

        @app.action("push")
        async def push(ack, body, client):
            await ack()
            above = kit.modal(kit.section("On top."), title=kit.plain("Second"))
            await client.views_push(trigger_id=body["trigger_id"], view=above)

        @app.view("host")
        async def submitted(ack, view):
            if view["state"]["values"]["host"]["host"]["value"] == "smtp.example.com":
                done = {"type": "modal", "title": kit.plain("Done"), "blocks": [kit.section("Found.")]}
                await ack(response_action="update", view=done)
            else:
                await ack(response_action="errors", errors={"host": "No server of that name."})

        page = await visit(context, server)
        await composer(page).fill("/smtpcheck form")
        await composer(page).press("Enter")
        field = page.get_by_role("textbox", name="Server")
        await page.get_by_text("Server", exact=True).click()
        await expect(field).to_be_focused()
        await field.fill("nowhere")
        await field.press("Enter")
        await expect(page.get_by_role("alert")).to_have_text("No server of that name.")
        await expect(field).to_have_attribute("aria-invalid", "true")
        await expect(field).to_have_value("nowhere")
        await page.get_by_role("button", name="Go").click()
        await expect(page.get_by_role("dialog", name="Second")).to_contain_text("On top.")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog", name="T", exact=True)).to_be_visible()
        await field.fill("smtp.example.com")
        await field.press("Enter")
        await expect(page.get_by_role("dialog", name="Done")).to_contain_text("Found.")
        await page.get_by_role("button", name="Close").first.click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(composer(page)).to_be_focused()


async def test_elements_without_a_label_have_names_that_a_person_would_say():
    bare = {"datepicker": {}, "timepicker": {}, "users_select": {"placeholder": kit.plain("Hand off to")}}
    boxes = {"type": "checkboxes", "options": [kit.option("a", "Try it again")]}
    two = {"type": "radio_buttons", "options": [kit.option("a", "Now"), kit.option("b", "Later")]}
    elements = [{"type": kind, **more} for kind, more in bare.items()] + [boxes, two]
    named = [{**one, "action_id": str(number)} for number, one in enumerate(elements)]
    async with running() as server, browser(server) as context:
        await client_of(server).chat_postMessage(channel=SUPPORT, text="card", blocks=[kit.actions(*named)])
        page = await visit(context, server)
        await expect(messages(page).last.locator(".actions")).to_match_aria_snapshot(
            """
            - textbox "Date"
            - textbox "Time"
            - combobox "Hand off to"
            - checkbox "Try it again"
            - text: Try it again
            - group "Choices":
              - radio "Now"
              - radio "Later"
            """
        )


async def test_elements_in_a_message_tell_the_app_what_was_pressed_and_chosen():
    async with running() as server, bolt(server) as app, browser(server) as context:
        used = []

        @app.action(re.compile(".*"))
        async def anything(ack, action):
            await ack()
            used.append((action["action_id"], action.get("value") or chosen(action)))

        everyone = {"type": "users_select", "action_id": "who", "placeholder": kit.plain("Hand off to")}
        more = {
            "type": "overflow",
            "action_id": "more",
            "options": [kit.option("r", "Reopen"), kit.option("w")],
        }
        await client_of(server).chat_postMessage(
            channel=SUPPORT,
            text="card",
            blocks=[kit.actions(kit.button("go", confirm=kit.CONFIRM), everyone, more)],
        )
        page = await visit(context, server)
        card = messages(page).last
        await card.get_by_role("button", name="Go").click()
        await page.get_by_role("dialog", name="Sure?").get_by_role("button", name="No").click()
        await card.get_by_role("button", name="Go").click()
        await page.get_by_role("dialog", name="Sure?").get_by_role("button", name="Yes").click()
        await card.get_by_role("combobox", name="Hand off to").select_option("Ben Okafor")
        await card.get_by_role("button", name="More options").click()
        await page.get_by_role("menuitem", name="Reopen").click()
        await until(lambda: len(used) == 3)
        assert used == [("go", "v"), ("who", BEN), ("more", "r")]


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
            ["/blocks/0/colour invalid additional property: colour"]
        )
        await expect(entry).to_contain_text('"channel": "C0SUPPORT01"')
        await keep(page, "page-traffic")
        await page.get_by_role("tab", name="Faults").click()
        await drawer.get_by_role("checkbox", name="duplicate").check()
        await expect(page.get_by_role("button", name="Faults (1 on)")).to_be_visible()
        await keep(page, "page-faults")
        await looks_right(page)
        await drawer.get_by_role("button", name="Switch all off").click()
        await expect(page.get_by_role("button", name="Faults", exact=True)).to_be_visible()


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
    async with running(state_path=state) as server:
        port = urlsplit(server.page_url).port
        await say(server, ANA, SUPPORT, "still here")
        async with browser(server) as context:
            page = await visit(context, server)
            await server.stop()
            await expect(page.get_by_role("status").filter(has_text="does not answer")).to_be_visible()
            async with running(state_path=state, port=port) as again:
                await expect(page.get_by_role("status").filter(has_text="does not answer")).to_be_hidden()
                await say(again, BEN, SUPPORT, "and back")
                await expect(messages(page)).to_have_count(2)
