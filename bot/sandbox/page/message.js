// One message as it stands in a list: who says it, what, and what one can do with it.

import * as api from "./api.js";
import { drawBlocks } from "./blocks.js";
import { ask, fill, h, icon, iconButton, openMenu, toast } from "./dom.js";
import { bot, go, redraw, store, user } from "./store.js";
import { asTyped, link, mrkdwn } from "./text.js";

export const timeOf = (ts) => new Date(Number.parseFloat(ts) * 1000);
const clock = (ts) => timeOf(ts).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
export const day = (ts) =>
  timeOf(ts).toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });

export const authorId = (message) => message.user ?? message.bot_id;

function author(message) {
  const one = user(message.user);
  if (one) return one;
  if (message.subtype === "tombstone") return { real_name: "Slackbot", kind: "bot", id: "USLACKBOT" };
  return {
    real_name: message.username ?? (message.bot_id === bot().bot_id ? bot().name : "An app"),
    kind: "bot",
    id: message.bot_id ?? "?",
  };
}

const BADGES = { guest: "guest", stranger: "external", bot: "app" };

export function badge(kind) {
  return BADGES[kind] ? h("span", { class: `badge badge-${kind}` }, BADGES[kind]) : null;
}

export function avatar(one) {
  const initials = one.real_name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join("")
    .toUpperCase();
  const hue = [...one.id].reduce((sum, char) => sum + char.charCodeAt(0), 0) % 6;
  return h(
    "span",
    { class: one.kind === "bot" ? "avatar app" : `avatar hue-${hue}`, "aria-hidden": "true" },
    one.kind === "bot" ? icon("bolt") : initials,
  );
}

function fileView(file) {
  const url = `/ui/file/${file.id}`;
  if (file.mimetype?.startsWith("image/"))
    return h("img", {
      class: "picture",
      src: url,
      alt: file.alt_txt ?? file.title ?? file.name ?? "picture",
      loading: "lazy",
    });
  const size = file.size
    ? ` · ${file.size < 2048 ? `${file.size} bytes` : `${Math.round(file.size / 1024)} kB`}`
    : "";
  return h(
    "a",
    { class: "file", href: url, download: file.name ?? file.id },
    icon("attach"),
    `${file.name ?? file.id}${size}`,
  );
}

/** What a message says. A person's own rich text is drawn from their markup, which is the same words. */
function content(message, ctx) {
  const said = message.blocks?.length ? drawBlocks(message.blocks, ctx) : mrkdwn(message.text ?? "");
  const more = (message.attachments ?? []).map((one) =>
    h(
      "div",
      { class: "attachment" },
      one.blocks ? drawBlocks(one.blocks, ctx) : mrkdwn(one.text ?? one.fallback ?? ""),
      one.title_link && link(one.title_link, one.title),
    ),
  );
  return h(
    "div",
    { class: "said" },
    said,
    more,
    message.files?.length ? h("div", { class: "files" }, message.files.map(fileView)) : null,
  );
}

async function removeMessage(where, ts) {
  const sure = await ask({
    title: "Delete this message?",
    text: "It is gone for everybody.",
    yes: "Delete",
    danger: true,
  });
  if (!sure) return;
  const answer = await api.act(store.me, "delete", { channel: where, ts });
  if (!answer.ok) toast(answer.error);
}

function editMessage(where, message, node) {
  const box = h("textarea", { class: "input", rows: 3, "aria-label": "Edit message" });
  box.value = asTyped(message.text ?? "");
  const form = h("div", { class: "edit" }, box);
  const said = node.querySelector(".said");
  const close = () => {
    form.remove();
    said.hidden = false;
    node.focus();
  };
  const save = async () => {
    const answer = await api.act(store.me, "edit", { channel: where, ts: message.ts, text: box.value });
    if (answer.ok) close();
    else toast(answer.error);
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  fill(
    form,
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "button primary", onclick: save }, "Save"),
      h("button", { type: "button", class: "button", onclick: close }, "Cancel"),
    ),
  );
  said.hidden = true;
  said.after(form);
  box.focus();
}

async function useShortcut(where, ts, callbackId) {
  const answer = await api.act(store.me, "message_shortcut", { channel: where, ts, callback_id: callbackId });
  if (!answer.ok) toast(answer.error);
}

function menuOf(where, message, node, anchor) {
  const mine = message.user === store.me && !message.bot_id;
  const items = store.state.shortcuts
    .filter((one) => one.type === "message")
    .map((one) => ({
      label: one.name,
      note: bot().name,
      run: () => useShortcut(where, message.ts, one.callback_id),
    }));
  items.push({
    label: "Copy text",
    run: () =>
      navigator.clipboard
        ?.writeText(asTyped(message.text ?? ""))
        .catch(() => toast("The browser did not allow copying.")),
  });
  if (mine) {
    items.push({ label: "Edit message", run: () => editMessage(where, message, node) });
    items.push({ label: "Delete message", danger: true, run: () => removeMessage(where, message.ts) });
  }
  openMenu(anchor, "Message actions", items);
}

function tools(where, message, inThread, node) {
  const more = iconButton("more", "More message actions", {
    tabindex: -1,
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    onclick: () => menuOf(where, message, node, more),
  });
  const reply = iconButton("reply", "Reply in thread", {
    tabindex: -1,
    onclick: () => openThread(where, message.thread_ts ?? message.ts),
  });
  return h(
    "div",
    { class: "tools", role: "toolbar", "aria-label": "Message actions" },
    !inThread && reply,
    more,
  );
}

function openThread(where, ts) {
  store.focusReply = true;
  go({ channel: where, thread: ts });
  redraw();
}

function threadLine(where, message) {
  if (!message.reply_count) return null;
  const faces = (message.reply_users ?? []).slice(0, 3).map((id) => avatar(user(id) ?? author({ user: id })));
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return h(
    "button",
    { type: "button", class: "thread-line", onclick: () => openThread(where, message.ts) },
    faces,
    h("span", {}, count),
    message.latest_reply && h("span", { class: "quiet" }, `last at ${clock(message.latest_reply)}`),
  );
}

export function messageNode(where, message, { joined, inThread, own }) {
  const one = author(message);
  const ctx = { key: `${where} ${message.ts}`, where: { channel: where, ts: message.ts } };
  const kind = [`message`, joined && "joined", own && "own"].filter(Boolean).join(" ");
  const node = h("article", {
    class: kind,
    tabindex: -1,
    "aria-label": `${one.real_name}, ${clock(message.ts)}${own ? ", only visible to you" : ""}`,
    dataset: { ts: message.ts, user: authorId(message) ?? "" },
  });
  const dismiss = own && [
    " · ",
    h(
      "button",
      {
        type: "button",
        class: "plain-link",
        onclick: () => api.act(store.me, "dismiss", { channel: where, ts: message.ts }),
      },
      "Dismiss",
    ),
  ];
  fill(
    node,
    joined ? h("time", { class: "small-time" }, clock(message.ts)) : avatar(one),
    h(
      "div",
      { class: "body" },
      own && h("div", { class: "only-you" }, "Only visible to you", dismiss),
      !joined &&
        h(
          "div",
          { class: "who" },
          h("strong", {}, one.real_name),
          badge(one.kind),
          h("time", {}, clock(message.ts)),
        ),
      message.subtype === "thread_broadcast" &&
        !inThread &&
        h("div", { class: "quiet" }, "replied in a thread"),
      message.subtype === "tombstone"
        ? h("div", { class: "quiet" }, "This message was deleted.")
        : content(message, ctx),
      message.edited && h("span", { class: "quiet" }, "(edited)"),
      message.reactions?.length &&
        h(
          "div",
          { class: "reactions" },
          message.reactions.map((reaction) =>
            h("span", { class: "reaction" }, mrkdwn(`:${reaction.name}:`), ` ${reaction.count}`),
          ),
        ),
      !inThread && threadLine(where, message),
    ),
    !own && message.subtype !== "tombstone" && tools(where, message, inThread, node),
  );
  return node;
}

export function noticeNode(notice) {
  return h(
    "article",
    { class: "message own notice", tabindex: -1 },
    h("span", { class: "avatar system", "aria-hidden": "true" }, icon("warn")),
    h(
      "div",
      { class: "body" },
      h(
        "div",
        { class: "only-you" },
        "Only visible to you · ",
        h("button", { type: "button", class: "plain-link", onclick: () => dismissNotice(notice) }, "Dismiss"),
      ),
      h("div", { class: "who" }, h("strong", {}, "Workspace")),
      h("div", { class: "said" }, mrkdwn(notice.text)),
    ),
  );
}

export function dismissNotice(notice) {
  store.state.notices[store.me] = (store.state.notices[store.me] ?? []).filter((one) => one.id !== notice.id);
  api.act(store.me, "dismiss", { notice: notice.id });
  redraw();
}
