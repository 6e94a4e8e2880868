import {keepSignIn, renewSignIn, signIn, unlock} from "./people.js";
import {clearField, fault, fieldFault, inputOf, needed} from "./screen.js";
import {get, own} from "./store.js";
import {weakness} from "./vault.js";

/** The forms for signing in, for a new PIN, and for unlocking. */

/** @returns {Promise<SignedIn | null>} what the server answered; null where it refused */
export async function submitSignIn() {
  const [name, password] = ["name", "password"].map(needed);
  if (!name || !password) return null;
  const reply = await signIn(name, password, inputOf("label").value).catch(() => null);
  inputOf("password").value = "";
  if (reply?.ours && reply.status === 201) return reply.data;
  if (reply?.ours) fieldFault("name", "", reply.data.problems[0].message);
  else fault("network");
  return null;
}

/**
 * Keeps a sign-in under a new PIN.
 *
 * @param {SignedIn} told
 * @returns {Promise<Session | null>} null where the PIN does not do
 */
export async function submitNewPin(told) {
  const [pin, again] = ["pin", "again"].map((name) => inputOf(name).value);
  for (const id of ["pin", "again"]) clearField(id);
  const weak = weakness(pin);
  if (weak || pin !== again) {
    fieldFault(weak ? "pin" : "again", weak || "pin_differs");
    return null;
  }
  const session = await keepSignIn(told, pin, await own("drafts", told.enumerator.name));
  for (const id of ["pin", "again"]) inputOf(id).value = "";
  return session;
}

/**
 * Unlocks; a new sign-in of the same person is kept under the PIN there is.
 *
 * @param {string} name
 * @param {SignedIn} [told] what the server answered to a new sign-in
 * @returns {Promise<Session | null>} null where the PIN is not theirs, or has to wait
 */
export async function submitPin(name, told) {
  const input = inputOf("unlock");
  const found = await unlock(name, input.value);
  input.value = "";
  if (typeof found === "string") {
    fieldFault("unlock", found);
    return null;
  }
  clearField("unlock");
  return told ? renewSignIn(told, found) : found;
}

/**
 * @param {string} name
 * @returns {Promise<boolean>} whether somebody has a PIN on this phone already
 */
export async function isKnown(name) {
  return Boolean(await get("people", name));
}
