// Block Kit's blocks as page elements. Draws only: what a press does stands in `elements`.

import { chart } from "./chart.js";
import { drawElement } from "./elements.js";
import { freshId, h, icon } from "./dom.js";
import { markdown } from "./markdown.js";
import { link, richText, textObject, words } from "./text.js";

/** Only pictures of this machine are loaded: an outside one would tell a stranger that somebody looked. */
export function picture(element, small = false) {
  const url = element.slack_file?.id
    ? `/ui/file/${element.slack_file.id}`
    : (element.image_url ?? element.slack_file?.url ?? "");
  const local = url.startsWith("/") || url.startsWith(`${location.origin}/`);
  if (local)
    return h("img", {
      src: url,
      alt: element.alt_text ?? "",
      loading: "lazy",
      class: small ? "picture small" : "picture",
    });
  if (small)
    return h(
      "span",
      { class: "no-picture small", role: "img", "aria-label": element.alt_text, title: element.alt_text },
      "▧",
    );
  return h(
    "div",
    { class: "no-picture" },
    h("strong", {}, element.alt_text || "A picture"),
    h("span", {}, "Outside pictures are not loaded here. ", link(url, "Open it")),
  );
}

function accessory(element, ctx, block) {
  if (element.type === "image") return picture(element);
  return drawElement(element, ctx, { block, label: nearby(element, block), waits: false, dispatches: true });
}

/** A select has no label of its own beside a section: its placeholder names it, else the section's text does. */
const nearby = (element, block) =>
  element.placeholder || element.type === "button" ? "" : words(block.text).slice(0, 80);

function section(block, ctx) {
  return h(
    "div",
    { class: "section" },
    h(
      "div",
      { class: "section-text" },
      block.text && h("div", {}, textObject(block.text)),
      block.fields &&
        h(
          "div",
          { class: "fields" },
          block.fields.map((one) => h("div", {}, textObject(one))),
        ),
    ),
    block.accessory && h("div", { class: "accessory" }, accessory(block.accessory, ctx, block)),
  );
}

function cell(one) {
  if (one.type === "rich_text") return richText(one);
  return one.text ?? String(one.value ?? "");
}

function table(block) {
  const [head, ...rows] = block.rows;
  const align = (index) => {
    const column = block.column_settings?.[index] ?? {};
    return `align-${column.align ?? "left"}${column.is_wrapped ? " wrapped" : ""}`;
  };
  return h(
    "div",
    { class: "table-box", tabindex: "0", role: "group", "aria-label": "Table" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((one, index) => h("th", { scope: "col", class: align(index) }, cell(one))),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((one, index) => h("td", { class: align(index) }, cell(one))),
          ),
        ),
      ),
    ),
  );
}

/** A table that is sorted by a press on a column's head and turned page by page. */
function dataTable(block) {
  const [head, ...rows] = block.rows;
  const size = block.page_size ?? 5;
  const rowHead = block.row_header_column_index ?? 0;
  let page = 0;
  let sort = null;
  const box = h("div", { class: "table-box" });
  const value = (one) =>
    one.type === "raw_number" ? one.value : typeof cell(one) === "string" ? cell(one) : "";
  const draw = () => {
    const sorted = [...rows];
    if (sort)
      sorted.sort((a, b) => {
        const [left, right] = [value(a[sort.column]), value(b[sort.column])];
        const order =
          typeof left === "number" && typeof right === "number"
            ? left - right
            : String(left).localeCompare(String(right));
        return sort.up ? order : -order;
      });
    const pages = Math.ceil(rows.length / size);
    const turn = (by) => () => {
      page += by;
      draw();
    };
    const heads = head.map((one, column) => {
      const on = sort?.column === column;
      const by = h(
        "button",
        {
          type: "button",
          class: "sort",
          onclick: () => {
            sort = { column, up: !(on && sort.up) };
            draw();
          },
        },
        cell(one),
        on && h("span", { "aria-hidden": "true" }, sort.up ? " ▲" : " ▼"),
      );
      return h("th", { scope: "col", "aria-sort": on ? (sort.up ? "ascending" : "descending") : "none" }, by);
    });
    const body = sorted.slice(page * size, (page + 1) * size).map((row) =>
      h(
        "tr",
        {},
        row.map((one, index) =>
          index === rowHead ? h("th", { scope: "row" }, cell(one)) : h("td", {}, cell(one)),
        ),
      ),
    );
    box.replaceChildren(
      h(
        "table",
        {},
        h("caption", {}, block.caption),
        h("thead", {}, h("tr", {}, heads)),
        h("tbody", {}, body),
      ),
      pages > 1
        ? h(
            "div",
            { class: "pages" },
            h(
              "button",
              { type: "button", class: "button", disabled: page === 0, onclick: turn(-1) },
              "Previous",
            ),
            h("span", {}, `Page ${page + 1} of ${pages}`),
            h(
              "button",
              { type: "button", class: "button", disabled: page === pages - 1, onclick: turn(1) },
              "Next",
            ),
          )
        : "",
    );
  };
  draw();
  return box;
}

function input(block, ctx) {
  const error = ctx.errors?.[block.block_id];
  const label = words(block.label);
  const grouped = ["checkboxes", "radio_buttons"].includes(block.element.type);
  const drawn = drawElement(block.element, ctx, {
    block,
    label,
    waits: !block.dispatch_action,
    dispatches: block.dispatch_action === true,
  });
  const hintId = freshId("hint");
  const asked = drawn.matches?.("input,select,textarea,fieldset")
    ? drawn
    : drawn.querySelector?.("input,select,textarea");
  asked?.setAttribute("aria-describedby", hintId);
  if (error) asked?.setAttribute("aria-invalid", "true");
  if (!block.optional && !grouped && asked?.matches("input,select,textarea"))
    asked.setAttribute("aria-required", "true");
  // The field carries its name itself; the label in sight only leads a press on it to the field.
  if (asked && !grouped) asked.id = freshId("field");
  return h(
    "div",
    { class: error ? "input-block wrong" : "input-block" },
    h(
      "label",
      { class: "input-label", for: asked?.id || null, "aria-hidden": "true" },
      textObject(block.label),
      block.optional && h("span", { class: "optional" }, " (optional)"),
    ),
    drawn,
    h(
      "div",
      { id: hintId },
      error && h("p", { class: "input-error", role: "alert" }, icon("warn"), error),
      block.hint && h("p", { class: "input-hint" }, textObject(block.hint)),
    ),
  );
}

function card(block, ctx) {
  return h(
    "div",
    { class: "card" },
    block.hero_image && picture(block.hero_image),
    h(
      "div",
      { class: "card-head" },
      block.icon && picture(block.icon, true),
      h(
        "div",
        {},
        block.title && h("strong", {}, textObject(block.title)),
        block.subtitle && h("div", { class: "quiet" }, textObject(block.subtitle)),
      ),
    ),
    block.body && h("div", {}, textObject(block.body)),
    block.actions &&
      h(
        "div",
        { class: "actions" },
        block.actions.map((one) => drawElement(one, ctx, { block, label: "" })),
      ),
  );
}

function container(block, ctx) {
  const head = [
    block.icon && picture(block.icon, true),
    h("strong", {}, block.rich_text_title ? richText(block.rich_text_title) : textObject(block.title)),
    block.subtitle && h("span", { class: "quiet" }, textObject(block.subtitle)),
  ];
  const body = h("div", { class: "container-body" }, drawBlocks(block.child_blocks, ctx));
  if (!block.is_collapsible)
    return h("div", { class: "container" }, h("div", { class: "container-head" }, head), body);
  return h(
    "details",
    { class: "container", open: !block.default_collapsed },
    h("summary", { class: "container-head" }, head),
    body,
  );
}

const TASK_MARKS = {
  pending: ["○", "waiting"],
  in_progress: ["◐", "under way"],
  complete: ["✓", "done"],
  error: ["✗", "failed"],
};

function task(block) {
  const [mark, word] = TASK_MARKS[block.status] ?? ["○", block.status];
  return h(
    "div",
    { class: `task task-${block.status}` },
    h("span", { class: "task-mark", role: "img", "aria-label": word }, mark),
    h(
      "div",
      {},
      h("strong", {}, block.title),
      block.details && richText(block.details),
      block.output && richText(block.output),
      block.sources &&
        h(
          "div",
          { class: "quiet" },
          block.sources.map((one) => [link(one.url, one.text), " "]),
        ),
    ),
  );
}

const ALERT_WORDS = { info: "Note", warning: "Warning", error: "Error", success: "Done" };

const DRAWN = {
  section,
  header: (block) => h("h3", { class: "header-block" }, textObject(block.text)),
  divider: () => h("hr"),
  image: (block) =>
    h(
      "figure",
      { class: "image-block" },
      block.title && h("figcaption", {}, textObject(block.title)),
      picture(block),
    ),
  context: (block) =>
    h(
      "div",
      { class: "context" },
      block.elements.map((one) =>
        one.type === "image" ? picture(one, true) : h("span", {}, textObject(one)),
      ),
    ),
  actions: (block, ctx) =>
    h(
      "div",
      { class: "actions" },
      block.elements.map((one) => drawElement(one, ctx, { block, label: "", dispatches: true })),
    ),
  context_actions: (block, ctx) =>
    h(
      "div",
      { class: "actions" },
      block.elements.map((one) => drawElement(one, ctx, { block, label: "" })),
    ),
  input,
  rich_text: richText,
  markdown: (block) => markdown(block.text),
  table,
  data_table: dataTable,
  data_visualization: chart,
  video: (block) =>
    h(
      "div",
      { class: "no-picture" },
      h("strong", {}, textObject(block.title)),
      h("span", {}, link(block.title_url ?? block.video_url, "Open the film")),
    ),
  file: (block) => h("div", { class: "no-picture" }, `A remote file (${block.external_id})`),
  alert: (block) =>
    h(
      "div",
      { class: `alert alert-${block.level ?? "default"}` },
      ALERT_WORDS[block.level] && h("strong", {}, `${ALERT_WORDS[block.level]}: `),
      textObject(block.text),
    ),
  card,
  carousel: (block, ctx) =>
    h(
      "div",
      { class: "carousel", tabindex: "0", role: "group", "aria-label": "Cards" },
      block.elements.map((one) => card(one, ctx)),
    ),
  container,
  plan: (block) => h("div", { class: "plan" }, h("strong", {}, block.title), (block.tasks ?? []).map(task)),
  task_card: task,
};

/** Draws a list of blocks for one container (`ctx` as in elements). */
export function drawBlocks(blocks, ctx) {
  return (blocks ?? []).map((block) => {
    const draw = DRAWN[block.type];
    const inside = draw
      ? draw(block, ctx)
      : h("div", { class: "unknown" }, icon("warn"), `A ${block.type} block is not drawn here.`);
    return h("div", { class: "block" }, inside);
  });
}
