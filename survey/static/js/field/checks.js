import {answers} from "../form/answers.js";
import {keyOf} from "../form/path.js";
import {tell} from "../form/required.js";
import {evaluate} from "../form/rules.js";

/**
 * Finds on the phone what the server would find in an answer, so that it is mended while the
 * person is still there: numbers, dates, constraints (`survey/questionnaire/types/`).
 */

const FIGURES = /^(-?)0*([0-9]{1,9})(?:[.,]([0-9]{1,6}))?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Says of the questions of a part what is wrong with their answers; gives the first of them.
 *
 * @param {HTMLFormElement} form
 * @param {Element} part
 * @param {object} definition of the questionnaire
 * @param {(code: string) => string} words
 * @returns {Element | undefined}
 */
export function wrongAnswer(form, part, definition, words) {
  const questions = definition.sections.flatMap((section) => section.questions);
  const found = answers(form);
  const shown = [...part.querySelectorAll(".question:not([hidden]):not(#q-consent)")];
  const wrong = shown.filter((each) => {
    const question = questions.find(({key}) => key === keyOf(each));
    const said = question && problemOf(question, found, words, form.lang);
    if (said) tell(each, said);
    return said;
  });
  return wrong[0];
}

function problemOf(question, found, words, language) {
  const answer = found[question.key];
  if (answer === undefined || question.allow?.includes(answer)) return "";
  const fault = {number: numberFault, date: dateFault}[question.type]?.(question, answer);
  if (fault) return filled(words(fault), question);
  const {rule, message} = question.constraint ?? {};
  return rule && !evaluate(rule, found) ? message[language] ?? Object.values(message)[0] : "";
}

function numberFault(question, answer) {
  const parts = FIGURES.exec(answer.trim());
  if (!parts) return "answer_not_a_number";
  const decimals = parts[3] ?? "";
  const limit = question.decimals ?? 6;
  if ((decimals.length === 3 && limit < 3) || decimals.replace(/0+$/, "").length > limit) {
    return "answer_too_precise";
  }
  const value = Number(answer.replace(",", "."));
  const low = question.min === undefined || value >= Number(question.min);
  return low && (question.max === undefined || value <= Number(question.max)) ? "" : "answer_out_of_range";
}

/** The phone writes days in one way, so that their texts can be compared. */
function dateFault({min, max}, answer) {
  if (!DAY.test(answer)) return "answer_not_a_date";
  return (min && answer < min) || (max && answer > max) ? "answer_out_of_range" : "";
}

function filled(text, {min = "…", max = "…", decimals = 6}) {
  return text.replace("{low}", min).replace("{high}", max).replace("{limit}", decimals);
}
