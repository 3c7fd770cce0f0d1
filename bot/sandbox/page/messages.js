// The list of messages of a channel or a thread: drawn piece by piece, so that thousands stay quick.

import { h } from "./dom.js";
import { keyboardIn, keyboardTo } from "./keyboard.js";
import { authorId, day, messageNode, noticeNode, timeOf } from "./message.js";
import { channel, channelName, store } from "./store.js";

const LONG = 300; // from here on what is out of sight is not laid out
const NEAR_S = 300; // messages of one person within five minutes share a head

const placeOf = (where, thread) => `${store.me} ${where} ${thread ?? ""}`;

const inChannel = (message) =>
  !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast";

const dayNode = (name) =>
  h("div", { class: "day", role: "separator", "aria-label": name }, h("span", {}, name));

/** The messages that belong into this list, oldest first, each with how it is drawn. */
function rows(where, thread) {
  const own = (store.state.ephemerals[store.me] ?? [])
    .filter((one) => one.channel === where)
    .map((one) => ({ message: one, own: true }));
  const said = (store.state.messages[where] ?? []).map((message) => ({ message, own: false }));
  const belongs = thread
    ? ({ message }) => message.ts === thread || message.thread_ts === thread
    : ({ message, own: mine }) => (mine ? !message.thread_ts : inChannel(message));
  const told = (thread ? [] : (store.state.notices[store.me] ?? []))
    .filter((one) => one.channel === where)
    .map((one) => ({ message: one, own: true, notice: true }));
  return [...said.filter(belongs), ...own.filter(belongs), ...told].sort((a, b) =>
    a.message.ts < b.message.ts ? -1 : 1,
  );
}

/** A list that keeps what did not change and stays where the reader is. */
export class MessageList {
  constructor(label, onTop) {
    this.node = h("div", { class: "messages", role: "log", "aria-label": label, tabindex: 0 });
    this.drawn = new Map(); // key -> {node, message, joined}
    this.place = null;
    this.settled = -1; // where the list scrolled by itself; elsewhere the reader did it
    this.node.addEventListener("scroll", () => {
      if (this.node.scrollTop < 200) onTop?.();
    });
    this.node.addEventListener("keydown", (event) => this.move(event));
    this.node.addEventListener("focusin", (event) => this.wake(event.target.closest?.("article")));
  }

  /** Whether this list shows another place than the one it showed last. */
  isNew(where, thread) {
    return this.place !== placeOf(where, thread);
  }

  draw(where, thread, shown, top) {
    const place = placeOf(where, thread);
    const fresh = place !== this.place;
    const list = this.node;
    if (fresh) {
      this.drawn.clear();
      list.replaceChildren();
      list.setAttribute("aria-label", thread ? "Thread" : `Messages in ${channelName(channel(where))}`);
    }
    const untouched = Math.abs(list.scrollTop - this.settled) < 2;
    const follow = fresh || untouched || list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    const oldHeight = list.scrollHeight;
    const first = list.querySelector("article")?.dataset.ts;
    this.place = place;
    const all = rows(where, thread);
    const wanted = this.nodesFor(where, thread, shown ? all.slice(-shown) : all);
    list.classList.toggle("long", wanted.length > LONG);
    const giveBack = this.holdKeyboard();
    sync(list, [top(all.length > (shown ?? Infinity)), ...wanted].filter(Boolean));
    giveBack();
    const used = new Set(wanted);
    for (const [key, one] of this.drawn) if (!used.has(one.node)) this.drawn.delete(key);
    const newest = all.at(-1)?.message;
    const mine = newest !== undefined && authorId(newest) === store.me;
    if (follow) this.follow(wanted.at(-1), mine);
    else if (first && first !== list.querySelector("article")?.dataset.ts)
      list.scrollTop += list.scrollHeight - oldHeight;
  }

  /** What gives the keyboard back to the message it is in, once that was drawn anew. */
  holdKeyboard() {
    const article = document.activeElement.closest("article");
    if (!this.node.contains(article)) return () => {};
    const was = keyboardIn(article);
    return () => {
      if (article.isConnected) return;
      const again = this.node.querySelector(`article[data-ts="${article.dataset.ts}"]`);
      if (!again || !keyboardTo(again, was)) (again ?? this.node).focus({ preventScroll: true });
    };
  }

  /**
   * Goes to the last message: to its end, or to its head when it is taller than the list and somebody else's.
   * Who wrote it knows it, and waits for what comes below.
   */
  follow(last, mine) {
    const list = this.node;
    const settle = () => {
      const tall = last && !mine && last.offsetHeight > list.clientHeight;
      const head = tall && last.offsetTop - 8;
      // What stands just above, the question of a thread say, is shown with it when there is room.
      list.scrollTop = !tall ? list.scrollHeight : head < list.clientHeight / 2 ? 0 : head;
      this.settled = list.scrollTop;
    };
    settle();
    if (list.classList.contains("long")) requestAnimationFrame(() => requestAnimationFrame(settle));
  }

  nodesFor(where, thread, shown) {
    const wanted = [];
    let before = null;
    for (const { message, own, notice } of shown) {
      const date = timeOf(message.ts).toDateString();
      if (before?.date !== date)
        wanted.push(this.kept(`day ${date}`, date, false, () => dayNode(day(message.ts))));
      const joined =
        before !== null &&
        !own &&
        before.own === own &&
        authorId(before.message) === authorId(message) &&
        Number.parseFloat(message.ts) - Number.parseFloat(before.message.ts) < NEAR_S &&
        before.date === date &&
        !before.message.reply_count;
      const options = { joined, inThread: Boolean(thread), own };
      const kind = notice ? "notice" : own ? "own" : "said";
      wanted.push(
        this.kept(`${kind} ${message.ts}`, message, joined, () =>
          notice ? noticeNode(message) : messageNode(where, message, options),
        ),
      );
      before = { message, own, date };
    }
    return wanted;
  }

  kept(key, message, joined, make) {
    const old = this.drawn.get(key);
    if (old && old.message === message && old.joined === joined) return old.node;
    const node = make();
    this.drawn.set(key, { node, message, joined });
    return node;
  }

  /** Arrows go from message to message; Tab then reaches that message's own buttons. */
  move(event) {
    if (
      !["ArrowUp", "ArrowDown"].includes(event.key) ||
      event.target.closest("input,textarea,select,[role=menu]")
    )
      return;
    const articles = [...this.node.querySelectorAll("article")];
    const at = articles.indexOf(document.activeElement.closest("article"));
    const to = at < 0 ? articles.length - 1 : at + (event.key === "ArrowDown" ? 1 : -1);
    if (!articles[to]) return;
    event.preventDefault();
    articles[to].focus();
  }

  wake(article) {
    if (this.awake === article) return;
    this.awake?.querySelectorAll(".tools button").forEach((one) => one.setAttribute("tabindex", "-1"));
    article?.querySelectorAll(".tools button").forEach((one) => one.setAttribute("tabindex", "0"));
    this.awake = article;
  }
}

/** Makes the children exactly these nodes, touching only what differs. */
function sync(parent, nodes) {
  let at = parent.firstChild;
  const wanted = new Set(nodes);
  for (const node of nodes) {
    while (at && !wanted.has(at)) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
    if (at === node) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}
