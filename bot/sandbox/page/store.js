// What the page knows: the workspace's state, who is acting, where they look. Draws nothing.

import * as api from "./api.js";

export const store = {
  state: null,
  me: null, // user id
  place: { channel: null, thread: null, tab: "messages" },
  focusReply: false, // a thread was just opened by hand: its composer gets the keyboard
  history: new Map(), // channel -> {more: bool, loading: bool, shown: number}
  read: new Map(), // `${user} ${channel}` -> ts of the last message seen
  traffic: [],
  faults: null,
};

export const SHOWN_AT_FIRST = 100;

let draw = () => {};
let planned = false;
let held = false;

/** Draw the page again soon; many changes in a row are drawn once. */
export function redraw() {
  if (planned) return;
  planned = true;
  setTimeout(drawNow);
}

function drawNow() {
  if (held) return;
  planned = false;
  if (store.state) draw();
}

/** From here until it is let go nothing is drawn: a press begins and ends on the same button. */
export function holdStill() {
  held = true;
}

export function letGo() {
  if (!held) return;
  held = false;
  if (planned) drawNow();
}

export function onRedraw(listener) {
  draw = listener;
}

export const user = (id) => store.state.users.find((one) => one.id === id);
/** Guests and people from outside are only ever invited: they make no channels and move no apps. */
export const isMember = (id) => user(id).kind === "member";
export const channel = (id) => store.state.channels.find((one) => one.id === id);
export const bot = () => store.state.bot;
export const myChannels = () =>
  store.state.channels.filter(
    (one) => one.members.includes(store.me) && (one.kind !== "im" || one.user === store.me),
  );
export const myDm = () => store.state.channels.find((one) => one.kind === "im" && one.user === store.me);
export const people = () => store.state.users.filter((one) => one.kind !== "bot");
export const channelName = (one) => (one.kind === "im" ? bot().name : `#${one.name}`);

const KIND_WORDS = { guest: " (guest)", stranger: " (other organisation)", bot: " (app)" };

/** A person's name with what sets them apart: a guest, somebody from outside. */
export const userLabel = (one) => `${one.real_name}${KIND_WORDS[one.kind] ?? ""}`;

/** The address of a place, so that it can be opened in another window. */
export function address({ me = store.me, channel: where, thread, tab }) {
  const parts = new URLSearchParams({ as: me });
  if (where) parts.set("channel", where);
  if (thread) parts.set("thread", thread);
  if (tab === "home") parts.set("tab", "home");
  return `#${parts}`;
}

/** The address on this page that a permalink of this workspace means, else null. */
export function permalink(url) {
  const at = URL.canParse(url) ? new URL(url) : null;
  const [, where, seconds, micros] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(at?.pathname ?? "") ?? [];
  if (!where || at.origin !== location.origin) return null;
  return address({ channel: where, thread: at.searchParams.get("thread_ts") ?? `${seconds}.${micros}` });
}

/** Reads who and where from the address; falls back to the first person and their first channel. */
export function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const before = store.me;
  store.me = people().some((one) => one.id === parts.get("as")) ? parts.get("as") : people()[0].id;
  const mine = myChannels();
  const asked = mine.find((one) => one.id === parts.get("channel"));
  const first = mine.find((one) => one.name === "support") ?? mine[0];
  const where = asked ?? first ?? null;
  store.place = {
    channel: where?.id ?? null,
    thread: asked ? parts.get("thread") : null,
    tab: parts.get("tab") === "home" && where?.kind === "im" && store.state.home ? "home" : "messages",
  };
  if (store.place.tab === "home" && (before !== store.me || store.lastTab !== "home"))
    api.act(store.me, "open_home", { tab: "home" });
  store.lastTab = store.place.tab;
  markRead();
}

export function go(place) {
  location.hash = address({ ...place });
}

let missed = null; // changes that came while everything was being loaded

/** Loads everything anew; changes that come meanwhile are taken in afterwards. */
export async function load() {
  if (missed) return;
  missed = [];
  try {
    store.state = await api.getState();
  } finally {
    const later = missed;
    missed = null;
    if (store.state) {
      store.history.clear();
      readAddress();
      later.forEach(apply);
      redraw();
    }
  }
}

export function historyOf(id) {
  if (!store.history.has(id)) {
    const kept = store.state.messages[id] ?? [];
    store.history.set(id, { more: kept.length >= 200, loading: false, shown: SHOWN_AT_FIRST });
  }
  return store.history.get(id);
}

/** Shows a hundred more, fetching older ones when needed. */
export async function showMore(id) {
  const history = historyOf(id);
  const kept = store.state.messages[id] ?? [];
  if (history.loading) return;
  history.shown += SHOWN_AT_FIRST;
  if (history.shown > kept.length && history.more && kept.length) {
    history.loading = true;
    const older = await api.getHistory(id, kept[0].ts).catch(() => null);
    history.loading = false;
    if (older === null) return;
    const known = new Set(kept.map((one) => one.ts));
    store.state.messages[id] = [...older.messages.filter((one) => !known.has(one.ts)), ...kept];
    history.more = older.more;
  }
  redraw();
}

function markRead() {
  const id = store.place.channel;
  if (id && store.place.tab === "messages" && !document.hidden)
    store.read.set(`${store.me} ${id}`, lastTs(id));
}

function lastTs(id) {
  return (store.state.messages[id] ?? []).at(-1)?.ts ?? channel(id)?.last_ts ?? "0";
}

export function unread(one) {
  const key = `${store.me} ${one.id}`;
  if (!store.read.has(key)) store.read.set(key, lastTs(one.id));
  return lastTs(one.id) > store.read.get(key);
}

function put(list, message) {
  const at = list.findIndex((one) => one.ts === message.ts);
  if (at >= 0) list[at] = message;
  else if (!list.length || list.at(-1).ts < message.ts) list.push(message);
  else
    list.splice(
      list.findIndex((one) => one.ts > message.ts),
      0,
      message,
    );
}

const appliers = {
  message({ channel: where, message }) {
    put((store.state.messages[where] ??= []), message);
  },
  message_removed({ channel: where, ts }) {
    store.state.messages[where] = (store.state.messages[where] ?? []).filter((one) => one.ts !== ts);
  },
  ephemeral({ user: whose, channel: where, message }) {
    put((store.state.ephemerals[whose] ??= []), { ...message, channel: where });
  },
  ephemeral_removed({ user: whose, channel: where, ts }) {
    const kept = store.state.ephemerals[whose] ?? [];
    store.state.ephemerals[whose] = kept.filter((one) => one.channel !== where || one.ts !== ts);
  },
  modals({ user: whose, views }) {
    store.state.modals[whose] = views;
  },
  home({ user: whose, view }) {
    store.state.homes[whose] = view;
  },
  channel({ channel: changed }) {
    const at = store.state.channels.findIndex((one) => one.id === changed.id);
    if (at >= 0) store.state.channels[at] = changed;
    else store.state.channels.push(changed);
    readAddress();
  },
  notice({ user: whose, notice }) {
    (store.state.notices[whose] ??= []).push(notice);
  },
  connections({ mode, connections }) {
    Object.assign(store.state.bot, { mode, connections });
  },
  faults({ faults }) {
    if (store.faults) store.faults.faults = faults;
  },
  traffic({ entry }) {
    addTraffic([entry]);
  },
};

export function addTraffic(entries) {
  for (const entry of entries) {
    const at = store.traffic.findLastIndex((one) => one.id === entry.id);
    if (at >= 0) store.traffic[at] = entry;
    else store.traffic.push(entry);
  }
  if (store.traffic.length > 2000) store.traffic.splice(0, store.traffic.length - 2000);
}

/** Takes one change in; a gap in the numbers or a reset loads everything anew. */
export function apply(change) {
  if (missed) {
    missed.push(change);
    return;
  }
  if (!store.state || change.seq <= store.state.seq) return;
  if (change.type === "reset" || change.seq > store.state.seq + 1) {
    load();
    return;
  }
  store.state.seq = change.seq;
  appliers[change.type]?.(change);
  markRead();
  redraw();
}
