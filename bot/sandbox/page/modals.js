// The forms that the app opens for a person: a stack, of which the topmost is shown.

import * as api from "./api.js";
import { drawBlocks } from "./blocks.js";
import { fill, h, iconButton, refill, takeAway, toast } from "./dom.js";
import { keyboardIn, keyboardTo } from "./keyboard.js";
import { store } from "./store.js";
import { words } from "./text.js";
import * as values from "./values.js";

let box = null;
let drawn = null; // what is shown now: view, depth and errors, to draw only what changed
let errors = {};
let busy = false;

const stack = () => store.state.modals[store.me] ?? [];

async function close(all) {
  const view = stack().at(-1);
  if (!view) return;
  values.forget(view.id);
  await api.act(store.me, "close", { view_id: view.id, ...(all ? { all: true } : {}) });
}

async function submit(view) {
  if (busy) return;
  busy = true;
  const before = stack().length;
  const button = box.querySelector(".submit");
  button?.setAttribute("aria-busy", "true");
  const answer = await api.act(store.me, "submit", { view_id: view.id, values: values.all(view.id) });
  busy = false;
  button?.removeAttribute("aria-busy");
  errors = answer.errors ?? {};
  if (!answer.ok) toast(answer.error);
  else if (answer.outcome === "failed") errors = { "": "The app did not answer in time. Try again." };
  else if (!Object.keys(errors).length && stack().length < before) values.forget(view.id);
  drawModals();
  box?.querySelector("[aria-invalid=true]")?.focus();
}

function head(view, depth) {
  return h(
    "header",
    { class: "dialog-head" },
    depth > 1 && iconButton("back", "Back", { onclick: () => close(false) }),
    h("h2", { id: "modal-title" }, words(view.title)),
    iconButton("close", "Close", { onclick: () => close(true) }),
  );
}

function foot(view) {
  const submitText = words(view.submit);
  return h(
    "footer",
    { class: "dialog-foot" },
    h(
      "button",
      { type: "button", class: "button", onclick: () => close(false) },
      words(view.close) || (submitText ? "Cancel" : "Close"),
    ),
    submitText &&
      h("button", { type: "submit", class: "button primary submit" }, submitText),
  );
}

/** Gives the keyboard to where one begins. */
function focusFirst() {
  const node =
    box.querySelector("[autofocus]") ??
    box.querySelector(".dialog-body input,.dialog-body textarea,.dialog-body select") ??
    box.querySelector(".dialog-foot button:last-child");
  node?.focus();
}

/** Draws the topmost form, or takes the box away. */
export function drawModals() {
  const views = stack();
  const view = views.at(-1);
  if (!view) {
    if (box) takeAway(box);
    box = null;
    drawn = null;
    errors = {};
    return;
  }
  const now = { view, depth: views.length, errors };
  if (drawn && drawn.view === view && drawn.depth === now.depth && drawn.errors === errors) return;
  const was = drawn?.view.id === view.id ? keyboardIn(box) : null;
  if (drawn && drawn.view.id !== view.id) errors = {};
  drawn = { ...now, errors };
  if (!box) {
    box = h("dialog", { class: "dialog", "aria-labelledby": "modal-title" });
    box.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(false);
    });
    document.body.append(box);
    box.showModal();
  }
  const ctx = { key: view.id, where: { view_id: view.id }, errors };
  const form = h(
    "form",
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        submit(view);
      },
      oninput: (event) => clearError(event.target),
    },
    head(view, views.length),
    h(
      "div",
      { class: "dialog-body" },
      errors[""] && h("p", { class: "input-error", role: "alert" }, errors[""]),
      drawBlocks(view.blocks, ctx),
    ),
    foot(view),
  );
  fill(refill(box), form);
  box.dataset.view = view.id;
  if (!keyboardTo(box, was)) focusFirst();
}

function clearError(target) {
  const block = target.closest(".wrong");
  if (!block) return;
  block.classList.remove("wrong");
  block.querySelector(".input-error")?.remove();
  block.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
}
