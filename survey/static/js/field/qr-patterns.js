import {penaltyOf} from "./qr-penalty.js";

/** Puts the codewords of a QR code of level L and what helps to find and read them in a square. */

/** What tells level L and the mask, by mask. */
const FORMATS = [0x77c4, 0x72f3, 0x7daa, 0x789d, 0x662f, 0x6318, 0x6c41, 0x6976];

/**
 * A mask flips the modules where it returns 0.
 *
 * @type {Mask[]}
 */
const MASKS = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (_row, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => ((row >> 1) + Math.floor(column / 3)) % 2,
  (row, column) => (row * column) % 6,
  (row, column) => ((row * column) % 2 + (row * column) % 3) % 2,
  (row, column) => ((row + column) % 2 + (row * column) % 3) % 2,
];

/** Rings around their centre, the innermost first: dark ones are 1; a finder has a separator. */
const FINDER = [1, 1, 0, 1, 0];
const ALIGNMENT = [1, 0, 1];

/**
 * Tries every mask and keeps the one that is easiest to read; the first one of equals.
 *
 * @param {number} size
 * @param {number[]} codewords
 * @returns {Matrix}
 */
export function leastPenalised(size, codewords) {
  const blank = placeFunctionPatterns(size);
  const masked = MASKS.map((mask) => placeCodewords(blank, codewords, mask));
  const penalties = masked.map(penaltyOf);
  const best = penalties.indexOf(Math.min(...penalties));
  // The format comes last, as in the standard: penalties are those of a code without it.
  placeFormat(masked[best], FORMATS[best]);
  masked[best][size - 8][8] = true;
  return masked[best];
}

/**
 * Returns a code without codewords, null where they go, light where the format goes.
 *
 * @param {number} size
 * @returns {(boolean | null)[][]}
 */
function placeFunctionPatterns(size) {
  const matrix = Array.from({length: size}, () => Array(size).fill(null));
  placeTiming(matrix);
  placeFormat(matrix, 0);
  placeRings(matrix, 3, 3, FINDER);
  placeRings(matrix, 3, size - 4, FINDER);
  placeRings(matrix, size - 4, 3, FINDER);
  if (size > 21) placeRings(matrix, size - 7, size - 7, ALIGNMENT);
  return matrix;
}

/**
 * Draws the two dotted lines; finders, drawn later, hide their ends.
 *
 * @param {(boolean | null)[][]} matrix
 */
function placeTiming(matrix) {
  for (let at = 0; at < matrix.length; at += 1) {
    matrix[6][at] = matrix[at][6] = at % 2 === 0;
  }
}

/**
 * Draws the format twice: around the first finder, and beside the two others.
 *
 * @param {(boolean | null)[][]} matrix
 * @param {number} format
 */
function placeFormat(matrix, format) {
  [0, 1, 2, 3, 4, 5, 7, 8].forEach((near, bit) => {
    const far = matrix.length - 1 - bit;
    matrix[near][8] = matrix[8][far] = ((format >> bit) & 1) === 1;
    matrix[8][near] = matrix[far][8] = ((format >> (14 - bit)) & 1) === 1;
  });
}

/**
 * Draws square rings around a centre; what falls off the edge is not drawn.
 *
 * @param {(boolean | null)[][]} matrix
 * @param {number} row
 * @param {number} column
 * @param {number[]} rings
 */
function placeRings(matrix, row, column, rings) {
  matrix.forEach((modules, y) => modules.forEach((_, x) => {
    const ring = Math.max(Math.abs(y - row), Math.abs(x - column));
    if (ring < rings.length) modules[x] = rings[ring] === 1;
  }));
}

/**
 * Fills a copy; the few modules that are left over hold zeros, masked like all others.
 *
 * @param {(boolean | null)[][]} blank
 * @param {number[]} codewords
 * @param {Mask} mask
 * @returns {Matrix}
 */
function placeCodewords(blank, codewords, mask) {
  const matrix = /** @type {Matrix} */ (blank.map((row) => [...row]));
  pathOf(blank).forEach(([row, column], at) => {
    const bit = (codewords[at >> 3] >> (7 - (at & 7))) & 1;
    matrix[row][column] = (bit === 1) !== (mask(row, column) === 0);
  });
  return matrix;
}

/**
 * Returns the free modules in the order of the bits: pairs of columns, from the right, up first.
 *
 * @param {(boolean | null)[][]} blank
 * @returns {number[][]} row and column of each
 */
function pathOf(blank) {
  const down = [...blank.keys()];
  const up = [...down].reverse();
  const path = [];
  // No pair holds the column of the timing pattern, hence the wider step.
  for (let right = blank.length - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const rows = (right + 1) & 2 ? down : up;
    path.push(...rows.flatMap((row) => [[row, right], [row, right - 1]]));
  }
  return path.filter(([row, column]) => blank[row][column] === null);
}
