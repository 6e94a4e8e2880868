/** Numbers as people write them, read as `survey/questionnaire/types/number.py` does. */

const FIGURES = /^(-?)0*([0-9]{1,9})(?:[.,]([0-9]{1,6}))?$/;

/**
 * @param {string} value
 * @returns {{sign: string, whole: string, decimals: string} | undefined} none where it is no number
 */
export function numberParts(value) {
  const [found, sign, whole, decimals = ""] = FIGURES.exec(value.trim()) ?? [];
  return found === undefined ? undefined : {sign, whole, decimals};
}

/**
 * Writes a number with a point and without needless zeros. What is no number stays, and so
 * does `1.000`: it may mean a thousand, which the server asks about.
 *
 * @param {string} value
 * @returns {string}
 */
export function plain(value) {
  const found = numberParts(value);
  if (!found || found.decimals.length === 3) return value.trim();
  const decimals = found.decimals.replace(/0+$/, "");
  const text = decimals ? `${found.whole}.${decimals}` : found.whole;
  return text === "0" ? text : found.sign + text;
}
