/**
 * Draws a QR code on a phone that has no network: byte mode, UTF-8, error correction level L,
 * versions 1 to 5. These have one Reed-Solomon block and at most one alignment pattern, so
 * much of ISO/IEC 18004 is not needed; the numbers below are its own.
 *
 * @typedef {boolean[][]} Matrix rows of modules, true is dark
 */

/** Codewords for data and for error correction, by version. */
const QR_BLOCKS = [[19, 7], [34, 10], [55, 15], [80, 20], [108, 26]];

/** What tells level L and the mask, by mask. */
const QR_FORMATS = [0x77c4, 0x72f3, 0x7daa, 0x789d, 0x662f, 0x6318, 0x6c41, 0x6976];

/**
 * A mask turns the modules over where it gives 0.
 *
 * @type {((row: number, column: number) => number)[]}
 */
const QR_MASKS = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (row, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => ((row >> 1) + Math.floor(column / 3)) % 2,
  (row, column) => (row * column) % 6,
  (row, column) => ((row * column) % 2 + (row * column) % 3) % 2,
  (row, column) => ((row + column) % 2 + (row * column) % 3) % 2,
];

/** Rings around their centre, the innermost first: dark ones are 1; a finder has a separator. */
const QR_FINDER = [1, 1, 0, 1, 0];
const QR_ALIGNMENT = [1, 0, 1];

const QR_QUIET_ZONE = 4;
const QR_SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} text at most 106 bytes of UTF-8
 * @returns {Matrix} without a quiet zone
 * @throws {RangeError} the text is longer
 */
export function qrMatrix(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const fitting = QR_BLOCKS.findIndex(([room]) => bytes.length + 2 <= room);
  if (fitting < 0) throw new RangeError(`${bytes.length} bytes are too many for a QR code here`);
  const [room, extra] = QR_BLOCKS[fitting];
  const codewords = qrCodewords(bytes, room);
  return leastPenalised(21 + 4 * fitting, [...codewords, ...reedSolomon(codewords, extra)]);
}

/**
 * @param {string} text at most 106 bytes of UTF-8
 * @param {string} label what the code is, for those who do not see it
 * @returns {SVGElement} black on white also on a dark page; the page gives it a size
 * @throws {RangeError} the text is longer
 */
export function qrDrawing(text, label) {
  const matrix = qrMatrix(text);
  const side = matrix.length + 2 * QR_QUIET_ZONE;
  const view = `0 0 ${side} ${side}`;
  const drawing = qrElement("svg", {viewBox: view, role: "img", "aria-label": label});
  // Without smoothing no light line is seen between two rows.
  drawing.setAttribute("shape-rendering", "crispEdges");
  drawing.append(qrElement("rect", {width: side, height: side, fill: "#fff"}));
  drawing.append(qrElement("path", {d: matrix.flatMap(qrRuns).join(""), fill: "#000"}));
  return drawing;
}

/** Makes an element; attributes and no style, which the policy of the pages forbids. */
function qrElement(name, attributes) {
  const element = document.createElementNS(QR_SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Draws the runs of dark modules of a row as one path each. */
function qrRuns(row, y) {
  return [...qrLine(row).matchAll(/1+/g)].map(({0: {length}, index}) =>
    `M${index + QR_QUIET_ZONE} ${y + QR_QUIET_ZONE}h${length}v1h-${length}z`);
}

/** Writes modules as text, where runs are easily found. */
function qrLine(modules) {
  return modules.map(Number).join("");
}

/** Puts the bytes between mode, length and terminator, which together fill two bytes. */
function qrCodewords(bytes, room) {
  const digits = [bytes.length, ...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const filled = `4${digits.join("")}0`.padEnd(2 * room, "ec11");
  return filled.match(/../g).map((pair) => parseInt(pair, 16));
}

/** Gives what is left of the codewords when they are divided by the generator. */
function reedSolomon(codewords, extra) {
  const generator = reedSolomonGenerator(extra);
  const left = [...codewords, ...Array(extra).fill(0)];
  codewords.forEach((_, at) => {
    const factor = left[at];
    generator.forEach((each, offset) => { left[at + offset] ^= galoisProduct(each, factor); });
  });
  return left.slice(codewords.length);
}

/** Multiplies x - 1, x - 2, x - 4 and so on; the highest power comes first. */
function reedSolomonGenerator(degree) {
  let generator = [1];
  for (let count = 0, root = 1; count < degree; count += 1, root = galoisProduct(root, 2)) {
    const shifted = [0, ...generator.map((each) => galoisProduct(each, root))];
    generator = shifted.map((each, at) => each ^ generator[at]);
  }
  return generator;
}

/** Multiplies in the field of 256 elements, bit by bit. */
function galoisProduct(left, right) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if ((right >> bit) & 1) product ^= left;
  }
  return product;
}

/** Tries every mask and keeps the one that is easiest to read; the first one of equals. */
function leastPenalised(size, codewords) {
  const blank = placeFunctionPatterns(size);
  const masked = QR_MASKS.map((mask) => placeCodewords(blank, codewords, mask));
  const penalties = masked.map(qrPenalty);
  const best = penalties.indexOf(Math.min(...penalties));
  // The format comes last, as in the standard: penalties are those of a code without it.
  placeFormat(masked[best], QR_FORMATS[best]);
  masked[best][size - 8][8] = true;
  return masked[best];
}

/** Gives a code without codewords, null where they go, light where the format goes. */
function placeFunctionPatterns(size) {
  const matrix = Array.from({length: size}, () => Array(size).fill(null));
  placeTiming(matrix);
  placeFormat(matrix, 0);
  placeRings(matrix, 3, 3, QR_FINDER);
  placeRings(matrix, 3, size - 4, QR_FINDER);
  placeRings(matrix, size - 4, 3, QR_FINDER);
  if (size > 21) placeRings(matrix, size - 7, size - 7, QR_ALIGNMENT);
  return matrix;
}

/** Draws the two dotted lines; finders, drawn later, hide their ends. */
function placeTiming(matrix) {
  for (let at = 0; at < matrix.length; at += 1) {
    matrix[6][at] = matrix[at][6] = at % 2 === 0;
  }
}

/** Draws the format twice: around the first finder, and beside the two others. */
function placeFormat(matrix, format) {
  [0, 1, 2, 3, 4, 5, 7, 8].forEach((near, bit) => {
    const far = matrix.length - 1 - bit;
    matrix[near][8] = matrix[8][far] = ((format >> bit) & 1) === 1;
    matrix[8][near] = matrix[far][8] = ((format >> (14 - bit)) & 1) === 1;
  });
}

/** Draws square rings around a centre; what falls off the edge is not drawn. */
function placeRings(matrix, row, column, rings) {
  matrix.forEach((modules, y) => modules.forEach((_, x) => {
    const ring = Math.max(Math.abs(y - row), Math.abs(x - column));
    if (ring < rings.length) modules[x] = rings[ring] === 1;
  }));
}

/** Fills a copy; the few modules that are left over hold zeros, masked like all others. */
function placeCodewords(blank, codewords, mask) {
  const matrix = blank.map((row) => [...row]);
  qrPath(blank).forEach(([row, column], at) => {
    const bit = (codewords[at >> 3] >> (7 - (at & 7))) & 1;
    matrix[row][column] = (bit === 1) !== (mask(row, column) === 0);
  });
  return matrix;
}

/** Gives the free modules in the order of the bits: pairs of columns, from the right, up first. */
function qrPath(blank) {
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

/** Adds up the four penalties of the standard. */
function qrPenalty(matrix) {
  const across = matrix.map(qrLine);
  const down = matrix.map((_, column) => qrLine(matrix.map((row) => row[column])));
  const lines = [...across, ...down].map(linePenalty);
  return lines.reduce((sum, each) => sum + each) + blockPenalty(across) + balancePenalty(across);
}

/** Counts long runs of one colour, and what a reader could take for a finder. */
function linePenalty(line) {
  const runs = line.match(/0{5,}|1{5,}/g) ?? [];
  // Beyond the edge it is light. The light side is matched or looked at, not both.
  const finders = `0000${line}0000`.match(/00001011101|1011101(?=0000)/g) ?? [];
  return runs.reduce((sum, run) => sum + run.length - 2, 40 * finders.length);
}

/** Counts squares of two by two modules of one colour, overlapping ones too. */
function blockPenalty(lines) {
  const pairs = lines.slice(1).flatMap((line, row) => [...line].map((_, column) =>
    lines[row].slice(column, column + 2) + line.slice(column, column + 2)));
  return 3 * pairs.filter((modules) => modules === "0000" || modules === "1111").length;
}

/** Counts every full twentieth by which the share of dark modules is off one half. */
function balancePenalty(lines) {
  const modules = lines.join("");
  const dark = modules.replace(/0/g, "").length;
  return 10 * Math.floor(Math.abs((20 * dark) / modules.length - 10));
}
