import {findAll, input} from "../dom.js";
import {answers} from "./answers.js";
import {walk} from "./rules.js";

/**
 * Reads the rules a page carries: `data-if` on questions, `data-end` on endings.
 *
 * @param {HTMLFormElement} form
 * @returns {Definition}
 */
function definitionOf(form) {
  const questions = asked(form).map((each) => ({key: keyOf(each), ask_if: parsed(each.dataset.if)}));
  const endings = findAll("[data-end]", form).map((each) => parsed(each.dataset.end));
  return {sections: [{questions}], endings};
}

/** @param {string | undefined} text */
function parsed(text) {
  return text && JSON.parse(text);
}

/**
 * Returns the questions of a form; the consent is not one.
 *
 * @param {ParentNode} form
 */
function asked(form) {
  return findAll(".question:not(#q-consent)", form);
}

/**
 * @param {ParentNode} question
 * @returns {string} its key
 */
export function keyOf(question) {
  return input("[name]", question).name;
}

/**
 * Shows the questions on the path, and the words of an ending that was reached; hides the others.
 *
 * @param {HTMLFormElement} form
 * @returns {void}
 */
export function follow(form) {
  const {path, ending} = walk(definitionOf(form), answers(form));
  for (const each of asked(form)) each.hidden = !path.includes(keyOf(each));
  for (const each of findAll("[data-end]", form)) {
    const rule = parsed(each.dataset.end);
    each.hidden = JSON.stringify(rule) !== JSON.stringify(ending);
  }
}
