// Block Kit's interactive elements. Each is drawn from its JSON and reports to the app through `press`.
// `ctx`: {key, where: {channel, ts} | {view_id}} says in which message or view it stands;
// `field`: {block, label, waits} says in which block, under which name, and whether it only reports on submit.

import * as api from "./api.js";
import { ask, fill, freshId, h, icon, iconButton, openMenu, toast } from "./dom.js";
import { picker } from "./picker.js";
import { people, store, user } from "./store.js";
import { textObject, words } from "./text.js";
import * as values from "./values.js";

/** Tells the app that something was used; asks first when the element wants that. Resolves to whether it was sent. */
export async function press(ctx, field, element, value, node, confirm = element.confirm) {
  if (confirm) {
    const sure = await ask({
      title: words(confirm.title),
      text: textObject(confirm.text),
      yes: words(confirm.confirm),
      no: words(confirm.deny),
      danger: confirm.style === "danger",
    });
    if (!sure) return false;
  }
  node?.setAttribute("aria-busy", "true");
  const answer = await api.act(store.me, "press", {
    ...ctx.where,
    block_id: field.block.block_id,
    action_id: element.action_id,
    value,
    values: values.all(ctx.key),
  });
  node?.removeAttribute("aria-busy");
  if (!answer.ok) toast(answer.error);
  return answer.ok;
}

const optionText = (option) => words(option.text);
const nameOf = (field, element) => field.label || words(element.placeholder) || element.type.replaceAll("_", " ");

/** Keeps a value; tells the app at once unless it waits for the form. */
async function choose(ctx, field, element, value, node, undo) {
  const before = values.get(ctx.key, field.block.block_id, element.action_id);
  values.set(ctx.key, field.block.block_id, element.action_id, value);
  if (field.waits) return;
  const sent = await press(ctx, field, element, value, node);
  if (!sent) {
    values.set(ctx.key, field.block.block_id, element.action_id, before ?? null);
    undo?.();
  }
}

const current = (ctx, field, element, initial) =>
  values.get(ctx.key, field.block.block_id, element.action_id) ?? initial;

function button(element, ctx, field) {
  const style = { primary: " primary", danger: " danger" }[element.style] ?? "";
  const node = h(
    "button",
    {
      type: "button",
      class: `button${style}`,
      "aria-label": element.accessibility_label,
      dataset: { action: element.action_id },
      onclick: async () => {
        const sent = await press(ctx, field, element, element.value ?? null, node);
        if (sent && element.url) window.open(element.url, "_blank", "noopener");
      },
    },
    textObject(element.text),
  );
  return node;
}

function workflowButton(element) {
  return h("button", { type: "button", class: "button", disabled: true, title: "Workflows run only in Slack" }, textObject(element.text));
}

function iconButtonElement(element, ctx, field) {
  const shown = element.visible_to_user_ids;
  if (shown && !shown.includes(store.me)) return null;
  const label = element.accessibility_label ?? words(element.text);
  const node = iconButton("trash", label, { onclick: () => press(ctx, field, element, element.value ?? null, node) });
  return node;
}

function feedbackButtons(element, ctx, field) {
  return [element.positive_button, element.negative_button].map((one) => {
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
            if (sent && option.url) window.open(option.url, "_blank", "noopener");
          },
        })),
      ),
  });
  return node;
}

/** A menu of one choice, drawn by the browser. `choices`: [{value, text, group}] */
function oneOf(element, ctx, field, choices, initial) {
  const chosen = current(ctx, field, element, initial) ?? "";
  const node = h("select", {
    class: "input select",
    "aria-label": nameOf(field, element),
    dataset: { action: element.action_id },
    onchange: () => {
      const value = node.value || null;
      choose(ctx, field, element, value, node, () => (node.value = chosen));
    },
  });
  fill(node, h("option", { value: "" }, words(element.placeholder) || "Choose…"));
  let group = null;
  let parent = node;
  for (const choice of choices) {
    if (choice.group && choice.group !== group) {
      group = choice.group;
      parent = h("optgroup", { label: group });
      fill(node, parent);
    }
    fill(parent, h("option", { value: choice.value }, choice.text));
  }
  node.value = chosen;
  if (node.selectedIndex < 0) node.value = ""; // chosen by the app, but not among the choices
  return node;
}

function listed(element) {
  const groups = element.option_groups;
  const plain = (option, group) => ({ value: option.value, text: optionText(option), note: words(option.description), group });
  return groups
    ? groups.flatMap((group) => group.options.map((option) => plain(option, words(group.label))))
    : (element.options ?? []).map((option) => plain(option));
}

const KIND_WORDS = { guest: " (guest)", stranger: " (other organisation)", bot: " (app)", member: "" };
export const userLabel = (one) => `${one.real_name}${KIND_WORDS[one.kind] ?? ""}`;
const users = () => store.state.users.map((one) => ({ value: one.id, text: userLabel(one) }));
const seen = (one) => one.kind === "public" || one.members.includes(store.me);
const channels = (kinds) =>
  store.state.channels
    .filter((one) => kinds.includes(one.kind) && !one.archived && seen(one))
    .map((one) => ({ value: one.id, text: `#${one.name}` }));

function conversations(element) {
  const include = element.filter?.include ?? ["public", "private", "im"];
  const rooms = channels(["public", "private"].filter((kind) => include.includes(kind)));
  if (!include.includes("im")) return rooms;
  const direct = store.state.channels.filter((one) => one.kind === "im" && one.user === store.me);
  return [...rooms, ...direct.map((one) => ({ value: one.id, text: `${user(store.state.bot.user_id)?.real_name} (direct)` }))];
}

/** The conversation one is looking at, when the app wants that chosen from the start. */
function here(element, ctx, field) {
  const value = store.place.channel;
  if (!element.default_to_current_conversation || !conversations(element).some((one) => one.value === value)) return null;
  if (current(ctx, field, element) === undefined) values.set(ctx.key, field.block.block_id, element.action_id, value);
  return value;
}

function manyOf(element, ctx, field, choices, initial) {
  return picker({
    label: nameOf(field, element),
    placeholder: words(element.placeholder) || "Choose…",
    choices,
    chosen: current(ctx, field, element, initial) ?? [],
    many: true,
    most: element.max_selected_items,
    onChange: (value, node) => choose(ctx, field, element, value, node),
  });
}

/** Only the app knows the options of an external select, so that what is sent is the whole option. */
function external(element, ctx, field, many) {
  const given = many ? element.initial_options : element.initial_option && [element.initial_option];
  const chosen = [current(ctx, field, element, given ?? [])].flat().filter(Boolean);
  const known = new Map(chosen.map((one) => [one.value, one]));
  const shown = (option, group) => {
    known.set(option.value, option);
    return { value: option.value, text: optionText(option), note: words(option.description), group };
  };
  return picker({
    label: nameOf(field, element),
    placeholder: words(element.placeholder) || "Type to search…",
    choices: chosen.map((one) => shown(one)),
    chosen: chosen.map((one) => one.value),
    many,
    most: element.max_selected_items,
    least: element.min_query_length ?? 3,
    search: async (typed) => {
      const where = { ...ctx.where, block_id: field.block.block_id, action_id: element.action_id };
      const answer = await api.act(store.me, "suggest", { ...where, value: typed });
      if (!answer.ok) toast(answer.error);
      const groups = answer.option_groups ?? [{ options: answer.options ?? [] }];
      return groups.flatMap((group) => group.options.map((option) => shown(option, words(group.label))));
    },
    onChange: (picked, node) => {
      const options = picked.map((one) => known.get(one));
      choose(ctx, field, element, many ? options : (options[0] ?? null), node);
    },
  });
}

function ticks(element, ctx, field) {
  const many = element.type === "checkboxes";
  const initial = many ? (element.initial_options ?? []).map((one) => one.value) : element.initial_option?.value;
  const chosen = current(ctx, field, element, initial);
  const name = freshId("choice");
  const box = h("fieldset", { class: "choices", dataset: { action: element.action_id } });
  fill(box, h("legend", { class: "hidden" }, nameOf(field, element)));
  for (const option of element.options) {
    const note = option.description && h("span", { class: "choice-note" }, textObject(option.description));
    const input = h("input", {
      type: many ? "checkbox" : "radio",
      name,
      value: option.value,
      onchange: () => {
        const on = [...box.querySelectorAll("input:checked")].map((one) => one.value);
        choose(ctx, field, element, many ? on : on[0], box);
      },
    });
    input.checked = many ? (chosen ?? []).includes(option.value) : chosen === option.value;
    fill(box, h("label", { class: "choice" }, input, h("span", {}, h("span", {}, textObject(option.text)), note)));
  }
  return box;
}

/** A field that one types into. It reports on Enter when the app wants that, else with the form. */
function typedIn(element, ctx, field, attributes, { tag = "input", initial = element.initial_value ?? "", parse = (v) => v } = {}) {
  const wanted = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const keep = () => values.set(ctx.key, field.block.block_id, element.action_id, parse(node.value));
  const send = () => {
    keep();
    press(ctx, field, element, parse(node.value), node);
  };
  const node = h(tag, {
    class: "input",
    placeholder: words(element.placeholder) || null,
    "aria-label": nameOf(field, element),
    dataset: { action: element.action_id },
    autocomplete: "off",
    autofocus: element.focus_on_load === true,
    oninput: () => {
      keep();
      if (field.dispatches && wanted.includes("on_character_entered")) send();
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing || tag === "textarea") return;
      if (field.dispatches && wanted.includes("on_enter_pressed")) {
        event.preventDefault();
        send();
      }
    },
    ...attributes,
  });
  node.value = current(ctx, field, element, initial) ?? "";
  return node;
}

/** A day, a time or both, drawn by the browser; reports as soon as it is chosen. */
function moment(element, ctx, field, type, initial, parse = (v) => v, show = (v) => v) {
  const node = h("input", {
    type,
    class: "input moment",
    "aria-label": nameOf(field, element),
    dataset: { action: element.action_id },
    onchange: () => choose(ctx, field, element, node.value ? parse(node.value) : null, node),
  });
  const chosen = current(ctx, field, element, initial);
  node.value = chosen ? show(chosen) : "";
  return node;
}

function localMoment(seconds) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function files(element, ctx, field) {
  const most = element.max_files ?? 10;
  const held = h("ul", { class: "held-files" });
  const chosen = current(ctx, field, element, []) ?? [];
  const names = (values.get(`${ctx.key} names`, field.block.block_id, element.action_id) ?? {});
  const keep = (ids) => {
    values.set(ctx.key, field.block.block_id, element.action_id, ids);
    values.set(`${ctx.key} names`, field.block.block_id, element.action_id, names);
    draw(ids);
  };
  const draw = (ids) => {
    held.replaceChildren();
    for (const id of ids) {
      const remove = iconButton("close", `Remove ${names[id] ?? id}`, { onclick: () => keep(ids.filter((one) => one !== id)) });
      fill(held, h("li", {}, names[id] ?? id, remove));
    }
  };
  const input = h("input", {
    type: "file",
    class: "input",
    "aria-label": nameOf(field, element),
    multiple: most > 1,
    accept: (element.filetypes ?? []).map((one) => `.${one}`).join(",") || null,
    onchange: async () => {
      const picked = [...input.files];
      const answer = await api.upload(store.me, picked);
      input.value = "";
      if (!answer.ok) return toast(answer.error);
      answer.files.forEach((id, index) => (names[id] = picked[index]?.name ?? id));
      const before = values.get(ctx.key, field.block.block_id, element.action_id) ?? [];
      return keep([...before, ...answer.files].slice(-most));
    },
  });
  draw(chosen);
  return h("div", { class: "files-input" }, input, held);
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
  conversations_select: (e, ctx, f) => oneOf(e, ctx, f, conversations(e), e.initial_conversation ?? here(e, ctx, f)),
  external_select: (e, ctx, f) => external(e, ctx, f, false),
  multi_static_select: (e, ctx, f) => manyOf(e, ctx, f, listed(e), (e.initial_options ?? []).map((one) => one.value)),
  multi_users_select: (e, ctx, f) => manyOf(e, ctx, f, users(), e.initial_users),
  multi_channels_select: (e, ctx, f) => manyOf(e, ctx, f, channels(["public"]), e.initial_channels),
  multi_conversations_select: (e, ctx, f) => manyOf(e, ctx, f, conversations(e), e.initial_conversations),
  multi_external_select: (e, ctx, f) => external(e, ctx, f, true),
  checkboxes: ticks,
  radio_buttons: ticks,
  datepicker: (e, ctx, f) => moment(e, ctx, f, "date", e.initial_date),
  timepicker: (e, ctx, f) => moment(e, ctx, f, "time", e.initial_time),
  datetimepicker: (e, ctx, f) =>
    moment(e, ctx, f, "datetime-local", e.initial_date_time, (v) => Math.floor(new Date(v).getTime() / 1000), localMoment),
  plain_text_input: (e, ctx, f) =>
    e.multiline ? typedIn(e, ctx, f, { rows: 5 }, { tag: "textarea" }) : typedIn(e, ctx, f, { type: "text" }),
  email_text_input: (e, ctx, f) => typedIn(e, ctx, f, { type: "email" }),
  url_text_input: (e, ctx, f) => typedIn(e, ctx, f, { type: "url" }),
  number_input: (e, ctx, f) =>
    typedIn(e, ctx, f, { type: "text", inputmode: e.is_decimal_allowed ? "decimal" : "numeric" }),
  rich_text_input: (e, ctx, f) => typedIn(e, ctx, f, { rows: 5 }, { tag: "textarea", initial: richInitial(e) }),
  file_input: files,
};

function richInitial(element) {
  const parts = (element.initial_value?.elements ?? []).flatMap((one) => one.elements ?? []);
  return parts.map((one) => one.text ?? one.url ?? "").join("");
}

/** The elements that a form collects (all but buttons and overflow menus). */
export const collects = (type) => !["button", "workflow_button", "icon_button", "feedback_buttons", "overflow", "image"].includes(type);

export function drawElement(element, ctx, field) {
  const draw = DRAWN[element.type];
  return draw ? draw(element, ctx, field) : h("span", { class: "unknown" }, icon("warn"), `${element.type} is not drawn here`);
}

export const peopleOptions = () => people().map((one) => ({ value: one.id, text: userLabel(one) }));
