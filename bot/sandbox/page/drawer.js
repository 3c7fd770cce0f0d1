// The drawer: what went over the wire, and the switches that break it.

import * as api from "./api.js";
import { fill, h, iconButton, refill, toast } from "./dom.js";
import { keyboardIn, keyboardTo } from "./keyboard.js";
import { addTraffic, redraw, store } from "./store.js";

const ROWS = 300; // the newest rows drawn; the list keeps more
const STATES = { pending: "waiting", acked: "acked", timeout: "no ack", failed: "failed", done: "" };

let open = false;
let opener = null; // what had the keyboard before, and gets it back
let entered = false; // just opened: the keyboard goes to the tab
let tab = "traffic";
let filter = "";
let chosen = null;
const rows = new Map(); // id -> {entry, node}

const body = h("tbody");
const detail = h("section", { class: "detail", "aria-label": "Entry", hidden: true });
const faultsBox = h("div", { class: "faults" });
const trafficBox = h("div", { class: "traffic" });
export const drawerNode = h("section", { class: "drawer", "aria-label": "Traffic and faults", hidden: true });

export function toggleDrawer(which = tab) {
  if (!drawerNode.contains(document.activeElement)) opener = document.activeElement;
  open = !(open && tab === which);
  tab = which;
  if (open) loadOnce();
  else opener?.focus();
  entered = open;
  redraw();
}

export const drawerIsOpen = (which = tab) => open && tab === which;

let loaded = false;

async function loadOnce() {
  if (!loaded) {
    loaded = true;
    const answer = await api.getTraffic(0).catch(() => null);
    if (answer) {
      const newer = store.traffic;
      store.traffic = [];
      addTraffic([...answer.entries, ...newer]);
    }
  }
  store.faults = await api.getFaults().catch(() => null);
  drawFaults();
  redraw();
}

/** The workspace was reset: what is shown here is gone too. */
export function resetDrawer() {
  store.traffic = [];
  rows.clear();
  chosen = null;
  loaded = false;
  if (open) loadOnce();
}

const millis = (entry) =>
  entry.ms === null || entry.ms === undefined
    ? ""
    : `${entry.ms < 10 ? entry.ms.toFixed(1) : Math.round(entry.ms)} ms`;

function result(entry) {
  if (entry.error) return entry.error;
  if (entry.kind === "envelope") return STATES[entry.state] ?? entry.state;
  if (entry.status && entry.status >= 400) return String(entry.status);
  return entry.ok === true ? "ok" : (STATES[entry.state] ?? "");
}

const bad = (entry) =>
  Boolean(entry.error) ||
  entry.state === "timeout" ||
  entry.state === "failed" ||
  entry.validation?.length > 0;

function rowNode(entry) {
  const pick = () => {
    chosen = chosen === entry.id ? null : entry.id;
    redraw();
  };
  const at = new Date(entry.at * 1000).toLocaleTimeString([], { hour12: false });
  const way = entry.from === "app" ? "app → workspace" : "workspace → app";
  const row = h(
    "tr",
    {
      class: [bad(entry) && "bad", chosen === entry.id && "chosen"].filter(Boolean).join(" ") || null,
      dataset: { entry: entry.id },
    },
    h("td", {}, at),
    h("td", { class: "way" }, way),
    h(
      "td",
      {},
      h(
        "button",
        { type: "button", class: "plain-link", "aria-expanded": String(chosen === entry.id), onclick: pick },
        entry.name,
      ),
    ),
    h(
      "td",
      {},
      result(entry),
      entry.attempt > 0 && ` (retry ${entry.attempt})`,
      entry.fault && h("span", { class: "badge" }, `fault: ${entry.fault}`),
    ),
    h("td", { class: "num" }, millis(entry)),
  );
  return row;
}

function block(title, value) {
  if (value === null || value === undefined) return null;
  return [h("h3", {}, title), h("pre", { tabindex: 0, "aria-label": title }, JSON.stringify(value, null, 2))];
}

function drawDetail() {
  const entry = store.traffic.find((one) => one.id === chosen);
  detail.hidden = !entry;
  if (!entry || detail.shown === entry) return;
  detail.shown = entry;
  const findings = entry.validation ?? [];
  refill(
    detail,
    h(
      "div",
      { class: "detail-head" },
      h("strong", {}, entry.name),
      h(
        "span",
        { class: "quiet" },
        [entry.kind, entry.connection != null && `connection ${entry.connection}`, millis(entry)]
          .filter(Boolean)
          .join(" · "),
      ),
      iconButton("close", "Close entry", {
        onclick: () => {
          chosen = null;
          redraw();
        },
      }),
    ),
    findings.length > 0 &&
      h(
        "ul",
        { class: "findings" },
        findings.map((one) => h("li", {}, h("code", {}, one.pointer), ` ${one.message}`)),
      ),
    block("Sent", entry.request),
    block(entry.kind === "envelope" ? "Ack" : "Answer", entry.answer),
  );
}

function drawTraffic() {
  const wanted = filter.toLowerCase();
  const shown = store.traffic
    .filter((one) => !wanted || `${one.name} ${one.error ?? ""} ${one.kind}`.toLowerCase().includes(wanted))
    .slice(-ROWS)
    .reverse();
  const nodes = shown.map((entry) => {
    const old = rows.get(entry.id);
    if (old && old.entry === entry && old.chosen === (chosen === entry.id)) return old.node;
    const node = rowNode(entry);
    rows.set(entry.id, { entry, node, chosen: chosen === entry.id });
    return node;
  });
  const focus = document.activeElement?.closest?.("tr")?.dataset.entry;
  body.replaceChildren(...nodes);
  if (focus) body.querySelector(`tr[data-entry="${focus}"] button`)?.focus();
  drawDetail();
}

async function change(wanted) {
  const answer = await api.setFaults(wanted).catch(() => null);
  if (answer?.faults) store.faults = answer;
  else toast(answer?.error ?? "The switch could not be set.");
  drawFaults();
}

function faultRow(known) {
  const on = store.faults.faults.find((one) => one.name === known.name);
  const places = known.where ?? [];
  const where = h(
    "select",
    { class: "input select", "aria-label": `Where: ${known.name}` },
    places.map((one) => h("option", { value: one }, one)),
  );
  where.value = on?.where ?? places[0] ?? "";
  const odds = h("input", {
    class: "input narrow",
    type: "number",
    min: 0,
    max: 1,
    step: 0.05,
    "aria-label": `Probability: ${known.name}`,
  });
  odds.value = on?.probability ?? 1;
  const count = h("input", {
    class: "input narrow",
    type: "number",
    min: 1,
    step: 1,
    placeholder: "no end",
    "aria-label": `How many times: ${known.name}`,
  });
  count.value = on?.count ?? "";
  const seconds = h("input", {
    class: "input narrow",
    type: "number",
    step: 0.5,
    "aria-label": `Seconds: ${known.name}`,
  });
  seconds.value = on?.seconds ?? known.seconds ?? "";
  const fault = () => ({
    name: known.name,
    ...(places.length ? { where: where.value } : {}),
    probability: Number(odds.value),
    count: count.value ? Number(count.value) : null,
    ...(known.seconds ? { seconds: Number(seconds.value) } : {}),
  });
  const others = () => store.faults.faults.filter((one) => one.name !== known.name);
  const apply = () => change({ set: tick.checked ? [...others(), fault()] : others() });
  const tick = h("input", { type: "checkbox", onchange: apply, "aria-label": known.name });
  tick.checked = Boolean(on);
  for (const one of [where, odds, count, seconds])
    one.addEventListener("change", () => tick.checked && apply());
  const once = h(
    "button",
    {
      type: "button",
      class: "button",
      "aria-label": `Once now: ${known.name}`,
      onclick: () => change({ now: fault() }),
    },
    "Once now",
  );
  for (const one of [tick, where, odds, count, seconds, once]) one.dataset.action = one.ariaLabel;
  return h(
    "tr",
    {},
    h(
      "td",
      {},
      h(
        "label",
        { class: "choice" },
        tick,
        h("span", {}, h("strong", {}, known.name), h("span", { class: "choice-note" }, known.text)),
      ),
    ),
    h("td", {}, places.length > 1 ? where : (places[0] ?? "")),
    h("td", {}, odds),
    h("td", {}, count),
    h("td", {}, known.seconds ? seconds : ""),
    h("td", {}, known.at_once && once),
  );
}

export function drawFaults() {
  if (!store.faults) {
    refill(faultsBox, h("p", {}, "The switches could not be loaded. Open this tab again."));
    return;
  }
  const was = keyboardIn(faultsBox);
  refill(
    faultsBox,
    h(
      "p",
      {},
      "Each switch breaks the line between this workspace and the app, to see that the app bears it.",
    ),
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["Fault", "Where", "Probability", "Times", "Seconds", ""].map((one) =>
            h("th", { scope: "col" }, one),
          ),
        ),
      ),
      h("tbody", {}, (store.faults.known ?? []).map(faultRow)),
    ),
    h(
      "div",
      { class: "actions" },
      h(
        "button",
        { type: "button", class: "button", dataset: { action: "off" }, onclick: () => change({ clear: true }) },
        "Switch all off",
      ),
    ),
  );
  keyboardTo(faultsBox, was);
}

function tabButton(name, text) {
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      onclick: () => {
        tab = name;
        loadOnce();
        redraw();
      },
    },
    text,
  );
}

const tabs = { traffic: tabButton("traffic", "Traffic"), faults: tabButton("faults", "Faults") };

fill(
  trafficBox,
  h(
    "div",
    { class: "traffic-list", tabindex: 0, role: "group", "aria-label": "Requests and envelopes" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["Time", "Way", "What", "Result", "Took"].map((one) => h("th", { scope: "col" }, one)),
        ),
      ),
      body,
    ),
  ),
  detail,
);
fill(
  drawerNode,
  h(
    "div",
    { class: "drawer-head" },
    h("div", { role: "tablist", "aria-label": "Drawer", class: "tabs" }, tabs.traffic, tabs.faults),
    h("input", {
      class: "input narrow-filter",
      type: "search",
      placeholder: "Filter",
      "aria-label": "Filter traffic",
      oninput: (event) => {
        filter = event.target.value;
        redraw();
      },
    }),
    iconButton("close", "Close drawer", { onclick: () => toggleDrawer() }),
  ),
  trafficBox,
  faultsBox,
);

export function drawDrawer() {
  drawerNode.hidden = !open;
  if (!open) return;
  for (const [name, node] of Object.entries(tabs)) node.setAttribute("aria-selected", String(name === tab));
  trafficBox.hidden = tab !== "traffic";
  faultsBox.hidden = tab !== "faults";
  drawerNode.querySelector(".narrow-filter").hidden = tab !== "traffic";
  if (tab === "traffic") drawTraffic();
  if (entered) tabs[tab].focus();
  entered = false;
}
