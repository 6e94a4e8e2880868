import {find} from "../dom.js";
import {byId, clock, list, slot, when} from "./screen.js";
import {space} from "./space.js";
import {all, own} from "./store.js";
import {syncState} from "./sync.js";
import {doneAt, unitOf} from "./work.js";

/**
 * What the home screen shows: units with what is done and to go, what was begun, what waits.
 *
 * @param {Person} person
 * @param {HomeListener} told
 * @returns {Promise<void>}
 */
export async function drawHome(person, told) {
  const {name} = person;
  const returned = await own("returned", name);
  drawUnits(person, [...(await own("queue", name)), ...(await own("sent", name))], told.begin);
  drawDrafts(person, await own("drafts", name), told.resume);
  slot("person", name);
  slot("returned", returned.length);
  when("returned", returned.length > 0);
  const {ended} = await syncState(name);
  for (const state of ["revoked", "signed_out"]) when(state, ended === state);
  await drawSpace();
}

/**
 * Returns the units of rounds that accept interviews today.
 *
 * @param {Person} person
 */
function openUnits({work}) {
  const open = (work?.rounds ?? []).filter((each) => each.state === "open").map((each) => each.code);
  return (work?.assignments ?? []).filter((each) => open.includes(each.round));
}

/**
 * @param {Person} person
 * @param {DoneItem[]} here what is still on the phone
 * @param {(unit: Unit) => void} begin
 */
function drawUnits(person, here, begin) {
  const units = openUnits(person);
  const rounds = (person.work?.rounds ?? []).filter((each) => units.some((unit) => unit.round === each.code));
  byId("demo").hidden = !(person.demo || rounds.some((each) => each.demo));
  when("round", rounds.length > 0);
  slot("round", rounds.map((each) => each.name).join(", "));
  when("idle", units.length === 0);
  list("units", "t-unit", units, (card, unit) => drawUnit(card, unit, doneAt(unit, here), begin));
}

/**
 * @param {HTMLElement} card
 * @param {Unit} unit
 * @param {number} done
 * @param {(unit: Unit) => void} begin
 */
function drawUnit(card, unit, done, begin) {
  slot("name", unit.unit_name, card);
  slot("institution", unit.institution, card);
  slot("done", done, card);
  slot("target", unit.target, card);
  slot("left", Math.max(0, unit.target - done), card);
  const bar = /** @type {HTMLProgressElement} */ (find("progress", card));
  Object.assign(bar, {max: Math.max(1, unit.target), value: done});
  bar.setAttribute("aria-label", unit.unit_name);
  find("button", card).addEventListener("click", () => begin(unit));
}

/**
 * @param {Person} person
 * @param {DraftRecord[]} drafts
 * @param {(draft: DraftRecord) => void} resume
 */
function drawDrafts(person, drafts, resume) {
  when("drafts", drafts.length > 0);
  list("drafts", "t-draft", drafts, (card, draft) => {
    slot("name", nameOf(person, draft), card);
    slot("at", clock(draft.changed_at), card);
    find("button", card).addEventListener("click", () => resume(draft));
  });
}

/**
 * Names the unit of something, as far as it is still known.
 *
 * @param {Person} person
 * @param {{round: string, unit: string}} about
 * @returns {string}
 */
export function nameOf(person, {round, unit}) {
  return unitOf(person, round, unit)?.unit_name ?? unit;
}

/**
 * Shows how much room there is, and whether it may be cleared.
 *
 * @returns {Promise<void>}
 */
export async function drawSpace() {
  const {used, quota, low, kept} = await space();
  slot("used", used);
  slot("quota", quota);
  when("low", low);
  when("kept", kept);
  when("unkept", !kept);
}

/**
 * Shows who is on this phone, and what waits of each.
 *
 * @param {(name: string) => unknown} choose
 * @returns {Promise<void>}
 */
export async function drawPeople(choose) {
  const queue = await all("queue");
  list("people", "t-person", await all("people"), (card, person) => {
    const count = queue.filter((each) => each.by === person.name).length;
    slot("name", person.name, card);
    slot("queued", count, card);
    when("queued", count > 0, card);
    find("button", card).addEventListener("click", () => choose(person.name));
  });
}
