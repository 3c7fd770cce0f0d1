// What people chose or typed into the inputs of messages, modals and homes, until they are sent.

const kept = new Map(); // container key -> {block_id: {action_id: value}}

export function get(key, block, action) {
  return kept.get(key)?.[block]?.[action];
}

/** What an input shows: what was chosen, a cleared date too (null), else the value the app gave it. */
export function current(key, block, action, initial) {
  const chosen = get(key, block, action);
  return chosen === undefined ? initial : chosen;
}

export function set(key, block, action, value) {
  if (!kept.has(key)) kept.set(key, {});
  (kept.get(key)[block] ??= {})[action] = value;
}

/** Everything touched in this container; what nobody touched keeps the value the app gave it. */
export const all = (key) => kept.get(key) ?? {};

export const forget = (key) => kept.delete(key);

export const forgetAll = () => kept.clear();
