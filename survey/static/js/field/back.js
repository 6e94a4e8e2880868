import {call} from "./server.js";
import {all, change} from "./store.js";

/** What came back with a question, as the server has it. */

/**
 * Brings the list on the phone in line with the server's.
 *
 * @param {Session} session
 * @returns {Promise<boolean>} whether it could
 */
export async function fetchReturned(session) {
  const reply = await call("returned", session.reader).catch(() => null);
  if (!reply?.ours || reply.status !== 200) return false;
  const {name} = session;
  const dismissed = (await all("settings")).map((each) => each.name);
  const wanted = reply.data.returned.filter((/** @type {ReturnedItem} */ each) => !dismissed.includes(`dismissed ${name} ${each.id}`));
  const before = (await all("returned")).filter((each) => each.by === name);
  await change(["returned"], (store) => {
    for (const each of before) store("returned").delete(each.id);
    for (const each of wanted) store("returned").put({...each, by: name, at: each.received_at});
  });
  return true;
}

/**
 * @param {Session} session
 * @param {string} id
 * @returns {Promise<Content | null>} null: only its own enumerator gets it, with a network
 */
export async function fetchContent(session, id) {
  const reply = await call(`returned/${id}`, session.reader).catch(() => null);
  return reply?.ours && reply.status === 200 ? reply.data.content : null;
}
