// The left side: who is there, which conversations one can go to, and how the app is connected.

import * as api from "./api.js";
import { ask, fill, freshId, h, icon, iconButton, refill, toast } from "./dom.js";
import { avatar, badge } from "./message.js";
import {
  address,
  bot,
  channelName,
  go,
  isMember,
  myChannels,
  myDm,
  people,
  store,
  unread,
  user,
  userLabel,
} from "./store.js";

export const sidebarNode = h("nav", { class: "sidebar", "aria-label": "Conversations" });

async function join(one) {
  const answer = await api.act(store.me, "join", { channel: one.id });
  if (answer.ok) go({ channel: one.id });
  else toast(answer.error);
}

async function createChannel() {
  const id = freshId("field");
  const field = h("input", { class: "input", id, autocomplete: "off", placeholder: "incidents" });
  const box = h("input", { type: "checkbox" });
  const sure = await ask({
    title: "Create a channel",
    text: [
      h("label", { for: id, class: "input-label" }, "Name"),
      field,
      h("label", { class: "choice" }, box, h("span", {}, "Private: only its members see it")),
    ],
    yes: "Create",
  });
  if (!sure || !field.value.trim()) return;
  const answer = await api.act(store.me, "create_channel", {
    name: field.value.trim().replace(/^#/, ""),
    private: box.checked,
  });
  if (answer.ok) go({ channel: answer.channel?.id ?? answer.channel });
  else toast(answer.error);
}

function line(one, label, mark, note) {
  const here = store.place.channel === one.id;
  const fresh = !here && unread(one);
  return h(
    "a",
    {
      class: fresh ? "line fresh" : "line",
      dataset: { channel: one.id },
      href: address({ channel: one.id }),
      "aria-current": here ? "page" : null,
      "aria-label": `${channelName(one)}${fresh ? " (unread)" : ""}`,
    },
    mark,
    h("span", { class: "line-name" }, label),
    note,
  );
}

const sign = (one) => h("span", { class: "line-mark" }, one.kind === "private" ? icon("lock") : "#");

function connection() {
  const { mode, connections, name } = bot();
  const up = mode === "http" || connections > 0;
  const how =
    mode === "http" ? "over HTTP" : `${connections} ${connections === 1 ? "connection" : "connections"}`;
  return h(
    "div",
    { class: up ? "connection up" : "connection" },
    h("span", { class: "dot", "aria-hidden": "true" }),
    h(
      "span",
      {},
      up ? `${name} is connected` : `${name} is not connected. What is posted waits for it.`,
      up && h("br"),
      up && how,
    ),
  );
}

let drawn = "";

export function drawSidebar() {
  const { team, channels, shortcuts } = store.state;
  const fresh = channels.filter((one) => store.place.channel !== one.id && unread(one)).map((one) => one.id);
  const now = JSON.stringify([
    store.me,
    store.place.channel,
    bot(),
    team,
    channels.map((one) => ({ ...one, last_ts: null })),
    shortcuts,
    people(),
    fresh,
  ]);
  if (now === drawn) return; // the keyboard stays where it is
  drawn = now;
  const focus = document.activeElement.closest(".sidebar [data-channel]")?.dataset.channel;
  const mine = myChannels().filter((one) => one.kind !== "im" && !one.archived);
  const free = isMember(store.me);
  const others = store.state.channels.filter(
    (one) => free && one.kind === "public" && !one.archived && !one.members.includes(store.me),
  );
  const dm = myDm();
  refill(
    sidebarNode,
    h(
      "div",
      { class: "team" },
      h("strong", {}, store.state.team.name),
      h("span", { class: "quiet" }, "on this machine"),
    ),
    h(
      "div",
      { class: "side-title" },
      h("h2", {}, "Channels"),
      free && iconButton("plus", "Create a channel", { dataset: { channel: "new" }, onclick: createChannel }),
    ),
    mine.map((one) => line(one, one.name, sign(one), one.shared && badge("stranger"))),
    others.map((one) =>
      h(
        "button",
        { type: "button", class: "line join", dataset: { channel: one.id }, onclick: () => join(one) },
        sign(one),
        h("span", { class: "line-name" }, one.name),
        h("span", { class: "join-word" }, "Join"),
      ),
    ),
    dm && [
      h("div", { class: "side-title" }, h("h2", {}, "Apps")),
      line(dm, bot().name, h("span", { class: "line-mark" }, icon("bolt"))),
    ],
    globalShortcuts(),
    h("div", { class: "side-title" }, h("h2", {}, "People")),
    people().map((one) =>
      h(
        "div",
        { class: "person" },
        avatar(one),
        h("span", { class: "line-name" }, one.real_name),
        badge(one.kind),
        one.id === store.me && h("span", { class: "quiet" }, "you"),
      ),
    ),
    h("div", { class: "side-foot" }, connection()),
  );
  if (focus) sidebarNode.querySelector(`[data-channel="${focus}"]`)?.focus();
}

function globalShortcuts() {
  const found = store.state.shortcuts.filter((one) => one.type === "global");
  if (!found.length) return null;
  const run = (one) => async () => {
    const answer = await api.act(store.me, "global_shortcut", { callback_id: one.callback_id });
    if (!answer.ok) toast(answer.error);
  };
  return [
    h("div", { class: "side-title" }, h("h2", {}, "Shortcuts")),
    found.map((one) =>
      h(
        "button",
        { type: "button", class: "line", title: one.description, onclick: run(one) },
        h("span", { class: "line-mark" }, icon("bolt")),
        h("span", { class: "line-name" }, one.name),
      ),
    ),
  ];
}

export const actAs = h("select", {
  class: "input select act-as",
  "aria-label": "Act as",
  onchange: () => go({ me: actAs.value, channel: store.place.channel, tab: store.place.tab }),
});

export function drawActAs() {
  const list = people();
  if (actAs.options.length !== list.length) {
    actAs.replaceChildren();
    fill(
      actAs,
      list.map((one) => h("option", { value: one.id }, userLabel(one))),
    );
  }
  actAs.value = store.me;
  actAs.title = `You act as ${user(store.me).real_name}`;
}
