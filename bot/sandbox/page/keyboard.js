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
    element: named(root, action).indexOf(element),
    field: fields(element).indexOf(field),
    caret: field.selectionStart ?? null,
  };
}

/** Gives the keyboard to the same field of the new drawing; returns whether there is one. */
export function keyboardTo(root, was) {
  const element = was && named(root, was.action)[was.element];
  const field = element && fields(element)[was.field];
  if (!field) return false;
  field.focus({ preventScroll: true });
  if (was.caret !== null) field.setSelectionRange(was.caret, was.caret);
  return true;
}
