// Standard Markdown, as the `markdown` block takes it: the part of it that Slack draws.

import { h } from "./dom.js";
import { link } from "./text.js";

const INLINE =
  /(`[^`\n]{1,2000}`)|\*\*([^*\n]{1,2000})\*\*|~~([^~\n]{1,2000})~~|\*([^*\s][^*\n]{0,2000})\*|\[([^\]\n]{1,500})\]\(([^)\s]{1,2000})\)/g;

function inline(text) {
  const out = [];
  let place = 0;
  for (const found of text.matchAll(INLINE)) {
    out.push(text.slice(place, found.index));
    const [, code, bold, strike, italic, label, url] = found;
    if (code) out.push(h("code", {}, code.slice(1, -1)));
    else if (bold) out.push(h("strong", {}, inline(bold)));
    else if (strike) out.push(h("s", {}, strike));
    else if (italic) out.push(h("em", {}, italic));
    else out.push(link(url, label));
    place = found.index + found[0].length;
  }
  out.push(text.slice(place));
  return out;
}

const cells = (line) =>
  line
    .replace(/^\s*\||\|\s*$/g, "")
    .split("|")
    .map((cell) => cell.trim());

function table(rows) {
  const [head, , ...body] = rows;
  return h(
    "table",
    {},
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        cells(head).map((cell) => h("th", { scope: "col" }, inline(cell))),
      ),
    ),
    h(
      "tbody",
      {},
      body.map((row) =>
        h(
          "tr",
          {},
          cells(row).map((cell) => h("td", {}, inline(cell))),
        ),
      ),
    ),
  );
}

const KINDS = [
  ["fence", /^```/],
  ["heading", /^#{1,6} /],
  ["rule", /^(-{3,}|\*{3,})\s*$/],
  ["quote", /^> ?/],
  ["bullet", /^\s*[-*+] /],
  ["number", /^\s*\d+[.)] /],
  ["table", /^\s*\|.*\|\s*$/],
  ["blank", /^\s*$/],
];
const kindOf = (line) => KINDS.find(([, pattern]) => pattern.test(line))?.[0] ?? "plain";

function group(kind, lines) {
  const item = (line) => h("li", {}, inline(line.replace(/^\s*([-*+]|\d+[.)]) /, "")));
  if (kind === "heading")
    return lines.map((line) =>
      h(`h${Math.min(6, line.indexOf(" ") + 2)}`, {}, inline(line.replace(/^#+ /, ""))),
    );
  if (kind === "rule") return h("hr");
  if (kind === "quote")
    return h(
      "blockquote",
      {},
      lines.map((line) => h("div", {}, inline(line.replace(/^> ?/, "")))),
    );
  if (kind === "bullet") return h("ul", {}, lines.map(item));
  if (kind === "number") return h("ol", { start: Number.parseInt(lines[0], 10) }, lines.map(item));
  if (kind === "table" && lines.length > 1) return table(lines);
  if (kind === "blank") return null;
  return h("p", {}, inline(lines.join("\n")));
}

export function markdown(text) {
  const out = [];
  let kind = null;
  let lines = [];
  let fence = null;
  const close = () => {
    if (lines.length) out.push(group(kind, lines));
    lines = [];
  };
  for (const line of text.split("\n")) {
    if (fence) {
      if (line.startsWith("```")) {
        out.push(h("pre", {}, fence.join("\n")));
        fence = null;
      } else fence.push(line);
      continue;
    }
    const next = kindOf(line);
    if (next !== kind) close();
    kind = next;
    if (next === "fence") fence = [];
    else lines.push(line);
  }
  if (fence) out.push(h("pre", {}, fence.join("\n")));
  close();
  return h("div", { class: "markdown" }, out);
}
