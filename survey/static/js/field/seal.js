import {fromBase64, randomBytes, sha256, toBase64, utf8} from "./bytes.js";

/**
 * Seals interviews to the key of their round, as `survey/interview/sealing.py` opens them:
 * ECDH on P-256, HKDF-SHA-256, AES-256-GCM. The private half is forgotten at once.
 */

const CURVE = {name: "ECDH", namedCurve: "P-256"};
const INFO = "suara-layanan interview 1";

/**
 * @param {RoundKey} key
 * @param {string} id
 * @param {string} round
 * @param {object} content
 * @returns {Promise<SealedItem>}
 */
export async function seal(key, id, round, content) {
  const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const iv = randomBytes(12);
  const additionalData = utf8([id, round, key.key_id].join("\n"));
  const aes = await sharedKey(own.privateKey, key.public);
  const payload = utf8(JSON.stringify(content));
  const ct = await crypto.subtle.encrypt({name: "AES-GCM", iv, additionalData}, aes, payload);
  const epk = await crypto.subtle.exportKey("raw", own.publicKey);
  const sealed = {epk: toBase64(epk), iv: toBase64(iv), ct: toBase64(ct)};
  return {id, round, key_id: key.key_id, sha256: await sha256(utf8(sealed.ct)), sealed};
}

/**
 * @param {CryptoKey} privateKey
 * @param {string} point the public key of the other side
 */
async function sharedKey(privateKey, point) {
  const theirs = await crypto.subtle.importKey("raw", fromBase64(point), CURVE, false, []);
  const bits = await crypto.subtle.deriveBits({name: "ECDH", public: theirs}, privateKey, 256);
  const shared = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const hkdf = {name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(INFO)};
  return crypto.subtle.deriveKey(hkdf, shared, {name: "AES-GCM", length: 256}, false, ["encrypt"]);
}
