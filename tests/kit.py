"""Block Kit that Slack takes, one of every kind: what the validator must accept and the page must draw."""

from __future__ import annotations


def plain(text="x"):
    return {"type": "plain_text", "text": text}


def mrkdwn(text="x"):
    return {"type": "mrkdwn", "text": text}


def option(value="v", text="o"):
    return {"text": plain(text), "value": value}


def button(action_id="b", **more):
    return {"type": "button", "action_id": action_id, "text": plain("Go"), "value": "v", **more}


def rich(text="x"):
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def section(text="x", **more):
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def asked(element, **more):
    return {"type": "input", "label": plain("L"), "element": element, **more}


def modal(*blocks, **more):
    return {"type": "modal", "title": plain("T"), "submit": plain("OK"), "blocks": list(blocks), **more}


def cell(text="x"):
    return {"type": "raw_text", "text": text}


def table(rows=1, columns=1, text="x", **more):
    return {"type": "table", "rows": [[cell(text)] * columns for _ in range(rows)], **more}


def series_chart(kind, **more):
    points = [{"label": "Mon", "value": 3}, {"label": "Tue", "value": 4.5}]
    return {
        "type": "data_visualization",
        "title": "Refusals",
        "chart": {
            "type": kind,
            "series": [{"name": "Gmail", "data": points}],
            "axis_config": {"categories": ["Mon", "Tue"], "x_label": "Day", "y_label": "Count"},
            **more,
        },
    }


CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("It *cannot* be undone."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
    "style": "danger",
}
IMAGE = {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "a chart"}
CARD = {
    "type": "card",
    "hero_image": IMAGE,
    "icon": IMAGE,
    "title": mrkdwn("*Incident 17*"),
    "subtitle": plain("new"),
    "body": mrkdwn("Gmail refused the login."),
    "actions": [button()],
}
TASK = {
    "type": "task_card",
    "task_id": "t1",
    "title": "Look up MX",
    "status": "complete",
    "details": rich(),
    "output": rich(),
    "sources": [{"type": "url", "url": "https://example.com", "text": "docs"}],
}
SELECTS = {
    "static_select": {"options": [option()], "initial_option": option(), "placeholder": plain("pick")},
    "static_select with groups": {"option_groups": [{"label": plain("G"), "options": [option()]}]},
    "external_select": {"min_query_length": 2, "initial_option": option()},
    "users_select": {"initial_user": "U1", "confirm": CONFIRM},
    "conversations_select": {
        "default_to_current_conversation": True,
        "filter": {"include": ["public", "im"], "exclude_bot_users": True},
    },
    "channels_select": {"initial_channel": "C1", "response_url_enabled": False},
}
MULTI = {
    "multi_static_select": {"options": [option()], "initial_options": [option()], "max_selected_items": 3},
    "multi_external_select": {"min_query_length": 0},
    "multi_users_select": {"initial_users": ["U1"]},
    "multi_conversations_select": {"initial_conversations": ["C1"], "filter": {"include": ["im"]}},
    "multi_channels_select": {"initial_channels": ["C1"]},
}
CHOICES = {
    "checkboxes": {
        "options": [{**option(), "text": mrkdwn("*o*"), "description": mrkdwn("d")}, option("w")],
        "initial_options": [option("w")],
    },
    "radio_buttons": {"options": [option("a"), option("b")], "initial_option": option("b")},
    "datepicker": {"initial_date": "2026-11-24", "placeholder": plain("day")},
    "timepicker": {"initial_time": "16:30", "timezone": "Europe/Berlin"},
}
TYPED_IN = {
    "datetimepicker": {"initial_date_time": 1795539600},
    "plain_text_input": {
        "multiline": True,
        "min_length": 1,
        "max_length": 3000,
        "initial_value": "",
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    },
    "email_text_input": {"placeholder": plain("ana@example.com"), "focus_on_load": True},
    "url_text_input": {"initial_value": "https://example.com"},
    "number_input": {
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": "65535",
        "initial_value": "587",
    },
    "rich_text_input": {"initial_value": rich()},
}


def elements(named):
    return {name: {"type": name.partition(" ")[0], "action_id": "a", **more} for name, more in named.items()}


GOOD_MESSAGES = {
    "a section with everything": [
        section("a" * 3000, block_id="s", fields=[mrkdwn("a" * 2000)] * 5, accessory=button(), expand=True)
    ],
    "a section of fields only": [{"type": "section", "fields": [plain(), mrkdwn()]}],
    "a section with a picture": [section(accessory=IMAGE)],
    "a header": [{"type": "header", "text": {**plain("h" * 150), "emoji": True}}],
    "a context": [{"type": "context", "elements": [mrkdwn(), plain(), IMAGE]}],
    "a divider": [{"type": "divider"}],
    "an image": [{**IMAGE, "title": plain("Chart")}],
    "an image kept at Slack": [{"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a chart"}],
    "buttons": [
        actions(
            button("1", style="primary", url="https://example.com", confirm=CONFIRM),
            button("2", accessibility_label="Go on", url="mailto:ana@example.com"),
            button("3", agent_prompt="p" * 4000, agent_prompt_display="p", visible_to_user_ids=["U1"]),
        )
    ],
    "twenty-five buttons": [actions(*(button(str(n)) for n in range(25)))],
    "an overflow": [
        actions(
            {
                "type": "overflow",
                "action_id": "o",
                "options": [{**option(), "url": "https://example.com"}, option("w")],
            }
        )
    ],
    "a workflow button": [
        actions(
            {
                "type": "workflow_button",
                "text": plain("Run"),
                "workflow": {
                    "trigger": {
                        "url": "https://slack.com/shortcuts/Ft1/x",
                        "customizable_input_parameters": [{"name": "n", "value": ""}],
                    }
                },
            }
        )
    ],
    "rich text of every kind": [
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "a", "style": {"bold": True, "code": True}},
                        {"type": "link", "url": "mailto:ana@example.com", "text": "ana@example.com"},
                        {"type": "emoji", "name": "tada", "unicode": "1f389"},
                        {"type": "user", "user_id": "U1"},
                        {"type": "channel", "channel_id": "C1"},
                        {"type": "usergroup", "usergroup_id": "S1"},
                        {"type": "broadcast", "range": "here"},
                        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "then"},
                        {"type": "color", "value": "#fff"},
                        {"type": "team", "team_id": "T1"},
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "indent": 1,
                    "offset": 2,
                    "border": 0,
                    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}],
                },
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a"}], "border": 1},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a"}]},
            ],
        }
    ],
    "markdown": [{"type": "markdown", "text": "# a"}],
    "a table": [
        table(
            100,
            20,
            column_settings=[{"align": "right", "is_wrapped": True}, None],
        )
    ],
    "a table of numbers and rich text": [
        {"type": "table", "rows": [[{"type": "raw_number", "value": 4.5, "text": "4.5"}, rich()]]}
    ],
    "a data table": [
        {
            "type": "data_table",
            "caption": "Refusals",
            "page_size": 10,
            "row_header_column_index": 0,
            "rows": [
                [cell("code"), cell("n")],
                [rich("535"), {"type": "raw_number", "value": 4, "text": "4"}],
            ],
        }
    ],
    "a pie": [
        {
            "type": "data_visualization",
            "title": "Refusals",
            "chart": {"type": "pie", "segments": [{"label": "535", "value": 12}]},
        }
    ],
    "bars": [series_chart("bar")],
    "lines": [series_chart("line")],
    "areas": [series_chart("area")],
    "a card": [CARD],
    "a carousel": [{"type": "carousel", "elements": [CARD] * 10}],
    "a container": [
        {
            "type": "container",
            "title": plain("Steps"),
            "subtitle": mrkdwn("what to do"),
            "icon": IMAGE,
            "width": "wide",
            "is_collapsible": True,
            "default_collapsed": True,
            "child_blocks": [section(), actions(button()), {"type": "divider"}],
        }
    ],
    "a container with a rich title": [
        {"type": "container", "rich_text_title": rich(), "child_blocks": [section()]}
    ],
    "a plan": [{"type": "plan", "title": "Checks", "tasks": [TASK]}],
    "a task card": [TASK],
    "a video": [
        {
            "type": "video",
            "title": plain("How to"),
            "title_url": "https://example.com/v",
            "description": plain("d"),
            "video_url": "https://example.com/v",
            "thumbnail_url": "https://example.com/t.png",
            "alt_text": "a film",
            "author_name": "Ana",
            "provider_name": "P",
            "provider_icon_url": "https://example.com/i.png",
        }
    ],
    "a remote file": [{"type": "file", "external_id": "e", "source": "remote"}],
    "feedback": [
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "action_id": "f",
                    "positive_button": {"text": plain("Good"), "value": "1"},
                    "negative_button": {"text": plain("Bad"), "value": "0", "accessibility_label": "Bad"},
                },
                {"type": "icon_button", "action_id": "i", "icon": "trash", "text": plain("Delete")},
            ],
        }
    ],
    "fifty blocks": [section(str(n)) for n in range(50)],
    "the same action_id in two blocks": [actions(button("a")), actions(button("a"))],
    "an input": [asked({"type": "plain_text_input", "action_id": "a"})],
    **{f"{n} in actions": [actions(e)] for n, e in elements(SELECTS | MULTI | CHOICES).items()},
    **{
        f"{n} beside a section": [section(accessory=e)]
        for n, e in elements(SELECTS | MULTI | CHOICES).items()
    },
}
GOOD_VIEWS = {
    **{
        f"{name} asked for": modal(asked(e, hint=plain("h"), optional=True, dispatch_action=True))
        for name, e in elements(SELECTS | MULTI | CHOICES | TYPED_IN).items()
    },
    "rich text asked for among buttons": modal(  # blocks/actions: among its compatible elements
        actions({"type": "rich_text_input", "action_id": "r"}, button())
    ),
    "a channel that gets the answer": modal(
        asked({"type": "conversations_select", "action_id": "a", "response_url_enabled": True})
    ),
    "a file asked for": modal(
        asked({"type": "file_input", "action_id": "f", "filetypes": ["csv"], "max_files": 1})
    ),
    "a modal with every field": modal(
        section(),
        close=plain("Cancel"),
        private_metadata="m" * 3000,
        callback_id="c" * 255,
        external_id="e" * 255,
        clear_on_close=True,
        notify_on_close=False,
    ),
    "a modal that only shows": {"type": "modal", "title": plain("T" * 24), "blocks": [section()]},
    "alerts": modal(
        *(
            {"type": "alert", "text": mrkdwn("a" * 200), "level": level}
            for level in ("info", "warning", "error")
        ),
        {"type": "alert", "text": plain()},
    ),
    "a hundred blocks": modal(*(section(str(n)) for n in range(100))),
    "a home": {"type": "home", "blocks": [section(), table()], "private_metadata": "", "callback_id": "h"},
}
