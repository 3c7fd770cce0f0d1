// What all elements share: telling the app that one was used, and keeping what was chosen until it is sent.
// `ctx`: {key, where: {channel, ts} | {view_id}} says in which message or view an element stands;
// `field`: {block, label, waits, dispatches} in which block, under which name, and whether it waits for the form.

import * as api from "./api.js";
import { ask, toast } from "./dom.js";
import { permalink, store } from "./store.js";
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

export const optionText = (option) => words(option.text);
const KINDS = {
  checkboxes: "Choices",
  radio_buttons: "Choices",
  datepicker: "Date",
  timepicker: "Time",
  datetimepicker: "Date and time",
};
/** What a screen reader calls an element: outside a form nothing but its placeholder may name it. */
export const nameOf = (field, element) =>
  field.label || words(element.placeholder) || KINDS[element.type] || element.type.replaceAll("_", " ");

/** Keeps a value; tells the app at once unless it waits for the form. */
export async function choose(ctx, field, element, value, node, undo) {
  const before = values.get(ctx.key, field.block.block_id, element.action_id);
  values.set(ctx.key, field.block.block_id, element.action_id, value);
  if (field.waits) return;
  const sent = await press(ctx, field, element, value, node);
  if (!sent) {
    values.set(ctx.key, field.block.block_id, element.action_id, before); // undefined: nobody touched it
    undo?.();
  }
}

export const current = (ctx, field, element, initial) =>
  values.current(ctx.key, field.block.block_id, element.action_id, initial);

/** Opens the address that goes with a press: a place of this workspace here, any other in a tab of its own. */
export function follow(url) {
  const here = permalink(url);
  if (here) location.hash = here;
  else window.open(url, "_blank", "noopener");
}
