/**
 * Reads and fills the fields of a form.
 *
 * @typedef {[string, string][]} Pairs names and values, as a form posts them
 */

const OWN = ["ticket", "lang", "website"];
const NOTHING = ["dont_know", "refused"];
const TICKS = ["radio", "checkbox"];

/**
 * Gives what the person gave, the consent included.
 *
 * @param {HTMLFormElement} form
 * @returns {Pairs}
 */
export function given(form) {
  const all = /** @type {Pairs} */ ([...new FormData(form)]);
  return all.filter(([name, value]) => value !== "" && !OWN.includes(name));
}

/**
 * Puts answers back into the fields; what the form no longer asks is let go.
 *
 * @param {HTMLFormElement} form
 * @param {Pairs} pairs
 */
export function fill(form, pairs) {
  for (const field of form.querySelectorAll("[name]:not([type=hidden])")) {
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (TICKS.includes(field.type)) field.checked = values.includes(field.value);
    else field.value = values.find((value) => !NOTHING.includes(value)) ?? "";
  }
}

/**
 * Gives the answers as the skip rules take them: lists where several may be chosen, numbers
 * in plain notation.
 *
 * @param {HTMLFormElement} form
 * @returns {import("./rules.js").Answers}
 */
export function answers(form) {
  /** @type {import("./rules.js").Answers} */
  const found = {};
  for (const [name, value] of given(form)) {
    const field = form.querySelector(`[name="${name}"]`);
    if (NOTHING.includes(value)) found[name] = value;
    else if (field.type === "checkbox") found[name] = [...(found[name] ?? []), value];
    else found[name] = field.inputMode === "numeric" ? plain(value) : value;
  }
  return found;
}

/** Writes a number with a point and without needless zeros; other text stays. */
function plain(value) {
  const text = value.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(text) ? String(Number(text)) : text;
}

/**
 * Keeps a typed answer and "do not know" beside it from being given at once.
 *
 * @param {EventTarget | null} field the field that changed
 */
export function oneOrTheOther(field) {
  const question = field.closest(".question");
  const typed = question?.querySelector(".input");
  if (!typed) return;
  if (field === typed && typed.value) {
    for (const tick of question.querySelectorAll(".opt-out input")) tick.checked = false;
  } else if (field !== typed && field.checked) {
    for (const tick of question.querySelectorAll(".opt-out input")) tick.checked = tick === field;
    typed.value = "";
  }
}
