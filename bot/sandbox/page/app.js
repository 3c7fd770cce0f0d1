// Puts the page together: the bar on top, the conversation, the thread beside it, and what lies over them.

import * as api from "./api.js";
import { drawBlocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { ask, fill, h, iconButton, openMenu, refill, toast } from "./dom.js";
import { drawDrawer, drawerIsOpen, drawerNode, drawFaults, resetDrawer, toggleDrawer } from "./drawer.js";
import { keyboardIn, keyboardTo } from "./keyboard.js";
import { dismissNotice } from "./message.js";
import { MessageList } from "./messages.js";
import { drawModals } from "./modals.js";
import { actAs, drawActAs, drawSidebar, sidebarNode } from "./sidebar.js";
import {
  SHOWN_AT_FIRST,
  address,
  apply,
  bot,
  channel,
  channelName,
  go,
  historyOf,
  holdStill,
  isMember,
  letGo,
  load,
  onRedraw,
  readAddress,
  redraw,
  showMore,
  store,
} from "./store.js";
import * as values from "./values.js";

const REPLIES_SHOWN = 400;

const top = h("div", { class: "more-above" });
const list = new MessageList("Messages", () => {
  const history = historyOf(store.place.channel);
  const kept = store.state.messages[store.place.channel] ?? [];
  if (history.more || kept.length > history.shown) showMore(store.place.channel);
});
const threadList = new MessageList("Thread");
const composer = new Composer({
  place: () => ({ channel: store.place.channel, thread: null }),
  name: () => `Message ${channelName(channel(store.place.channel))}`,
  examples: true,
});
const threadComposer = new Composer({
  place: () => ({ channel: store.place.channel, thread: store.place.thread }),
  name: () => "Reply to thread",
});

const heading = h("h1");
const topic = h("span", { class: "quiet topic" });
const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "App" });
const channelMenu = iconButton("chevron", "Channel menu", {
  "aria-haspopup": "menu",
  "aria-expanded": "false",
  onclick: openChannelMenu,
});
const home = h("div", { class: "home", role: "tabpanel", "aria-label": "Home", tabindex: -1 });
const nothing = h("div", { class: "nothing" });
const main = h(
  "main",
  { class: "main" },
  h("header", { class: "main-head" }, heading, channelMenu, topic, tabs),
  list.node,
  home,
  nothing,
  composer.node,
);
const thread = h(
  "aside",
  { class: "thread", "aria-label": "Thread" },
  h(
    "header",
    { class: "main-head" },
    h("h2", {}, "Thread"),
    h("span", { class: "quiet topic" }),
    iconButton("close", "Close thread", { onclick: closeThread }),
  ),
  threadList.node,
  threadComposer.node,
);
const lost = h(
  "div",
  { class: "lost", role: "status", hidden: true },
  "The local workspace does not answer. This page comes back by itself when it does.",
);
function showLost(is) {
  lost.hidden = !is;
  document.body.classList.toggle("lost-line", is); // whether the app is connected is not known then
}

const trafficButton = h(
  "button",
  { type: "button", class: "bar-button", "aria-expanded": "false", onclick: () => toggleDrawer("traffic") },
  "Traffic",
);
const faultsButton = h(
  "button",
  { type: "button", class: "bar-button", onclick: () => toggleDrawer("faults") },
  "Faults",
);

async function resetAll() {
  const sure = await ask({
    title: "Reset this workspace?",
    text: "All messages, channels and files here go. What the app has stored in its own database stays.",
    yes: "Reset",
    danger: true,
  });
  if (!sure) return;
  const answer = await api
    .reset()
    .catch(() => ({ ok: false, error: "The local workspace does not answer." }));
  if (answer.ok === false) toast(answer.error);
}

const bar = h(
  "header",
  { class: "bar" },
  iconButton("menu", "Show conversations", {
    class: "icon-button only-narrow",
    onclick: () => document.body.classList.toggle("side-open"),
  }),
  h(
    "p",
    { class: "banner" },
    h("strong", {}, "Local workspace."),
    h("span", {}, " This is not Slack: what you write here stays on this machine."),
  ),
  h("label", { class: "act" }, h("span", { "aria-hidden": "true" }, "Act as"), actAs),
  trafficButton,
  faultsButton,
  h("button", { type: "button", class: "bar-button", onclick: resetAll }, "Reset"),
);

function closeThread() {
  go({ channel: store.place.channel });
  composer.box.focus();
}

async function run(name, fields) {
  const answer = await api.act(store.me, name, fields);
  if (!answer.ok) toast(answer.error);
}

function openChannelMenu() {
  const where = channel(store.place.channel);
  const inside = where.members.includes(bot().user_id);
  const move = inside
    ? { label: `Remove ${bot().name} from this channel`, run: () => run("remove_bot", { channel: where.id }) }
    : { label: `Add ${bot().name} to this channel`, run: () => run("add_bot", { channel: where.id }) };
  const leave = { label: "Leave this channel", danger: true, run: () => run("leave", { channel: where.id }) };
  openMenu(channelMenu, "Channel menu", isMember(store.me) ? [move, leave] : [leave]);
}

function tab(name, text) {
  const on = store.place.tab === name;
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      "aria-selected": String(on),
      onclick: () => go({ channel: store.place.channel, tab: name }),
    },
    text,
  );
}

function drawHead(where) {
  heading.textContent = channelName(where);
  const count = where.members.length;
  const inside = where.members.includes(bot().user_id) ? "" : ` · ${bot().name} is not in here`;
  topic.textContent =
    where.kind === "im"
      ? ""
      : `${count} ${count === 1 ? "member" : "members"}${inside}${where.topic ? ` · ${where.topic}` : ""}`;
  channelMenu.hidden = where.kind === "im";
  const wantsTabs = where.kind === "im" && store.state.home;
  tabs.hidden = !wantsTabs;
  const key = `${wantsTabs} ${store.place.tab}`;
  if (tabs.dataset.key !== key) {
    const had = tabs.contains(document.activeElement);
    refill(tabs, wantsTabs && [tab("home", "Home"), tab("messages", "Messages")]);
    tabs.dataset.key = key;
    if (had) tabs.querySelector("[aria-selected=true]")?.focus();
  }
}

let drawnHome = null;

function drawHome() {
  const view = store.state.homes[store.me];
  if (drawnHome === (view ?? store.me)) return;
  drawnHome = view ?? store.me;
  const ctx = { key: view?.id ?? "home", where: { view_id: view?.id } };
  const held = home.contains(document.activeElement);
  const was = keyboardIn(home);
  refill(
    home,
    view
      ? drawBlocks(view.blocks, ctx)
      : h("p", { class: "quiet" }, `${bot().name} has not filled this page yet.`),
  );
  if (held && !keyboardTo(home, was)) home.focus();
}

function drawTop(where, history) {
  return (more) => {
    if (!more && !history.more) {
      top.textContent =
        where.kind === "im"
          ? `This is the beginning of your talk with ${bot().name}.`
          : `This is the beginning of #${where.name}.`;
      return top;
    }
    refill(
      top,
      h(
        "button",
        { type: "button", class: "plain-link", onclick: () => showMore(where.id) },
        history.loading ? "Loading…" : "Show older messages",
      ),
    );
    return top;
  };
}

function drawMain() {
  const where = channel(store.place.channel);
  const asHome = store.place.tab === "home";
  nothing.hidden = Boolean(where);
  for (const node of [list.node, composer.node]) node.hidden = !where || asHome;
  home.hidden = !where || !asHome;
  thread.hidden = !where || !store.place.thread || asHome;
  document.body.classList.toggle("thread-open", !thread.hidden);
  if (!where) {
    heading.textContent = "Nothing here";
    nothing.textContent = "You are in no conversation. Join a channel on the left.";
    return;
  }
  drawHead(where);
  if (asHome) {
    drawHome();
    return;
  }
  const history = historyOf(where.id);
  if (list.isNew(where.id, null)) history.shown = SHOWN_AT_FIRST;
  list.draw(where.id, null, history.shown, drawTop(where, history));
  composer.draw();
  if (thread.hidden) return;
  thread.querySelector(".topic").textContent = channelName(where);
  threadList.draw(where.id, store.place.thread, REPLIES_SHOWN, () => null);
  threadComposer.draw();
  if (store.focusReply) threadComposer.box.focus();
  store.focusReply = false;
}

/** Slack's words that belong to no channel go into the corner. */
function drawNotices() {
  for (const notice of store.state.notices[store.me] ?? []) {
    if (notice.channel) continue;
    toast(notice.text);
    dismissNotice(notice);
  }
}

onRedraw(() => {
  drawActAs();
  drawSidebar();
  drawMain();
  drawModals();
  drawDrawer();
  drawNotices();
  trafficButton.setAttribute("aria-expanded", String(drawerIsOpen("traffic")));
  faultsButton.setAttribute("aria-expanded", String(drawerIsOpen("faults")));
  const faults = store.faults?.faults?.length ?? 0;
  faultsButton.textContent = faults ? `Faults (${faults} on)` : "Faults";
  document.title = `${store.place.channel ? channelName(channel(store.place.channel)) : "Workspace"} · local workspace`;
});

addEventListener("hashchange", () => {
  if (!store.state) return;
  readAddress();
  document.body.classList.remove("side-open");
  redraw();
});
addEventListener("focus", redraw);
const CLICK_MS = 50; // a press that ends elsewhere has no click
let pressEnds;
const pressBegins = (event) => {
  clearTimeout(pressEnds);
  if (event.target.closest("button, a, label, input")) holdStill();
  else letGo();
};
addEventListener("pointerdown", pressBegins, true);
addEventListener("click", letGo); // once the button itself has heard of it
// "blur" is the window's own, a field's does not bubble up: what is let go elsewhere is not told.
for (const end of ["pointerup", "pointercancel", "blur"])
  addEventListener(end, () => (pressEnds = setTimeout(letGo, CLICK_MS)));
// The link to where one is already changes no address, but the list of conversations must still go.
sidebarNode.addEventListener("click", (event) => {
  if (event.target.closest("a")) document.body.classList.remove("side-open");
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (drawerNode.contains(document.activeElement)) {
    toggleDrawer();
    return;
  }
  if (document.body.classList.contains("side-open")) document.body.classList.remove("side-open");
  else if (!thread.hidden) closeThread();
});

fill(
  document.getElementById("page"),
  bar,
  lost,
  h("div", { class: "columns" }, sidebarNode, main, thread),
  drawerNode,
);

api.listen(
  (change) => {
    if (change.type === "reset") {
      values.forgetAll();
      resetDrawer();
    }
    apply(change);
    if (change.type === "faults" && drawerIsOpen()) drawFaults();
  },
  () => {
    showLost(false);
    api.getFaults().then((faults) => {
      store.faults = faults;
      redraw();
    });
    load().then(() => {
      if (!location.hash) history.replaceState(null, "", address({ channel: store.place.channel }));
      if (document.activeElement === document.body) composer.box.focus();
      document.body.dataset.ready = "yes";
    });
  },
  () => showLost(true),
);
