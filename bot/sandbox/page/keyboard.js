// Keeps the keyboard where it is while the message, form or tab around it is drawn anew.

const FIELDS = "button,input,select,textarea";
const fields = (element) => (element.matches(FIELDS) ? [element] : [...element.querySelectorAll(FIELDS)]);
const named = (root, action) => [...root.querySelectorAll(`[data-action="${CSS.escape(action)}"]`)];

/** Which field of which element in here has the keyboard; null where none has it. */
export function keyboardIn(root) {
  const field = document.activeElement;
  const element = root?.contains(field) ? field.closest("[data-action]") : null;
  if (!element) return null;
  const { action } = element.dataset;
  return {
    action,
    alone: named(root, action).length === 1,
    place: fields(element).indexOf(field),
    value: field.value,
    caret: field.selectionStart ?? null,
  };
}

/**
 * Gives the keyboard to the same field of the new drawing; returns whether there is one. Where several do the
 * same, as the lines of a list, it is the one with the same value: another press must not act on another line.
 */
export function keyboardTo(root, was) {
  const found = was ? named(root, was.action).map((element) => fields(element)[was.place]) : [];
  const field = was?.alone && found.length === 1 ? found[0] : found.find((one) => one?.value === was.value);
  if (!field) return false;
  field.focus({ preventScroll: true });
  if (was.caret !== null) field.setSelectionRange(was.caret, was.caret);
  return true;
}
