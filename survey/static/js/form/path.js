import {answers} from "./answers.js";
import {walk} from "./rules.js";

/**
 * Reads the rules a page carries: `data-if` on questions, `data-end` on endings.
 *
 * @param {HTMLFormElement} form
 * @returns {import("./rules.js").Definition}
 */
function definitionOf(form) {
  const questions = asked(form).map((each) => ({key: keyOf(each), ask_if: parsed(each.dataset.if)}));
  const endings = [...form.querySelectorAll("[data-end]")].map((each) => parsed(each.dataset.end));
  return {sections: [{questions}], endings};
}

function parsed(text) {
  return text && JSON.parse(text);
}

/** Gives the questions of a form; the consent is none. */
function asked(form) {
  return [...form.querySelectorAll(".question:not(#q-consent)")];
}

/**
 * @param {Element} question
 * @returns {string} its key
 */
export function keyOf(question) {
  return question.querySelector("[name]").name;
}

/**
 * Shows the questions on the path, and the words of an ending that was reached; hides the others.
 *
 * @param {HTMLFormElement} form
 */
export function follow(form) {
  const {path, ending} = walk(definitionOf(form), answers(form));
  for (const each of asked(form)) each.hidden = !path.includes(keyOf(each));
  for (const each of form.querySelectorAll("[data-end]")) {
    const rule = parsed(each.dataset.end);
    each.hidden = JSON.stringify(rule) !== JSON.stringify(ending);
  }
}
