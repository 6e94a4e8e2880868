import {findAll, input} from "../dom.js";
import {plain} from "./numbers.js";

/** Reads and fills the fields of a form. */

const OWN = ["ticket", "lang", "website"];
const NOTHING = ["dont_know", "refused"];
const TICKS = ["radio", "checkbox"];

/**
 * Returns what the person answered, the consent included.
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
 * @returns {void}
 */
export function fill(form, pairs) {
  const fields = /** @type {HTMLInputElement[]} */ (findAll("[name]:not([type=hidden])", form));
  for (const field of fields) {
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (TICKS.includes(field.type)) field.checked = values.includes(field.value);
    else field.value = values.find((value) => !NOTHING.includes(value)) ?? "";
  }
}

/**
 * Returns the answers as the skip rules take them: lists where several may be chosen, numbers
 * in plain notation.
 *
 * @param {HTMLFormElement} form
 * @returns {Answers}
 */
export function answers(form) {
  /** @type {Answers} */
  const found = {};
  for (const [name, value] of given(form)) {
    const field = input(`[name="${name}"]`, form);
    if (NOTHING.includes(value)) found[name] = value;
    else if (field.type === "checkbox") found[name] = [...(found[name] ?? []), value];
    else found[name] = field.inputMode === "numeric" ? plain(value) : value;
  }
  return found;
}

/**
 * Keeps a typed answer and "do not know" beside it from being given at once.
 *
 * @param {HTMLInputElement} field the field that changed
 * @returns {void}
 */
export function oneOrTheOther(field) {
  const question = field.closest(".question");
  const typed = question && input(".input", question);
  if (!typed) return;
  const ticks = /** @type {HTMLInputElement[]} */ (findAll(".opt-out input", question));
  if (field === typed && typed.value) {
    for (const tick of ticks) tick.checked = false;
  } else if (field !== typed && field.checked) {
    for (const tick of ticks) tick.checked = tick === field;
    typed.value = "";
  }
}
