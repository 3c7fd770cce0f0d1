// Elements that offer choices: menus, people, channels, boxes to tick.

import * as api from "./api.js";
import { fill, freshId, h, toast } from "./dom.js";
import { picker } from "./picker.js";
import { choose, current, nameOf, optionText } from "./press.js";
import { store, user, userLabel } from "./store.js";
import { textObject, words } from "./text.js";
import * as values from "./values.js";

/** A menu of one choice, drawn by the browser. `choices`: [{value, text, group}] */
export function oneOf(element, ctx, field, choices, initial) {
  const chosen = current(ctx, field, element, initial) ?? "";
  const node = h("select", {
    class: "input select",
    "aria-label": nameOf(field, element),
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

export function listed(element) {
  const groups = element.option_groups;
  const plain = (option, group) => ({
    value: option.value,
    text: optionText(option),
    note: words(option.description),
    group,
  });
  return groups
    ? groups.flatMap((group) => group.options.map((option) => plain(option, words(group.label))))
    : (element.options ?? []).map((option) => plain(option));
}

export const users = () => store.state.users.map((one) => ({ value: one.id, text: userLabel(one) }));
const seen = (one) => one.kind === "public" || one.members.includes(store.me);
export const channels = (kinds, foreign = true) =>
  store.state.channels
    .filter((one) => kinds.includes(one.kind) && !one.archived && seen(one) && (foreign || !one.shared))
    .map((one) => ({ value: one.id, text: `#${one.name}` }));

export function conversations(element) {
  const include = element.filter?.include ?? ["public", "private", "im"];
  const rooms = channels(
    ["public", "private"].filter((kind) => include.includes(kind)),
    !element.filter?.exclude_external_shared_channels,
  );
  if (!include.includes("im")) return rooms;
  const direct = store.state.channels.filter((one) => one.kind === "im" && one.user === store.me);
  return [
    ...rooms,
    ...direct.map((one) => ({ value: one.id, text: `${user(store.state.bot.user_id)?.real_name} (direct)` })),
  ];
}

/** The conversation one is looking at, when the app wants that chosen from the start. */
export function here(element, ctx, field) {
  const value = store.place.channel;
  if (!element.default_to_current_conversation || !conversations(element).some((one) => one.value === value))
    return null;
  if (current(ctx, field, element) === undefined)
    values.set(ctx.key, field.block.block_id, element.action_id, value);
  return value;
}

export function manyOf(element, ctx, field, choices, initial) {
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
export function external(element, ctx, field, many) {
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

export function ticks(element, ctx, field) {
  const many = element.type === "checkboxes";
  const initial = many
    ? (element.initial_options ?? []).map((one) => one.value)
    : element.initial_option?.value;
  const chosen = current(ctx, field, element, initial);
  const name = freshId("choice");
  // One box without a label is named by its own words; only several, or those of a form, are a group.
  const grouped = Boolean(field.label) || element.options.length > 1;
  const box = h(grouped ? "fieldset" : "div", { class: "choices" });
  if (grouped) fill(box, h("legend", { class: "hidden" }, nameOf(field, element)));
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
    fill(
      box,
      h("label", { class: "choice" }, input, h("span", {}, h("span", {}, textObject(option.text)), note)),
    );
  }
  return box;
}
