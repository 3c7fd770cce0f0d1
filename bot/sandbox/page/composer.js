// Where a person types: sends on Enter, hints at commands and names, takes files.

import * as api from "./api.js";
import { freshId, h, iconButton, refill, toast } from "./dom.js";
import { bot, people, store } from "./store.js";

const drafts = new Map(); // "user channel thread" -> {text, files}
const MOST_ROWS_PX = 220;

const EXAMPLES = [
  {
    name: "A refused login",
    text: "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')",
  },
  {
    name: "A Postfix log line",
    text:
      "Nov 24 09:12:44 mx1 postfix/smtp[2114]: 4F1D82A0B3: to=<ana@example.com>, relay=mx.example.net[192.0.2.25]:25, " +
      "delay=1.2, delays=0.1/0/0.6/0.5, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.25] said: " +
      "550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown in local recipient table " +
      "(in reply to RCPT TO command))",
  },
  {
    name: "A Gmail bounce",
    text:
      "Delivery to the following recipient failed permanently:\n\n    ana@example.com\n\n" +
      "The error that the other server returned was:\n" +
      "550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n" +
      "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.\n" +
      "550 5.7.26 For instructions on setting up authentication, go to https://support.google.com/mail/answer/81126 - gsmtp",
  },
  { name: "Not an error", text: "Has anybody seen the new invoice template?" },
  { name: "Look up a code", text: "/smtpcheck 535" },
];

export class Composer {
  /** `place()` says where it writes: {channel, thread}; `name()` its accessible name. */
  constructor({ place, name, examples = false }) {
    this.place = place;
    this.name = name;
    this.files = [];
    this.refusal = null; // the note that says why the last message was not taken
    this.hints = { items: [], active: -1 };
    const listId = freshId("hints");
    this.list = h("div", {
      class: "hints",
      role: "listbox",
      id: listId,
      "aria-label": "Suggestions",
      hidden: true,
    });
    this.box = h("textarea", {
      rows: 1,
      "aria-autocomplete": "list",
      "aria-controls": listId,
      autocomplete: "off",
    });
    this.held = h("ul", { class: "held-files" });
    this.picker = h("input", {
      type: "file",
      multiple: true,
      class: "hidden",
      "aria-label": "Files to send",
      tabindex: -1,
    });
    this.send = iconButton("send", "Send", { class: "icon-button send", onclick: () => this.submit() });
    this.node = h(
      "div",
      { class: "composer" },
      this.list,
      examples && this.examples(),
      h(
        "div",
        { class: "composer-box" },
        this.box,
        this.held,
        h(
          "div",
          { class: "composer-foot" },
          iconButton("attach", "Attach a file", { onclick: () => this.picker.click() }),
          this.picker,
          h("span", { class: "composer-help" }, "Enter sends · Shift+Enter new line · / for commands"),
          this.send,
        ),
      ),
    );
    this.listen();
  }

  examples() {
    const fillIn = (text) => () => {
      this.box.value = text;
      this.changed();
      this.box.focus();
    };
    return h(
      "div",
      { class: "examples", role: "group", "aria-label": "Try one of these" },
      h("span", {}, "Try one of these:"),
      EXAMPLES.map((one) =>
        h("button", { type: "button", class: "chip", onclick: fillIn(one.text) }, one.name),
      ),
    );
  }

  listen() {
    this.box.addEventListener("input", () => this.changed());
    this.box.addEventListener("click", () => this.suggest());
    this.box.addEventListener("blur", () => this.showHints([]));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("paste", (event) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (!pasted.length) return;
      event.preventDefault();
      this.hold(pasted);
    });
    this.picker.addEventListener("change", () => {
      this.hold([...this.picker.files]);
      this.picker.value = "";
    });
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      this.hold([...(event.dataTransfer?.files ?? [])]);
    });
  }

  key(event) {
    const { items, active } = this.hints;
    const offered = items.some((one) => one.insert); // a hint that only explains has no use for keys
    if (offered && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      this.showHints(items, (active + by + items.length) % items.length);
    } else if (
      offered &&
      ((event.key === "Tab" && !event.shiftKey) || (event.key === "Enter" && active >= 0))
    ) {
      event.preventDefault();
      this.take(items[Math.max(0, active)]);
    } else if (items.length && event.key === "Escape") {
      event.stopPropagation();
      this.showHints([]);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
  }

  hold(files) {
    this.files.push(...files);
    this.drawFiles();
    this.keepDraft();
    this.box.focus();
  }

  drawFiles() {
    refill(
      this.held,
      this.files.map((file) => {
        const remove = iconButton("close", `Remove ${file.name}`, {
          onclick: () => {
            this.files = this.files.filter((one) => one !== file);
            this.drawFiles();
            this.keepDraft();
          },
        });
        return h("li", {}, file.name, remove);
      }),
    );
    this.send.disabled = !this.box.value.trim() && !this.files.length;
  }

  changed() {
    this.refusal?.remove();
    this.grow();
    this.keepDraft();
    this.suggest();
    this.send.disabled = !this.box.value.trim() && !this.files.length;
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, MOST_ROWS_PX)}px`;
  }

  draftKey() {
    const { channel, thread } = this.place();
    return `${store.me} ${channel} ${thread ?? ""}`;
  }

  keepDraft() {
    drafts.set(this.draftKey(), { text: this.box.value, files: this.files });
  }

  /** Shows the draft of where one is now; called on every drawing. */
  draw() {
    this.box.setAttribute("aria-label", this.name());
    this.box.placeholder = this.name();
    const key = this.draftKey();
    if (key === this.key_) return;
    this.key_ = key;
    const draft = drafts.get(key) ?? { text: "", files: [] };
    this.box.value = draft.text;
    this.files = draft.files;
    this.drawFiles();
    this.grow();
    this.showHints([]);
  }

  // Hints

  suggest() {
    const typed = this.box.value.slice(0, this.box.selectionStart);
    if (/^\/\S*$/.test(typed)) {
      const commands = store.state.commands.filter((one) => one.command.startsWith(typed));
      this.showHints(
        commands.map((one) => ({
          text: one.command,
          note: [one.usage_hint, one.description].filter(Boolean).join(" — "),
          insert: `${one.command} `,
        })),
        commands.some((one) => one.command === typed) ? -1 : 0, // typed in full: Enter sends
      );
    } else if (/^\/\S+\s/.test(typed)) {
      const command = store.state.commands.find((one) => typed.startsWith(`${one.command} `));
      this.showHints(
        command
          ? [{ text: `${command.command} ${command.usage_hint ?? ""}`, note: command.description }]
          : [],
      );
    } else this.suggestNames(typed);
  }

  suggestNames(typed) {
    const [, sign, part] = /(?:^|\s)([@#])([\w.-]{0,30})$/.exec(typed) ?? [];
    if (!sign) return this.showHints([]);
    const start = part.toLowerCase();
    const known =
      sign === "@"
        ? [
            { name: bot().name, note: "app" },
            ...people().map((one) => ({ name: one.name, note: one.real_name })),
            ...store.state.usergroups.map((one) => ({ name: one.handle, note: one.name })),
          ]
        : store.state.channels
            .filter((one) => one.kind !== "im")
            .map((one) => ({ name: one.name, note: one.topic }));
    const found = known.filter((one) => one.name.toLowerCase().startsWith(start)).slice(0, 8);
    return this.showHints(
      found.map((one) => ({
        text: sign + one.name,
        note: one.note,
        insert: `${sign}${one.name} `,
        replaces: part.length + 1,
      })),
      found.some((one) => one.name.toLowerCase() === start) ? -1 : 0,
    );
  }

  showHints(items, active = -1) {
    this.hints = { items, active };
    this.list.hidden = !items.length;
    this.box.setAttribute("aria-expanded", String(items.length > 0));
    refill(
      this.list,
      items.map((item, index) =>
        h(
          "div",
          {
            role: "option",
            id: `${this.list.id}-${index}`,
            class: index === active ? "option active" : "option",
            "aria-selected": String(index === active),
            onpointerdown: (event) => {
              event.preventDefault();
              this.take(item);
            },
          },
          h("span", {}, item.text),
          item.note && h("span", { class: "menu-note" }, item.note),
        ),
      ),
    );
    if (active >= 0) this.box.setAttribute("aria-activedescendant", `${this.list.id}-${active}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  take(item) {
    if (!item?.insert) return;
    const end = this.box.selectionStart;
    const start = end - (item.replaces ?? end);
    this.box.setRangeText(item.insert, start, end, "end");
    this.changed();
    this.box.focus();
  }

  // Sending

  async submit() {
    const text = this.box.value;
    const files = this.files;
    if (!text.trim() && !files.length) return;
    const { channel, thread } = this.place();
    const key = this.draftKey();
    this.refusal?.remove();
    this.box.value = "";
    this.files = [];
    drafts.delete(key);
    this.drawFiles();
    this.grow();
    this.showHints([]);
    const answer = await deliver(text, files, channel, thread);
    if (answer.ok) return;
    this.refusal = toast(answer.error);
    drafts.set(key, { text, files });
    if (this.draftKey() === key && !this.box.value) {
      this.key_ = null;
      this.draw();
    }
  }
}

function deliver(text, files, channel, thread) {
  if (files.length) return api.upload(store.me, files, { channel, thread_ts: thread, text });
  const where = thread ? { channel, thread_ts: thread } : { channel };
  return api.act(store.me, /^\/[a-z]/.test(text) ? "command" : "say", { ...where, text });
}
