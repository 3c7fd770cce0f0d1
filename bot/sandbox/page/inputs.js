// Elements that one types into, and files.

import * as api from "./api.js";
import { fill, h, iconButton, toast } from "./dom.js";
import { choose, current, nameOf, press } from "./press.js";
import { store } from "./store.js";
import { words } from "./text.js";
import * as values from "./values.js";

/** A field that one types into. It reports on Enter when the app wants that, else with the form. */
export function typedIn(
  element,
  ctx,
  field,
  attributes,
  { tag = "input", initial = element.initial_value ?? "", parse = (v) => v } = {},
) {
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
export function moment(element, ctx, field, type, initial, parse = (v) => v, show = (v) => v) {
  const node = h("input", {
    type,
    class: "input moment",
    "aria-label": nameOf(field, element),
    onchange: () => choose(ctx, field, element, node.value ? parse(node.value) : null, node),
  });
  const chosen = current(ctx, field, element, initial);
  node.value = chosen ? show(chosen) : "";
  return node;
}

export function localMoment(seconds) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function files(element, ctx, field) {
  const most = element.max_files ?? 10;
  const held = h("ul", { class: "held-files" });
  const chosen = current(ctx, field, element, []) ?? [];
  const names = values.get(`${ctx.key} names`, field.block.block_id, element.action_id) ?? {};
  const keep = (ids) => {
    values.set(ctx.key, field.block.block_id, element.action_id, ids);
    values.set(`${ctx.key} names`, field.block.block_id, element.action_id, names);
    draw(ids);
  };
  const draw = (ids) => {
    held.replaceChildren();
    for (const id of ids) {
      const remove = iconButton("close", `Remove ${names[id] ?? id}`, {
        onclick: () => keep(ids.filter((one) => one !== id)),
      });
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

/** The words of a rich text input's first value. */
export function richInitial(element) {
  const parts = (element.initial_value?.elements ?? []).flatMap((one) => one.elements ?? []);
  return parts.map((one) => one.text ?? one.url ?? "").join("");
}
