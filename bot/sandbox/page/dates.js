// A moment in the reader's own time and words, as Slack's date tokens say it.
// docs.slack.dev, formatting: date formatting. The first letter is made a capital, as Slack does.

const DAY_MS = 86_400_000;

const parts = (at, options) => at.toLocaleString("en-US", options);
const midnight = (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

function ordinal(day) {
  if (day % 100 >= 11 && day % 100 <= 13) return `${day}th`;
  return `${day}${["th", "st", "nd", "rd"][day % 10] ?? "th"}`;
}

function long(at, weekday) {
  const day = `${parts(at, { month: "long" })} ${ordinal(at.getDate())}, ${at.getFullYear()}`;
  return weekday ? `${parts(at, { weekday: "long" })}, ${day}` : day;
}

function near(at, otherwise) {
  const days = Math.round((midnight(at) - midnight(new Date())) / DAY_MS);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days] ?? otherwise;
}

function ago(at) {
  const format = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
  const seconds = (at.getTime() - Date.now()) / 1000;
  for (const [unit, size] of [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ])
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  return format.format(Math.round(seconds), "second");
}

const short = (at) => parts(at, { month: "short", day: "numeric", year: "numeric" });
const TOKENS = {
  date_num: (at) => at.toLocaleDateString("sv-SE"),
  date: (at) => long(at, false),
  date_short: short,
  date_long: (at) => long(at, true),
  date_pretty: (at) => near(at, long(at, false)),
  date_short_pretty: (at) => near(at, short(at)),
  date_long_pretty: (at) => near(at, long(at, true)),
  time: (at) => parts(at, { hour: "numeric", minute: "2-digit" }),
  time_secs: (at) => parts(at, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago,
};

/** The moment in a format such as `{date_short_pretty} {time}`; null for a format Slack does not know. */
export function dated(seconds, format) {
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime())) return null;
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (_, name) => {
    if (!(name in TOKENS)) known = false;
    return known ? TOKENS[name](at) : "";
  });
  return known && text ? text[0].toUpperCase() + text.slice(1) : null;
}
