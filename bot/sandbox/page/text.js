// Turns Slack's three kinds of text into page elements: mrkdwn, Markdown and rich text.
// Every character of a message ends in a text node. Searches are bounded, so a hostile paste stays quick.

import { dated } from "./dates.js";
import { fill, h, iconButton, toast } from "./dom.js";
import { channel, permalink, store, user } from "./store.js";

const EMOJI = {
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  x: "❌",
  warning: "⚠️",
  information_source: "ℹ️",
  tada: "🎉",
  eyes: "👀",
  thumbsup: "👍",
  "+1": "👍",
  "-1": "👎",
  hourglass_flowing_sand: "⏳",
  hourglass: "⌛",
  lock: "🔒",
  mag: "🔍",
  bulb: "💡",
  email: "📧",
  envelope: "✉️",
  inbox_tray: "📥",
  outbox_tray: "📤",
  wave: "👋",
  bell: "🔔",
  red_circle: "🔴",
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  arrow_right: "➡️",
  pray: "🙏",
  key: "🔑",
  speech_balloon: "💬",
  memo: "📝",
  clock3: "🕒",
  rotating_light: "🚨",
  smile: "😄",
  heart: "❤️",
  wrench: "🔧",
};
const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const CLOSERS_TRIED = 40; // a line of a thousand stars must not be searched a thousand times over

const unescape = (text) =>
  text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);

/** The text as it was typed, for editing and copying: links and mentions undone. */
export function asTyped(text) {
  return unescape(
    text.replace(/<([^<>]{1,3000})>/g, (_, inside) => {
      const [target, label] = inside.split("|");
      if (target.startsWith("@")) return `@${user(target.slice(1))?.name ?? target.slice(1)}`;
      if (target.startsWith("#")) return `#${channel(target.slice(1))?.name ?? label ?? target.slice(1)}`;
      if (target.startsWith("!subteam^")) return label ?? `@${handle(target.slice(9))}`;
      if (target.startsWith("!")) return `@${target.slice(1)}`;
      return label ?? target.replace(/^mailto:/, "");
    }),
  );
}

/** A link; only addresses that a browser may open become one. */
export function link(url, label) {
  if (!/^(https?:|mailto:|tel:|\/)/i.test(url)) return h("span", {}, label || url);
  const here = permalink(url);
  if (here) return h("a", { href: here }, label || url);
  return h(
    "a",
    { href: url, target: "_blank", rel: "noopener noreferrer" },
    label || url.replace(/^mailto:/, ""),
  );
}

function mention(text, mine = false) {
  return h("span", { class: mine ? "mention mine" : "mention" }, text);
}

const userMention = (id, label) => mention(`@${user(id)?.name ?? label ?? id}`, id === store.me);
const handle = (id) => store.state.usergroups.find((one) => one.id === id)?.handle ?? "group";
const groupMention = (id, label) => mention(label ?? `@${handle(id)}`);
const channelMention = (id, label) => mention(`#${channel(id)?.name ?? label ?? id}`);

function reference(inside) {
  const [target, label] = inside.split(/\|(.*)/s);
  if (target.startsWith("@")) return userMention(target.slice(1), label && unescape(label));
  if (target.startsWith("#")) return channelMention(target.slice(1), label && unescape(label));
  if (target.startsWith("!date^")) {
    const [, seconds, format] = target.split("^");
    return h("time", {}, dated(seconds, unescape(format ?? "")) ?? unescape(label ?? target));
  }
  if (target.startsWith("!subteam^")) return groupMention(target.slice(9), label && unescape(label));
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`);
  return link(unescape(target), label && unescape(label));
}

/** Where the mark at `from` is closed on the same line, or -1. */
function closing(text, from, mark) {
  const end = text.indexOf("\n", from);
  const limit = end < 0 ? text.length : end;
  let at = from + 1;
  for (let tried = 0; tried < CLOSERS_TRIED; tried += 1) {
    at = text.indexOf(mark, at + 1);
    if (at < 0 || at >= limit) return -1;
    if (!/\s/.test(text[at - 1]) && !WORD.test(text[at + 1] ?? " ")) return at;
  }
  return -1;
}

/** Slack's markup within one line or paragraph. */
function inline(text, depth = 0) {
  const out = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push(unescape(plain));
    plain = "";
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === "\n") {
      flush();
      out.push(h("br"));
    } else if (char === "<") {
      const end = text.indexOf(">", i);
      if (end < 0 || end - i > 3000) plain += char;
      else {
        flush();
        out.push(reference(text.slice(i + 1, end)));
        i = end;
      }
    } else if (char === "`") {
      const end = closing(text, i, "`");
      if (end < 0) plain += char;
      else {
        flush();
        out.push(h("code", {}, codeParts(text.slice(i + 1, end))));
        i = end;
      }
    } else if (MARKS[char] && depth < 4 && !WORD.test(text[i - 1] ?? " ") && /\S/.test(text[i + 1] ?? " ")) {
      const end = text[i + 1] === char ? -1 : closing(text, i, char);
      if (end < 0) plain += char;
      else {
        flush();
        out.push(h(MARKS[char], {}, inline(text.slice(i + 1, end), depth + 1)));
        i = end;
      }
    } else if (char === ":") {
      const name = /^:([a-z0-9_+-]{1,40}):/.exec(text.slice(i, i + 42))?.[1];
      if (name && EMOJI[name]) {
        flush();
        out.push(emoji(name));
        i += name.length + 1;
      } else plain += char;
    } else plain += char;
  }
  flush();
  return out;
}

/** Inside code only links and entities mean something. */
function codeParts(text) {
  return text
    .split(/(<[^<>\n]{1,3000}>)/)
    .map((part) =>
      part.startsWith("<") && part.endsWith(">") ? reference(part.slice(1, -1)) : unescape(part),
    );
}

function emoji(name) {
  return h("span", { role: "img", "aria-label": name.replaceAll("_", " ") }, EMOJI[name]);
}

/** Slack's own markup: `*bold*`, `<https://x|x>`, fences, quotes. */
export function mrkdwn(text) {
  const out = [];
  text.split(/```/).forEach((part, index, parts) => {
    if (index % 2 && index < parts.length - 1) {
      out.push(h("pre", {}, codeParts(part.replace(/^\n/, "").replace(/\n$/, ""))));
      return;
    }
    const body = (index % 2 ? "```" : "") + (index && !(index % 2) ? part.replace(/^\n/, "") : part);
    let quoted = [];
    let plain = [];
    const close = () => {
      if (plain.length) out.push(...inline(plain.join("\n")));
      if (quoted.length) out.push(h("blockquote", {}, inline(quoted.join("\n"))));
      plain = [];
      quoted = [];
    };
    for (const line of body.split("\n")) {
      const isQuote = line.startsWith("&gt;") || line.startsWith(">");
      if (isQuote !== quoted.length > 0 && (plain.length || quoted.length)) close();
      if (isQuote) quoted.push(line.replace(/^(&gt;|>) ?/, ""));
      else plain.push(line);
    }
    close();
  });
  return out;
}

/** A text object of Block Kit. */
export function textObject(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return object.text.split(/(:[a-z0-9_+-]{1,40}:|\n)/).map((part) => {
    if (part === "\n") return h("br");
    const name = part.startsWith(":") && part.endsWith(":") ? part.slice(1, -1) : "";
    return EMOJI[name] ? emoji(name) : part;
  });
}

/** A text object as bare words, for names that only a screen reader hears. */
export const words = (object) =>
  !object ? "" : object.type === "mrkdwn" ? asTyped(object.text) : object.text;

function styled(node, style = {}) {
  let out = node;
  if (style.code) out = h("code", {}, out);
  if (style.bold) out = h("strong", {}, out);
  if (style.italic) out = h("em", {}, out);
  if (style.strike) out = h("s", {}, out);
  if (style.underline) out = h("u", {}, out);
  return out;
}

function lines(text) {
  return text.split(/(\n)/).map((part) => (part === "\n" ? h("br") : part));
}

function richInline(element) {
  const { type, style } = element;
  if (type === "text") return style ? styled(h("span", {}, lines(element.text)), style) : lines(element.text);
  if (type === "link") return styled(link(element.url, element.text), style);
  if (type === "user") return styled(userMention(element.user_id), style);
  if (type === "channel") return styled(channelMention(element.channel_id), style);
  if (type === "usergroup") return groupMention(element.usergroup_id);
  if (type === "broadcast") return mention(`@${element.range}`);
  if (type === "emoji") return EMOJI[element.name] ? emoji(element.name) : `:${element.name}:`;
  if (type === "date")
    return h("time", {}, dated(element.timestamp, element.format ?? "") ?? element.fallback ?? "");
  if (type === "color") return h("code", {}, element.value);
  return `[${type}]`;
}

/** A block of code, with the copy sign that Slack's desktop client shows when one points at it. */
function preformatted(inside) {
  const pre = h(
    "pre",
    {},
    inside.map((one) => (one.type === "text" ? one.text : richInline(one))),
  );
  const copy = () =>
    navigator.clipboard
      ?.writeText(pre.textContent)
      .then(() => toast("Copied."))
      .catch(() => toast("The browser did not allow copying."));
  return h("div", { class: "preformatted" }, pre, iconButton("copy", "Copy", { onclick: copy }));
}

function richPart(element) {
  const inside = element.elements ?? [];
  if (element.type === "rich_text_preformatted") return preformatted(inside);
  if (element.type === "rich_text_quote") return h("blockquote", {}, inside.map(richInline));
  if (element.type === "rich_text_list") {
    const tag = element.style === "ordered" ? "ol" : "ul";
    const list = h(tag, {
      start: tag === "ol" ? (element.offset ?? 0) + 1 : null,
      class: `indent-${element.indent ?? 0}`,
    });
    return fill(
      list,
      inside.map((item) => h("li", {}, (item.elements ?? []).map(richInline))),
    );
  }
  return h("div", { class: "rich-section" }, inside.map(richInline));
}

export function richText(block) {
  return h("div", { class: "rich" }, (block.elements ?? []).map(richPart));
}
