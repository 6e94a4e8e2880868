/** Error correction of QR codes: Reed-Solomon over the field of 256 elements. */

/**
 * Returns the remainder of the codewords divided by the generator.
 *
 * @param {number[]} codewords
 * @param {number} extra how many codewords correct errors
 * @returns {number[]} those, the highest power first
 */
export function reedSolomon(codewords, extra) {
  const generator = reedSolomonGenerator(extra);
  const left = [...codewords, ...Array(extra).fill(0)];
  codewords.forEach((_, at) => {
    const factor = left[at];
    generator.forEach((each, offset) => { left[at + offset] ^= galoisProduct(each, factor); });
  });
  return left.slice(codewords.length);
}

/**
 * Multiplies x - 1, x - 2, x - 4 and so on; the highest power comes first.
 *
 * @param {number} degree
 */
function reedSolomonGenerator(degree) {
  let generator = [1];
  for (let count = 0, root = 1; count < degree; count += 1, root = galoisProduct(root, 2)) {
    const shifted = [0, ...generator.map((each) => galoisProduct(each, root))];
    generator = shifted.map((each, at) => each ^ generator[at]);
  }
  return generator;
}

/**
 * Multiplies in the field of 256 elements, bit by bit.
 *
 * @param {number} left
 * @param {number} right
 */
function galoisProduct(left, right) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if ((right >> bit) & 1) product ^= left;
  }
  return product;
}
