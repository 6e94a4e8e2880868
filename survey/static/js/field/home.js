import {all, own} from "./store.js";
import {byId, clock, list, slot, when} from "./screen.js";
import {space} from "./space.js";
import {syncState} from "./sync.js";
import {doneAt, unitOf} from "./work.js";

/**
 * What the home screen shows: units with what is done and to go, what was begun, what waits.
 *
 * @param {object} person of the database
 * @param {{begin: (unit: object) => void, resume: (draft: object) => void}} told
 */
export async function drawHome(person, told) {
  const mine = {};
  for (const store of ["drafts", "queue", "sent", "returned"]) mine[store] = await own(store, person.name);
  drawUnits(person, [...mine.queue, ...mine.sent], told.begin);
  drawDrafts(person, mine.drafts, told.resume);
  slot("person", person.name);
  slot("returned", mine.returned.length);
  when("returned", mine.returned.length > 0);
  const {ended} = await syncState(person.name);
  for (const state of ["revoked", "signed_out"]) when(state, ended === state);
  await drawSpace();
}

/** Gives the units of rounds that take interviews today. */
function openUnits({work}) {
  const open = (work?.rounds ?? []).filter((each) => each.state === "open").map((each) => each.code);
  return (work?.assignments ?? []).filter((each) => open.includes(each.round));
}

function drawUnits(person, here, begin) {
  const units = openUnits(person);
  const rounds = (person.work?.rounds ?? []).filter((each) => units.some((unit) => unit.round === each.code));
  byId("demo").hidden = !(person.demo || rounds.some((each) => each.demo));
  when("round", rounds.length > 0);
  slot("round", rounds.map((each) => each.name).join(", "));
  when("idle", units.length === 0);
  list("units", "t-unit", units, (card, unit) => drawUnit(card, unit, doneAt(unit, here), begin));
}

function drawUnit(card, unit, done, begin) {
  slot("name", unit.unit_name, card);
  slot("institution", unit.institution, card);
  slot("done", done, card);
  slot("target", unit.target, card);
  slot("left", Math.max(0, unit.target - done), card);
  const bar = card.querySelector("progress");
  Object.assign(bar, {max: Math.max(1, unit.target), value: done});
  bar.setAttribute("aria-label", unit.unit_name);
  card.querySelector("button").addEventListener("click", () => begin(unit));
}

function drawDrafts(person, drafts, resume) {
  when("drafts", drafts.length > 0);
  list("drafts", "t-draft", drafts, (card, draft) => {
    slot("name", nameOf(person, draft), card);
    slot("at", clock(draft.changed_at), card);
    card.querySelector("button").addEventListener("click", () => resume(draft));
  });
}

/** Names the unit of something, as far as it is still known. */
export function nameOf(person, {round, unit}) {
  return unitOf(person, round, unit)?.unit_name ?? unit;
}

/** Shows how much room there is, and whether it may be cleared. */
export async function drawSpace() {
  const {used, quota, low, kept} = await space();
  slot("used", used);
  slot("quota", quota);
  when("low", low);
  when("kept", kept);
  when("unkept", !kept);
}

/** Shows who is on this phone, and what waits of each. */
export async function drawPeople(choose) {
  const queue = await all("queue");
  list("people", "t-person", await all("people"), (card, person) => {
    const count = queue.filter((each) => each.by === person.name).length;
    slot("name", person.name, card);
    slot("queued", count, card);
    when("queued", count > 0, card);
    card.querySelector("button").addEventListener("click", () => choose(person.name));
  });
}
