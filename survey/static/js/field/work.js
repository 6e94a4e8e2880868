import {call} from "./server.js";
import {all, change, erase, get, own, put} from "./store.js";
import {noteSignIn} from "./sync.js";

/** What an enumerator goes out with: units, rounds with their keys, questionnaires. */

/**
 * Fetches units and the questionnaires that are not here yet.
 *
 * @param {string} name of the enumerator
 * @returns {Promise<boolean>} whether it could
 */
export async function fetchWork(name) {
  const person = /** @type {Person} */ (await get("people", name));
  const asked = new Date().toISOString();
  const reply = await call("assignments", person.token).catch(() => null);
  if (!reply?.ours) return false;
  await noteSignIn(name, reply);
  if (reply.status !== 200) return false;
  await keepWork(name, reply.data, asked);
  for (const unit of reply.data.assignments) await formOf(person.token, unit);
  await forgetForms();
  return true;
}

/**
 * Keeps units; what was confirmed before they were asked for is counted in them.
 *
 * @param {string} name
 * @param {Work} work
 * @param {string} asked when
 */
async function keepWork(name, work, asked) {
  const counted = (await own("sent", name)).filter((each) => each.at < asked);
  const person = await get("people", name);
  await change(["people", "sent"], (store) => {
    store("people").put({...person, work, fetched_at: asked});
    for (const each of counted) store("sent").delete(each.id);
  });
}

/** @param {VersionOf} unit */
function formKey({questionnaire, version}) {
  return `${questionnaire} ${version}`;
}

/**
 * Finds the questionnaire of a version, on the phone or on the server.
 *
 * @param {string} token
 * @param {VersionOf} unit
 * @returns {Promise<KeptForm | null>} null without either
 */
export async function formOf(token, {questionnaire, version}) {
  const key = formKey({questionnaire, version});
  const kept = await get("forms", key);
  if (kept) return kept;
  const path = `questionnaires/${encodeURIComponent(questionnaire)}/${encodeURIComponent(version)}`;
  const reply = await call(path, token).catch(() => null);
  if (!reply?.ours || reply.status !== 200) return null;
  await put("forms", {key, ...reply.data});
  return reply.data;
}

/** Lets go of questionnaires that no unit and no open interview needs. */
async function forgetForms() {
  const people = await all("people");
  const units = people.flatMap((person) => person.work?.assignments ?? []);
  const needed = [...units, ...(await all("drafts"))].map(formKey);
  for (const {key} of await all("forms")) if (!needed.includes(key)) await erase("forms", key);
}

/**
 * Finds the unit of somebody, as it was last fetched.
 *
 * @param {Person} person
 * @param {string} round
 * @param {string} unit
 * @returns {Unit | undefined}
 */
export function unitOf(person, round, unit) {
  return person.work?.assignments.find((each) => each.round === round && each.unit === unit);
}

/**
 * Counts the complete interviews of a unit: confirmed, and still on the phone.
 *
 * @param {Unit} unit
 * @param {DoneItem[]} here what is still on the phone
 * @returns {number}
 */
export function doneAt(unit, here) {
  const mine = here.filter((each) => each.round === unit.round && each.unit === unit.unit);
  const complete = mine.filter((each) => each.outcome === "complete" && each.status !== "quarantined");
  return (unit.outcomes.complete ?? 0) + complete.length;
}
