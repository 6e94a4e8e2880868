import {numberParts} from "../form/numbers.js";

/**
 * Numbers and dates, judged as `survey/questionnaire/types/` judges them: both are checked against
 * the same file of test vectors.
 */

const MOST_DECIMALS = 6;
const YEAR_FIRST = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/;
const DAY_FIRST = /^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})$/;

/**
 * @param {Question} question may have a least and a greatest value, and a number of decimals
 * @param {string} answer as it was typed
 * @returns {string} the code of what is wrong with it, or nothing
 */
export function numberFault({min, max, decimals: limit = MOST_DECIMALS}, answer) {
  const found = numberParts(answer);
  if (!found) return "answer_not_a_number";
  const {decimals} = found;
  // A needless zero is no fault, but 1.000 may mean a thousand.
  const thousands = decimals.length === 3 && limit < 3;
  if (thousands || decimals.replace(/0+$/, "").length > limit) return "answer_too_precise";
  // At most 15 digits, which a number of this language holds exactly enough to compare.
  const value = Number(answer.trim().replace(",", "."));
  const low = min === undefined || value >= Number(min);
  return low && (max === undefined || value <= Number(max)) ? "" : "answer_out_of_range";
}

/**
 * @param {Question} question may have a first and a last day
 * @param {string} answer as it was typed, or as the phone writes a day
 * @returns {string} the code of what is wrong with it, or nothing
 */
export function dateFault({min, max}, answer) {
  const found = day(answer.trim());
  if (!found) return "answer_not_a_date";
  return (min && found < min) || (max && found > max) ? "answer_out_of_range" : "";
}

/**
 * @param {string} text a day, written 2024-05-31, 31-05-2024 or 31/5/2024
 * @returns {string} the day as 2024-05-31, or nothing where there is no such day
 */
export function day(text) {
  const parts = YEAR_FIRST.exec(text)?.slice(1) ?? DAY_FIRST.exec(text)?.slice(1).reverse();
  if (!parts) return "";
  const [year, month, date] = parts.map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  // A day that does not exist has become another one.
  const exists = year > 0 && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date;
  return exists ? moment.toISOString().slice(0, 10) : "";
}
