// Block Kit's interactive elements, each drawn from its JSON (`ctx` and `field` as in `press`).

import { h, icon, iconButton, openMenu } from "./dom.js";
import { files, localMoment, moment, richInitial, typedIn } from "./inputs.js";
import { follow, press } from "./press.js";
import { channels, conversations, external, here, listed, manyOf, oneOf, ticks, users } from "./selects.js";
import { store } from "./store.js";
import { textObject, words } from "./text.js";

function button(element, ctx, field) {
  const style = { primary: " primary", danger: " danger" }[element.style] ?? "";
  const node = h(
    "button",
    {
      type: "button",
      class: `button${style}`,
      value: element.value,
      "aria-label": element.accessibility_label,
      onclick: async () => {
        const sent = await press(ctx, field, element, element.value ?? null, node);
        if (sent && element.url) follow(element.url);
      },
    },
    textObject(element.text),
  );
  return node;
}

function workflowButton(element) {
  return h(
    "button",
    { type: "button", class: "button", disabled: true, title: "Workflows run only in Slack" },
    textObject(element.text),
  );
}

function iconButtonElement(element, ctx, field) {
  const shown = element.visible_to_user_ids;
  if (shown && !shown.includes(store.me)) return null;
  const label = element.accessibility_label ?? words(element.text);
  const node = iconButton("trash", label, {
    onclick: () => press(ctx, field, element, element.value ?? null, node),
  });
  return node;
}

function feedbackButtons(element, ctx, field) {
  const buttons = [element.positive_button, element.negative_button].map((one) => {
    const node = h(
      "button",
      {
        type: "button",
        class: "button",
        "aria-label": one.accessibility_label,
        onclick: () => press(ctx, field, element, one.value, node),
      },
      textObject(one.text),
    );
    return node;
  });
  return h("div", { class: "actions" }, buttons);
}

function overflow(element, ctx, field) {
  const node = iconButton("more", field.label ? `More: ${field.label}` : "More options", {
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    class: "icon-button framed",
    onclick: () =>
      openMenu(
        node,
        "More options",
        element.options.map((option) => ({
          label: textObject(option.text),
          note: words(option.description),
          run: async () => {
            const sent = await press(ctx, field, element, option.value, node);
            if (sent && option.url) follow(option.url);
          },
        })),
      ),
  });
  return node;
}

const DRAWN = {
  button,
  workflow_button: workflowButton,
  icon_button: iconButtonElement,
  feedback_buttons: feedbackButtons,
  overflow,
  static_select: (e, ctx, f) => oneOf(e, ctx, f, listed(e), e.initial_option?.value),
  users_select: (e, ctx, f) => oneOf(e, ctx, f, users(), e.initial_user),
  channels_select: (e, ctx, f) => oneOf(e, ctx, f, channels(["public"]), e.initial_channel),
  conversations_select: (e, ctx, f) =>
    oneOf(e, ctx, f, conversations(e), e.initial_conversation ?? here(e, ctx, f)),
  external_select: (e, ctx, f) => external(e, ctx, f, false),
  multi_static_select: (e, ctx, f) =>
    manyOf(
      e,
      ctx,
      f,
      listed(e),
      (e.initial_options ?? []).map((one) => one.value),
    ),
  multi_users_select: (e, ctx, f) => manyOf(e, ctx, f, users(), e.initial_users),
  multi_channels_select: (e, ctx, f) => manyOf(e, ctx, f, channels(["public"]), e.initial_channels),
  multi_conversations_select: (e, ctx, f) => manyOf(e, ctx, f, conversations(e), e.initial_conversations),
  multi_external_select: (e, ctx, f) => external(e, ctx, f, true),
  checkboxes: ticks,
  radio_buttons: ticks,
  datepicker: (e, ctx, f) => moment(e, ctx, f, "date", e.initial_date),
  timepicker: (e, ctx, f) => moment(e, ctx, f, "time", e.initial_time),
  datetimepicker: (e, ctx, f) =>
    moment(
      e,
      ctx,
      f,
      "datetime-local",
      e.initial_date_time,
      (v) => Math.floor(new Date(v).getTime() / 1000),
      localMoment,
    ),
  plain_text_input: (e, ctx, f) =>
    e.multiline ? typedIn(e, ctx, f, { rows: 5 }, { tag: "textarea" }) : typedIn(e, ctx, f, { type: "text" }),
  email_text_input: (e, ctx, f) => typedIn(e, ctx, f, { type: "email" }),
  url_text_input: (e, ctx, f) => typedIn(e, ctx, f, { type: "url" }),
  number_input: (e, ctx, f) =>
    typedIn(e, ctx, f, { type: "text", inputmode: e.is_decimal_allowed ? "decimal" : "numeric" }),
  rich_text_input: (e, ctx, f) =>
    typedIn(e, ctx, f, { rows: 5 }, { tag: "textarea", initial: richInitial(e) }),
  file_input: files,
};

export function drawElement(element, ctx, field) {
  const draw = DRAWN[element.type];
  if (!draw) return h("span", { class: "unknown" }, icon("warn"), `${element.type} is not drawn here`);
  const node = draw(element, ctx, field);
  if (node) node.dataset.action = element.action_id; // by which the keyboard finds it again
  return node;
}
