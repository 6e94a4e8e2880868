import {reedSolomon} from "./qr-correction.js";
import {leastPenalised} from "./qr-patterns.js";
import {bitsOf} from "./qr-penalty.js";

/**
 * Draws a QR code on a phone that has no network: byte mode, UTF-8, error correction level L,
 * versions 1 to 5. These have one Reed-Solomon block and at most one alignment pattern, so
 * much of ISO/IEC 18004 is not needed; the numbers below are its own.
 */

/** Codewords for data and for error correction, by version. */
const BLOCKS = [[19, 7], [34, 10], [55, 15], [80, 20], [108, 26]];

const QUIET_ZONE = 4;
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} text at most 106 bytes of UTF-8
 * @returns {Matrix} without a quiet zone
 * @throws {RangeError} the text is longer
 */
export function qrMatrix(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const fitting = BLOCKS.findIndex(([room]) => bytes.length + 2 <= room);
  if (fitting < 0) throw new RangeError(`${bytes.length} bytes are too many for a QR code here`);
  const [room, extra] = BLOCKS[fitting];
  const codewords = codewordsOf(bytes, room);
  return leastPenalised(21 + 4 * fitting, [...codewords, ...reedSolomon(codewords, extra)]);
}

/**
 * @param {string} text at most 106 bytes of UTF-8
 * @param {string} label what the code is, for those who do not see it
 * @returns {Element} black on white also on a dark page; the page sets its size
 * @throws {RangeError} the text is longer
 */
export function qrDrawing(text, label) {
  const matrix = qrMatrix(text);
  const side = matrix.length + 2 * QUIET_ZONE;
  const view = `0 0 ${side} ${side}`;
  const drawing = element("svg", {viewBox: view, role: "img", "aria-label": label});
  // Without smoothing no light line is seen between two rows.
  drawing.setAttribute("shape-rendering", "crispEdges");
  drawing.append(element("rect", {width: side, height: side, fill: "#fff"}));
  drawing.append(element("path", {d: matrix.flatMap(runs).join(""), fill: "#000"}));
  return drawing;
}

/**
 * Makes an element; attributes and no style, which the policy of the pages forbids.
 *
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/**
 * Draws each run of dark modules in a row as one path.
 *
 * @param {boolean[]} row
 * @param {number} y
 */
function runs(row, y) {
  return [...bitsOf(row).matchAll(/1+/g)].map(({0: {length}, index}) =>
    `M${index + QUIET_ZONE} ${y + QUIET_ZONE}h${length}v1h-${length}z`);
}

/**
 * Puts the bytes between mode, length and terminator, which together fill two bytes.
 *
 * @param {number[]} bytes
 * @param {number} room
 */
function codewordsOf(bytes, room) {
  const digits = [bytes.length, ...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const filled = `4${digits.join("")}0`.padEnd(2 * room, "ec11");
  return (filled.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
}
