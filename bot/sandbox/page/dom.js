// Builds page elements. The only way text gets into the page: as text nodes, never as markup.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  attach: "M13.5 6.5 7 13a2.1 2.1 0 0 0 3 3l7-7a3.7 3.7 0 0 0-5.2-5.2l-7 7a5.3 5.3 0 0 0 7.5 7.5l5.5-5.5",
  back: "M12 4 6 10l6 6",
  bolt: "M11 2 4 11h5l-1 7 7-9h-5z",
  chevron: "M6 8l4 4 4-4",
  close: "M5 5l10 10M15 5 5 15",
  copy: "M7 7V3h10v10h-4M3 7h10v10H3z",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  menu: "M3 5h14M3 10h14M3 15h14",
  more: "M4 10h.01M10 10h.01M16 10h.01",
  plus: "M10 4v12M4 10h12",
  reply: "M4 5h12v8H9l-4 3v-3H4z",
  send: "M3 10 17 4l-4 13-3-6z",
  trash: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
  warn: "M10 3 2 17h16zM10 8v4M10 14.5h.01",
};

/** One element: `props` are attributes, `on…` listeners, `class`, `dataset`; children are nodes, text or lists. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  return fill(node, ...children);
}

/** Appends children; nothing, false and empty text are left out. */
export function fill(node, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child);
  }
  return node;
}

/** Replaces everything inside. */
export function refill(node, ...children) {
  node.replaceChildren();
  return fill(node, ...children);
}

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return fill(node, ...children);
}

/** A small drawing that means nothing to a screen reader; its button carries the name. */
export function icon(name) {
  return svg(
    "svg",
    { viewBox: "0 0 20 20", class: `icon icon-${name}`, "aria-hidden": "true" },
    svg("path", { d: ICONS[name] }),
  );
}

export function iconButton(name, label, props = {}) {
  return h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, ...props },
    icon(name),
  );
}

export function hidden(text) {
  return h("span", { class: "hidden" }, text);
}

let lastId = 0;

/** An id nothing else on the page has. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** A menu under a button: arrows move, Escape and a click elsewhere close it. `items`: [{label, note, danger, run}] */
export function openMenu(anchor, label, items) {
  document.querySelector(".menu")?.remove();
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  const close = () => {
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close();
  };
  for (const item of items) {
    if (item.heading) {
      fill(menu, h("div", { class: "menu-heading", role: "presentation" }, item.heading));
      continue;
    }
    fill(
      menu,
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          class: item.danger ? "menu-item danger" : "menu-item",
          onclick: () => {
            close();
            anchor.focus();
            item.run();
          },
        },
        h("span", {}, item.label),
        item.note && h("span", { class: "menu-note" }, item.note),
      ),
    );
  }
  menu.addEventListener("keydown", (event) => {
    const choices = [...menu.querySelectorAll("[role=menuitem]")];
    const at = choices.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: choices.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      choices[(to + choices.length) % choices.length].focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      close();
      anchor.focus();
    }
  });
  (anchor.closest("dialog") ?? document.body).append(menu);
  const box = anchor.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8));
  const below = box.bottom + 4 + menu.offsetHeight < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - menu.offsetHeight - 4)}px`;
  anchor.setAttribute("aria-expanded", "true");
  menu.querySelector("[role=menuitem]")?.focus();
  document.addEventListener("pointerdown", outside, true);
}

/** A short sentence in the corner that goes by itself; returns it, for whoever takes it back sooner. */
export function toast(text) {
  const box = document.getElementById("toasts");
  const note = h("div", { class: "toast" }, h("span", {}, text));
  fill(note, iconButton("close", "Dismiss", { onclick: () => note.remove() }));
  box.append(note);
  setTimeout(() => note.remove(), 10_000);
  return note;
}

/** Closes a dialog; the keyboard goes back to where it was, else to the first field for messages. */
export function takeAway(box) {
  box.close();
  box.remove();
  const here = document.activeElement;
  const field = here === document.body ? document.querySelector(".composer textarea") : here;
  field?.blur(); // Chromium gives it back without the caret: nothing that is typed would arrive
  field?.focus();
}

/** Asks before something is done; resolves to true or false. Texts may be nodes; a field among them has the keyboard. */
export function ask({ title, text, yes, no = "Cancel", danger = false }) {
  return new Promise((resolve) => {
    const name = freshId("ask");
    const box = h("dialog", { class: "dialog small", "aria-labelledby": name });
    const finish = (answer) => {
      takeAway(box);
      resolve(answer);
    };
    const form = h(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          finish(true);
        },
      },
      h("header", { class: "dialog-head" }, h("h2", { id: name }, title)),
      h("div", { class: "dialog-body" }, text),
      h(
        "footer",
        { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: () => finish(false) }, no),
        h("button", { type: "submit", class: danger ? "button danger" : "button primary" }, yes),
      ),
    );
    fill(box, form);
    box.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(false);
    });
    document.body.append(box);
    box.showModal();
    (box.querySelector("input") ?? box.querySelector("footer button:last-child")).focus();
  });
}
