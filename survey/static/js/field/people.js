import {call} from "./server.js";
import {change, get, put} from "./store.js";
import {close, pinKey, newLock, open} from "./vault.js";

/** Enumerators of this phone, and unlocking. */

const FREE_TRIES = 5;
const LONGEST = 300;

/** Returns the number this phone generated for itself. */
async function phoneNumber() {
  const found = await get("settings", "phone");
  if (found) return found.value;
  const value = crypto.randomUUID();
  await put("settings", {name: "phone", value});
  return value;
}

/**
 * Signs in with the server; fails where there is no network.
 *
 * @param {string} name
 * @param {string} password
 * @param {string} label what the phone is called
 * @returns {Promise<Reply>} with what `SignedIn` holds
 */
export async function signIn(name, password, label) {
  return call("devices", "", {name, password, label, phone: await phoneNumber()});
}

/**
 * Keeps a sign-in under a new PIN; what waits of the same person stays. Drafts that only the
 * old PIN opens go into the queue as they were last sealed, as broken off.
 *
 * @param {SignedIn} told
 * @param {string} pin
 * @param {DraftRecord[]} drafts
 * @returns {Promise<Session>}
 */
export async function keepSignIn(told, pin, drafts) {
  const lock = await newLock();
  const key = await pinKey(lock, pin);
  const name = told.enumerator.name;
  const secret = await close(key, name, {reader: told.reader});
  const person = {name, device: told.device, token: told.token, demo: told.enumerator.demo, lock, secret};
  const before = await get("people", name);
  await change(["people", "drafts", "queue"], (store) => {
    store("people").put({...person, work: before?.work, fetched_at: before?.fetched_at});
    for (const draft of drafts) {
      store("queue").put(draft.sealed);
      store("drafts").delete(draft.id);
    }
  });
  return {name, key, reader: told.reader};
}

/**
 * Keeps a new sign-in under the PIN somebody unlocked with.
 *
 * @param {SignedIn} told
 * @param {Session} session
 * @returns {Promise<Session>}
 */
export async function renewSignIn(told, session) {
  const secret = await close(session.key, session.name, {reader: told.reader});
  const person = /** @type {Person} */ (await get("people", session.name));
  await put("people", {...person, device: told.device, token: told.token, secret});
  return {...session, reader: told.reader};
}

/**
 * Unlocks with a PIN. After five wrong ones each further one has to wait longer.
 *
 * @param {string} name
 * @param {string} pin
 * @returns {Promise<Session | "pin_wrong" | "pin_wait">}
 */
export async function unlock(name, pin) {
  const person = /** @type {Person} */ (await get("people", name));
  const wrong = (await get("settings", `wrong ${name}`)) ?? {name: `wrong ${name}`, count: 0, until: 0};
  const left = wrong.until - Date.now();
  // Longer than it was ever set to: the clock was put back.
  if (left > 0 && left <= LONGEST * 1000) return "pin_wait";
  const key = await pinKey(person.lock, pin);
  const found = await open(key, name, person.secret).catch(() => null);
  const count = found ? 0 : wrong.count + 1;
  const seconds = count < FREE_TRIES ? 0 : Math.min(LONGEST, 2 ** (count - FREE_TRIES + 1));
  // A phone without room opens all the same.
  await put("settings", {...wrong, count, until: Date.now() + seconds * 1000}).catch(() => undefined);
  return found ? {name, key, reader: found.reader} : "pin_wrong";
}
