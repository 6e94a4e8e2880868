import {given} from "./answers.js";
import {keyOf} from "./path.js";

/**
 * Says of each question in a part that needs an answer and has none what the server would
 * say; gives the first of them.
 *
 * @param {HTMLFormElement} form
 * @param {Element} part
 * @returns {Element | undefined}
 */
export function missing(form, part) {
  const names = given(form).map(([name]) => name);
  const needed = [...part.querySelectorAll("[data-must]:not([hidden]),#q-consent")];
  const open = needed.filter((each) => !names.includes(keyOf(each)));
  for (const each of needed) clear(each);
  for (const each of open) tell(each, form.dataset[each.id === "q-consent" ? "consent" : "missing"]);
  return open[0];
}

/** Takes back what was said of a question. */
export function clear(question) {
  question.classList.remove("faulty");
  question.querySelector(".error")?.remove();
  question.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
}

/** Says at a question what is wrong with it. */
export function tell(question, words) {
  clear(question);
  const key = keyOf(question);
  const said = Object.assign(document.createElement("p"), {
    className: "error",
    id: `e-${key}`,
    textContent: words,
  });
  question.classList.add("faulty");
  question.querySelector(".choices,.input").before(said);
  const field = question.querySelector("[name]");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", said.id);
}
