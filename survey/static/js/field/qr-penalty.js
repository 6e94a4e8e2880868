/** Measures how hard a QR code is to read: the four penalties of ISO/IEC 18004. */

/**
 * Adds up the four penalties of the standard.
 *
 * @param {Matrix} matrix
 * @returns {number}
 */
export function penaltyOf(matrix) {
  const across = matrix.map(bitsOf);
  const down = matrix.map((_, column) => bitsOf(matrix.map((row) => row[column])));
  const lines = [...across, ...down].map(linePenalty);
  return lines.reduce((sum, each) => sum + each) + blockPenalty(across) + balancePenalty(across);
}

/**
 * Counts long runs of one colour, and what a reader could take for a finder.
 *
 * @param {string} line
 */
function linePenalty(line) {
  const runs = line.match(/0{5,}|1{5,}/g) ?? [];
  // Beyond the edge it is light. The light side is matched or looked at, not both.
  const finders = `0000${line}0000`.match(/00001011101|1011101(?=0000)/g) ?? [];
  return runs.reduce((sum, run) => sum + run.length - 2, 40 * finders.length);
}

/**
 * Counts squares of two by two modules of one colour, overlapping ones too.
 *
 * @param {string[]} lines
 */
function blockPenalty(lines) {
  const pairs = lines.slice(1).flatMap((line, row) => [...line].map((_, column) =>
    lines[row].slice(column, column + 2) + line.slice(column, column + 2)));
  return 3 * pairs.filter((modules) => modules === "0000" || modules === "1111").length;
}

/**
 * Counts every full twentieth by which the share of dark modules is off one half.
 *
 * @param {string[]} lines
 */
function balancePenalty(lines) {
  const modules = lines.join("");
  const dark = modules.replace(/0/g, "").length;
  return 10 * Math.floor(Math.abs((20 * dark) / modules.length - 10));
}

/**
 * Writes modules as text, where runs are easily found.
 *
 * @param {boolean[]} modules
 * @returns {string} of 0 and 1
 */
export function bitsOf(modules) {
  return modules.map(Number).join("");
}
