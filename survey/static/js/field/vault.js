import {fromBase64, randomBytes, toBase64, utf8} from "./bytes.js";

/**
 * Locks what lies on the phone. The key comes from the PIN (PBKDF2) and from a key of the phone
 * that cannot be taken out of the browser: copied files alone cannot be tried against all PINs.
 */

const ROUNDS = 600000;
const HMAC = {name: "HMAC", hash: "SHA-256", length: 256};

/** @returns {Promise<PinLock>} */
export async function newLock() {
  const phone = await crypto.subtle.generateKey(HMAC, false, ["sign"]);
  return {salt: toBase64(randomBytes(16)), rounds: ROUNDS, phone};
}

/**
 * @param {PinLock} lock
 * @param {string} pin
 * @returns {Promise<CryptoKey>} opens and closes boxes; cannot be taken out
 */
export async function pinKey(lock, pin) {
  const secret = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const stretch = {name: "PBKDF2", hash: "SHA-256", salt: fromBase64(lock.salt), iterations: lock.rounds};
  const bits = await crypto.subtle.deriveBits(stretch, secret, 256);
  const mixed = await crypto.subtle.sign("HMAC", lock.phone, bits);
  return crypto.subtle.importKey("raw", mixed, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/**
 * @param {CryptoKey} key
 * @param {string} about what it belongs to; a box opens only as what it was closed as
 * @param {object} value
 * @returns {Promise<Box>}
 */
export async function close(key, about, value) {
  const iv = randomBytes(12);
  const options = {name: "AES-GCM", iv, additionalData: utf8(about)};
  const ct = await crypto.subtle.encrypt(options, key, utf8(JSON.stringify(value)));
  return {iv: toBase64(iv), ct: toBase64(ct)};
}

/**
 * Opens a box; fails where the key is another.
 *
 * @param {CryptoKey} key
 * @param {string} about what it belongs to
 * @param {Box} box
 * @returns {Promise<any>} what was closed
 */
export async function open(key, about, box) {
  const options = {name: "AES-GCM", iv: fromBase64(box.iv), additionalData: utf8(about)};
  const text = await crypto.subtle.decrypt(options, key, fromBase64(box.ct));
  return JSON.parse(new TextDecoder().decode(text));
}

/**
 * @param {string} pin somebody wants
 * @returns {string} the code of what is wrong with it, or nothing
 */
export function weakness(pin) {
  if (!/^\d{6,12}$/.test(pin)) return "pin_short";
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])));
  const [step] = steps;
  return steps.size === 1 && Math.abs(step) < 2 ? "pin_simple" : "";
}
