import {find, findAll} from "../dom.js";
import {given} from "./answers.js";
import {keyOf} from "./path.js";

/**
 * Says of each question in a part that needs an answer and has none what the server would
 * say; returns the first of them.
 *
 * @param {HTMLFormElement} form
 * @param {ParentNode} part
 * @returns {HTMLElement | undefined}
 */
export function missing(form, part) {
  const names = given(form).map(([name]) => name);
  const needed = findAll("[data-must]:not([hidden]),#q-consent", part);
  const open = needed.filter((each) => !names.includes(keyOf(each)));
  for (const each of needed) clear(each);
  for (const each of open) tell(each, form.dataset[each.id === "q-consent" ? "consent" : "missing"]);
  return open[0];
}

/**
 * Takes back what was said of a question.
 *
 * @param {Element} question
 * @returns {void}
 */
export function clear(question) {
  question.classList.remove("faulty");
  find(".error", question)?.remove();
  find("[aria-invalid]", question)?.removeAttribute("aria-invalid");
}

/**
 * Says at a question what is wrong with it.
 *
 * @param {Element} question
 * @param {string | undefined} words
 * @returns {void}
 */
export function tell(question, words) {
  clear(question);
  const said = Object.assign(document.createElement("p"), {
    className: "error",
    id: `e-${keyOf(question)}`,
    textContent: words,
  });
  question.classList.add("faulty");
  find(".choices,.input", question).before(said);
  const field = find("[name]", question);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", said.id);
}
