import {keepSignIn, renewSignIn, signIn, unlock} from "./people.js";
import {byId, clearField, fault, fieldFault, needed} from "./screen.js";
import {get, own} from "./store.js";
import {weakness} from "./vault.js";

/** The forms for signing in, for a new PIN, and for unlocking. */

/** @returns {Promise<import("./server.js").Reply["data"] | null>} what the server told */
export async function submitSignIn() {
  const [name, password] = ["name", "password"].map(needed);
  if (!name || !password) return null;
  const reply = await signIn(name, password, byId("q-label").value).catch(() => null);
  byId("q-password").value = "";
  if (reply?.ours && reply.status === 201) return reply.data;
  if (reply?.ours) fieldFault("name", "", reply.data.problems[0].message);
  else fault("network");
  return null;
}

/** Keeps a sign-in under a new PIN; gives the session. */
export async function submitNewPin(told) {
  const [pin, again] = ["pin", "again"].map((id) => byId(`q-${id}`).value);
  for (const id of ["pin", "again"]) clearField(id);
  const weak = weakness(pin);
  if (weak) return fieldFault("pin", weak);
  if (pin !== again) return fieldFault("again", "pin_differs");
  const session = await keepSignIn(told, pin, await own("drafts", told.enumerator.name));
  for (const id of ["pin", "again"]) byId(`q-${id}`).value = "";
  return session;
}

/** Unlocks; a new sign-in of the same person is kept under the PIN there is. */
export async function submitPin(name, told) {
  const input = byId("q-unlock");
  const found = await unlock(name, input.value);
  input.value = "";
  if (typeof found === "string") return fieldFault("unlock", found);
  clearField("unlock");
  return told ? renewSignIn(told, found) : found;
}

/** Tells whether somebody has a PIN on this phone already. */
export async function isKnown(name) {
  return Boolean(await get("people", name));
}
