// A menu of several choices, or one whose choices are searched for: a field, a list, and what is chosen as tags.

import { fill, freshId, h, iconButton } from "./dom.js";

const QUIET_MS = 200; // how long the typing pauses before a search goes out

/**
 * `choices`: [{value, text, note, group}]; `chosen`: values; `search(typed)` resolves to choices and replaces the
 * filter; `onChange(values, node)` hears every change.
 */
export function picker({ label, placeholder, choices, chosen, many, most, search, least = 0, onChange }) {
  const listId = freshId("list");
  const known = new Map(choices.map((one) => [one.value, one]));
  let picked = [...chosen];
  let offered = choices;
  let active = -1;
  let timer = null;

  const tags = h("span", { class: "tags" });
  const field = h("input", {
    class: "picker-field",
    type: "text",
    role: "combobox",
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": listId,
    "aria-autocomplete": "list",
    autocomplete: "off",
    placeholder,
  });
  const list = h("div", { class: "listbox", id: listId, role: "listbox", "aria-label": label, hidden: true });
  if (many) list.setAttribute("aria-multiselectable", "true");
  const node = h("div", { class: "picker input" }, tags, field, list);

  const open = (yes) => {
    list.hidden = !yes;
    field.setAttribute("aria-expanded", String(yes));
    if (!yes) active = -1;
    drawList();
  };

  const change = (values) => {
    picked = values;
    drawTags();
    drawList();
    onChange(values, node);
  };

  const toggle = (value) => {
    if (!many) {
      change([value]);
      field.value = "";
      open(false);
    } else if (picked.includes(value)) change(picked.filter((one) => one !== value));
    else if (!most || picked.length < most) change([...picked, value]);
  };

  function drawTags() {
    tags.replaceChildren();
    for (const value of picked) {
      const text = known.get(value)?.text ?? value;
      const remove = iconButton("close", `Remove ${text}`, {
        onclick: () => change(picked.filter((one) => one !== value)),
      });
      fill(tags, h("span", { class: "tag" }, text, remove));
    }
    field.placeholder = picked.length ? "" : placeholder;
  }

  function visible() {
    const typed = field.value.trim().toLowerCase();
    return search || !typed ? offered : offered.filter((one) => one.text.toLowerCase().includes(typed));
  }

  function drawList() {
    list.replaceChildren();
    if (list.hidden) return;
    const shown = visible();
    let group = null;
    shown.forEach((one, index) => {
      if (one.group && one.group !== group) {
        group = one.group;
        fill(list, h("div", { class: "menu-heading", role: "presentation" }, group));
      }
      const on = picked.includes(one.value);
      const option = h(
        "div",
        {
          role: "option",
          id: `${listId}-${index}`,
          class: index === active ? "option active" : "option",
          "aria-selected": String(on),
          onpointerdown: (event) => event.preventDefault(),
          onclick: () => toggle(one.value),
        },
        h("span", {}, one.text),
        one.note && h("span", { class: "menu-note" }, one.note),
      );
      fill(list, option);
      if (index === active) option.scrollIntoView({ block: "nearest" });
    });
    const needed = search && field.value.trim().length < least;
    if (!shown.length) {
      const why = needed
        ? `Type ${least} or more characters.`
        : search && timer
          ? "Searching…"
          : "Nothing found.";
      fill(list, h("div", { class: "option empty" }, why));
    }
    if (active >= 0) field.setAttribute("aria-activedescendant", `${listId}-${active}`);
    else field.removeAttribute("aria-activedescendant");
  }

  function lookUp() {
    if (!search) return;
    clearTimeout(timer);
    timer = null;
    const typed = field.value.trim();
    if (typed.length < least) {
      offered = [];
      return;
    }
    timer = setTimeout(async () => {
      const found = await search(typed);
      timer = null;
      for (const one of found) known.set(one.value, one);
      if (field.value.trim() === typed) offered = found;
      drawList();
    }, QUIET_MS);
  }

  field.addEventListener("focus", () => {
    lookUp();
    open(true);
  });
  field.addEventListener("click", () => open(true));
  field.addEventListener("blur", () => open(false));
  field.addEventListener("input", () => {
    active = -1;
    lookUp();
    open(true);
  });
  field.addEventListener("keydown", (event) => {
    const shown = visible();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open(true);
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % (shown.length || 1);
      drawList();
    } else if (event.key === "Enter" && active >= 0 && shown[active]) {
      event.preventDefault();
      toggle(shown[active].value);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      open(false);
    } else if (event.key === "Backspace" && !field.value && picked.length) change(picked.slice(0, -1));
  });

  drawTags();
  return node;
}
