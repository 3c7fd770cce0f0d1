"""Forms and elements in a real browser: filled in, stacked, refused at their fields, told to the app."""

from __future__ import annotations

import re

from playwright.async_api import Locator, expect

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
from tests.sandbox_app import ANA_DM, BEN, GENERAL, SUPPORT, bolt, client_of, running, until

pytestmark = IN_BROWSER


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


async def fill_in(box: Locator) -> None:
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
        await fill_in(box)
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
        await page.keyboard.type("thanks")
        await expect(composer(page)).to_have_value("thanks")


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


async def test_a_choice_that_was_not_sent_leaves_the_element_as_the_app_made_it():
    async with running() as server, bolt(server) as app, browser(server) as context:
        states = []

        @app.action("go")
        async def go(ack, body):
            await ack()
            states.append(body["state"]["values"]["row"]["who"]["selected_user"])

        who = {"type": "users_select", "action_id": "who", "initial_user": BEN, "confirm": kit.CONFIRM}
        row = {**kit.actions(who, kit.button("go")), "block_id": "row"}
        await client_of(server).chat_postMessage(channel=SUPPORT, text="card", blocks=[row])
        page = await visit(context, server)
        card = messages(page).last
        await card.get_by_role("combobox").select_option("Gita Rao (guest)")
        await page.get_by_role("dialog", name="Sure?").get_by_role("button", name="No").click()
        await card.get_by_role("button", name="Go").click()
        await until(lambda: states)
        assert states == [BEN]
