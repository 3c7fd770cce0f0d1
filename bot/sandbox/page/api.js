// Talks to the local workspace (docs/sandbox-page-api.md). Nothing here knows what the page looks like.

async function json(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => null);
  if (answer === null) throw new Error(`The local workspace answered ${response.status}.`);
  return answer;
}

const post = (path, body) =>
  json(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

export const getState = () => json("/ui/state");
export const getHistory = (channel, before) =>
  json(`/ui/history?channel=${encodeURIComponent(channel)}&before=${encodeURIComponent(before)}&limit=200`);
export const getTraffic = (after) => json(`/ui/traffic?after=${after}&limit=200`);
export const getFaults = () => json("/ui/faults");
export const setFaults = (change) => post("/ui/faults", change);
export const reset = () => post("/ui/reset", {});

/** Somebody does something. Never throws: what went wrong is `{ok: false, error: sentence}`. */
export async function act(as, name, fields = {}) {
  try {
    return await post("/ui/act", { as, do: name, ...fields });
  } catch {
    return { ok: false, error: "The local workspace does not answer. Is it still running?" };
  }
}

/** Sends files; with a channel a message is posted, without one they wait for a form. */
export async function upload(as, files, fields = {}) {
  const form = new FormData();
  form.append("as", as);
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  for (const file of files) form.append("file", file, file.name);
  try {
    return await json("/ui/upload", { method: "POST", body: form });
  } catch {
    return { ok: false, error: "The file could not be sent. Is the local workspace still running?" };
  }
}

/** Listens for changes; `onOpen` is called each time the line is up, `onLost` when it breaks. */
export function listen(onChange, onOpen, onLost) {
  const source = new EventSource("/ui/events");
  source.onmessage = (event) => onChange(JSON.parse(event.data));
  source.onopen = onOpen;
  source.onerror = onLost;
}
