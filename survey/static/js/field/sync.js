import {call} from "./server.js";
import {all, change, get, own, put} from "./store.js";

/**
 * Sends the queue, one sync at a time on this phone. An interview leaves the queue only when a
 * result carries its id and its sha256; whatever else comes back keeps it. What fails waits
 * behind what did not yet fail, in smaller batches, so that one bad item blocks no other.
 */

const DONE = ["stored", "duplicate", "withdrawn"];
const KEPT_APART = ["quarantined", "conflict"];
/** @type {Record<string, "revoked" | "signed_out">} by code of the server */
const ENDED = {device_revoked: "revoked", token_unknown: "signed_out"};
/** @type {SyncState[]} */
const WORST_FIRST = ["revoked", "signed_out", "failed"];
const BATCH = 20;
const LONGEST_WAIT = 300;

/** @returns {Promise<SyncState>} the worst that happened to anybody's interviews */
export function syncAll() {
  // Another page, or the worker, may be at it: then this one waits for its turn.
  return navigator.locks.request("suara-sync", sendEverybody);
}

/** @returns {Promise<SyncState>} */
async function sendEverybody() {
  /** @type {SyncState[]} */
  const found = [];
  for (const person of await all("people")) found.push(await sendQueueOf(person));
  return WORST_FIRST.find((state) => found.includes(state)) ?? "sent";
}

/**
 * @param {Person} person
 * @returns {Promise<SyncState>}
 */
async function sendQueueOf(person) {
  const state = await syncState(person.name);
  for (;;) {
    const items = (await waiting(person.name)).slice(0, state.batch);
    if (!items.length) return state.ended || "sent";
    const {reply, unconfirmed} = await sendBatch(person, items);
    const ended = reply && ENDED[reply.code];
    if (ended) state.ended = ended;
    else if (unconfirmed < items.length) state.ended = "";
    if (!unconfirmed) state.batch = Math.min(BATCH, state.batch * 2);
    else if (reply && !ended) state.batch = Math.ceil(state.batch / 2);
    await put("settings", state);
    if (unconfirmed) return state.ended || "failed";
  }
}

/**
 * Returns how sending is going for a person: the size of a batch, and whether the sign-in ended.
 *
 * @param {string} name
 * @returns {Promise<SyncSetting>}
 */
export async function syncState(name) {
  const found = /** @type {SyncSetting | undefined} */ (await get("settings", `sync ${name}`));
  return found ?? {name: `sync ${name}`, batch: BATCH, ended: ""};
}

/**
 * Notes what an answer says of somebody's sign-in: that it ended, or that it holds.
 *
 * @param {string} name
 * @param {Reply} reply
 * @returns {Promise<void>}
 */
export async function noteSignIn(name, reply) {
  const ended = ENDED[reply.code] ?? "";
  if (ended || reply.status === 200) await put("settings", {...(await syncState(name)), ended});
}

/**
 * Returns a person's queue, items with the fewest failures first.
 *
 * @param {string} name
 */
async function waiting(name) {
  const items = await own("queue", name);
  return items.sort((a, b) => a.tries - b.tries || a.finished_at.localeCompare(b.finished_at));
}

/**
 * @param {Person} person
 * @param {QueueItem[]} items
 */
async function sendBatch(person, items) {
  const body = {items: items.map(asItem), sent_at: new Date().toISOString()};
  const reply = await call("submissions", person.token, body).catch(() => null);
  const results = reply?.ours && Array.isArray(reply.data.results) ? reply.data.results : [];
  const confirmed = items.filter((item) => settled(item, results));
  await settle(items, results).catch(() => clearConfirmed(confirmed));
  return {reply, unconfirmed: items.length - confirmed.length};
}

/**
 * @param {SealedItem} item
 * @returns {SealedItem} as the contract has it
 */
export function asItem({id, round, sha256, key_id, sealed}) {
  return {id, round, sha256, key_id, sealed};
}

/**
 * Finds the result that confirms an item: its id, its digest, a status that is known.
 *
 * @param {QueueItem} item
 * @param {Result[]} results
 */
function settled(item, results) {
  const mine = results.find((each) => each?.id === item.id && each.sha256 === item.sha256);
  return mine && [...DONE, ...KEPT_APART].includes(mine.status) ? mine : undefined;
}

/**
 * Moves what was confirmed out of the queue; notes on the others that they were tried.
 *
 * @param {QueueItem[]} items
 * @param {Result[]} results
 */
function settle(items, results) {
  return change(["queue", "sent", "returned"], (store) => {
    for (const item of items) {
      const result = settled(item, results);
      if (!result) {
        tried(store("queue"), item, results);
        continue;
      }
      const {status, problems} = result;
      removeSettled(store("queue"), item);
      store("sent").put({...about(item), status});
      if (KEPT_APART.includes(status)) store("returned").put({...about(item), status, problems});
    }
  });
}

/**
 * On a phone without room nothing can be noted; what was confirmed makes room.
 *
 * @param {QueueItem[]} items
 */
function clearConfirmed(items) {
  return change(["queue"], (store) => {
    for (const item of items) removeSettled(store("queue"), item);
  });
}

/**
 * Removes what was confirmed, unless something else has its place by now.
 *
 * @param {IDBObjectStore} queue
 * @param {QueueItem} item
 */
function removeSettled(queue, item) {
  const request = queue.get(item.id);
  request.onsuccess = () => {
    if (request.result?.sha256 === item.sha256) queue.delete(item.id);
  };
}

/**
 * Notes a try, unless the item was removed on purpose in the meantime.
 *
 * @param {IDBObjectStore} queue
 * @param {QueueItem} item
 * @param {Result[]} results
 */
function tried(queue, item, results) {
  const request = queue.get(item.id);
  request.onsuccess = () => {
    if (!request.result) return;
    queue.put({...request.result, tries: item.tries + 1, problem: told(item, results)});
  };
}

/** @param {QueueItem} item */
function about({id, by, round, unit, outcome}) {
  return {id, by, round, unit, outcome, at: new Date().toISOString()};
}

/**
 * Returns what the server answered about an item it did not confirm.
 *
 * @param {QueueItem} item
 * @param {Result[]} results
 */
function told(item, results) {
  const mine = results.find((each) => each?.id === item.id);
  return mine?.problems?.[0]?.message ?? item.problem ?? "";
}

/**
 * @param {number} failures in a row
 * @returns {number} seconds to the next try: twice as long after each failure, never in step
 */
export function waitAfter(failures) {
  const seconds = Math.min(LONGEST_WAIT, 5 * 2 ** Math.min(failures, 10));
  return Math.min(LONGEST_WAIT, seconds * (0.5 + Math.random()));
}
