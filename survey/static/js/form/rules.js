/**
 * Skip rules, evaluated as `survey/questionnaire/rules.py` does: both are checked against the same
 * file of test vectors.
 */

const NO_ANSWER = ["dont_know", "refused"];
const NUMBER = /^-?[0-9]{1,9}(?:\.[0-9]{1,6})?$/;

/** @type {Record<string, (a: number, b: number) => boolean>} */
const ORDER = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/**
 * @param {Rule} rule a checked rule
 * @param {Answers} answers
 * @returns {boolean}
 */
export function evaluate(rule, answers) {
  const [[operator, operand]] = Object.entries(rule);
  if (operator === "and") return operand.every((/** @type {Rule} */ each) => evaluate(each, answers));
  if (operator === "or") return operand.some((/** @type {Rule} */ each) => evaluate(each, answers));
  if (operator === "not") return !evaluate(operand, answers);
  if (operator === "answered") return answered(answerTo(operand, answers));
  return compare(operator, answerTo(operand[0], answers), operand[1]);
}

/**
 * Returns the answer to a question; a name every object inherits is not an answer.
 *
 * @param {string} key
 * @param {Answers} answers
 */
function answerTo(key, answers) {
  return Object.prototype.hasOwnProperty.call(answers, key) ? answers[key] : undefined;
}

/**
 * Returns whether there is a non-empty answer.
 *
 * @param {Answer | undefined} answer
 */
function answered(answer) {
  return answer !== undefined && answer.length > 0 && !NO_ANSWER.includes(String(answer));
}

/**
 * Compares one answer.
 *
 * @param {string} operator
 * @param {Answer | undefined} answer
 * @param {any} wanted a text, or a list of them
 */
function compare(operator, answer, wanted) {
  if (operator === "has") return Array.isArray(answer) && answer.includes(wanted);
  if (typeof answer !== "string" || answer === "") return false;
  if (operator === "in") return wanted.includes(answer);
  if (operator === "==") return answer === wanted;
  if (NO_ANSWER.includes(answer) && !NO_ANSWER.includes(wanted)) return false;
  return operator === "!=" ? answer !== wanted : ordered(operator, answer, wanted);
}

/**
 * Compares two numbers in plain notation; what is no number compares false.
 *
 * @param {string} operator
 * @param {string} answer
 * @param {string} wanted
 */
function ordered(operator, answer, wanted) {
  if (!NUMBER.test(answer) || !NUMBER.test(wanted)) return false;
  return ORDER[operator](Number(answer), Number(wanted));
}

/**
 * Follows the path: the questions that are asked, in order, and the ending that stopped it.
 * An answer off the path does not count for later rules; after an ending that applies nothing
 * more is asked.
 *
 * @param {Definition} definition
 * @param {Answers} answers
 * @returns {Path}
 */
export function walk(definition, answers) {
  const endings = definition.endings ?? [];
  /** @type {Answers} */
  const seen = {};
  /** @type {string[]} */
  const path = [];
  for (const question of definition.sections.flatMap((section) => section.questions)) {
    if (!question.ask_if || evaluate(question.ask_if, seen)) {
      path.push(question.key);
      const answer = answerTo(question.key, answers);
      if (answer !== undefined) seen[question.key] = answer;
    }
    const here = endings.filter((each) => each.after === question.key);
    const ending = here.find((each) => evaluate(each.if, seen));
    if (ending) return {path, ending};
  }
  return {path};
}
