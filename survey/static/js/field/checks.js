import {findAll} from "../dom.js";
import {answers, given} from "../form/answers.js";
import {keyOf} from "../form/path.js";
import {tell} from "../form/required.js";
import {evaluate} from "../form/rules.js";
import {dateFault, numberFault} from "./values.js";

/**
 * Finds on the phone what the server would find in an answer, so that it is fixed while the
 * person is still there.
 */

/** @type {Record<string, (question: Question, answer: string) => string>} by type of question */
const FAULTS = {number: numberFault, date: dateFault};

/**
 * Says of the questions of a part what is wrong with their answers; returns the first of them.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} part
 * @param {Definition} definition of the questionnaire
 * @param {(code: string) => string} words
 * @returns {HTMLElement | undefined}
 */
export function wrongAnswer(form, part, definition, words) {
  const questions = definition.sections.flatMap((section) => section.questions);
  const shown = findAll(".question:not([hidden]):not(#q-consent)", part);
  const wrong = shown.filter((each) => {
    const question = questions.find(({key}) => key === keyOf(each));
    const said = question && problemOf(form, question, words);
    if (said) tell(each, said);
    return said;
  });
  return wrong[0];
}

/**
 * @param {HTMLFormElement} form
 * @param {Question} question
 * @param {(code: string) => string} words
 */
function problemOf(form, question, words) {
  // As it was typed: the server reads that, and not what rules compare.
  const typed = new Map(given(form)).get(question.key);
  if (typed === undefined || question.allow?.includes(typed)) return "";
  const fault = FAULTS[question.type ?? ""]?.(question, typed);
  if (fault) return filled(words(fault), question);
  const {rule, message} = question.constraint ?? {};
  if (!rule || !message || evaluate(rule, answers(form))) return "";
  return message[form.lang] ?? Object.values(message)[0];
}

/**
 * @param {string} text
 * @param {Question} question
 */
function filled(text, {min = "…", max = "…", decimals = 6}) {
  return text.replace("{low}", min).replace("{high}", max).replace("{limit}", String(decimals));
}
