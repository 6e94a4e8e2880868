import {newReceipt, randomBytes, toBase64} from "./bytes.js";
import {seal} from "./seal.js";
import {change, put} from "./store.js";
import {close, open} from "./vault.js";

/** An interview that was begun, until it is finished and sealed. */

/**
 * @param {string} name of the enumerator
 * @param {{round: string, unit: string, questionnaire: string, version: string}} unit
 * @param {RoundKey | undefined} key of the round
 * @param {string} language
 * @returns {Draft}
 */
export function newDraft(name, unit, key, language) {
  return {
    id: crypto.randomUUID(), by: name, round: unit.round, unit: unit.unit,
    questionnaire: unit.questionnaire, version: unit.version, language, key,
    started_at: new Date().toISOString(), finished_at: "", consent: null,
    given: [], answers: {}, step: 0, note: "", location: null, hand: "", saves: 0,
    receipt: newReceipt(), salt: toBase64(randomBytes(16)), revises: null,
  };
}

/**
 * Begins the correction of an interview that came back; it keeps its times and its receipt, of
 * which the server gives the digest: the code itself is with the person alone.
 *
 * @param {Draft} draft
 * @param {Content} content
 * @returns {Draft}
 */
export function correction(draft, content) {
  const given = Object.entries(content.answers).flatMap(([name, value]) => {
    return [value].flat().map((each) => /** @type {[string, string]} */ ([name, each]));
  });
  const {language, started_at, finished_at, consent, answers, location, receipt} = content;
  return {
    ...draft, language, started_at, finished_at, consent, answers, location, receipt,
    given: consent ? [["consent", "1"], ...given] : given,
    note: content.paradata?.note ?? "",
    // What was answered unseen stays unseen; what was read aloud is not asked anew.
    hand: content.paradata?.unseen === "yes" ? "done" : "aloud",
  };
}

/**
 * Returns the content of the contract. Without a consent no answer leaves the page.
 *
 * @param {Draft} draft
 * @param {string} outcome
 * @returns {Content}
 */
function contentOf(draft, outcome) {
  const {questionnaire, version, round, unit, language, started_at, consent, location} = draft;
  return {
    questionnaire, version, round, unit, language, started_at,
    finished_at: draft.finished_at || new Date().toISOString(),
    outcome, consent, answers: consent ? draft.answers : {}, location,
    paradata: {
      saves: String(draft.saves),
      // Broken off while the phone was handed over: unseen too.
      unseen: ["open", "done"].includes(draft.hand) ? "yes" : "no",
      ...(draft.note && {note: draft.note}),
    },
    receipt: draft.receipt, salt: draft.salt, revises: draft.revises,
  };
}

/**
 * Seals an interview as it goes into the queue.
 *
 * @param {Draft} draft with a key
 * @param {string} outcome
 * @returns {Promise<QueueItem>}
 */
export async function queueItem(draft, outcome) {
  const content = contentOf(draft, outcome);
  const item = await seal(/** @type {RoundKey} */ (draft.key), draft.id, draft.round, content);
  const {by, unit} = draft;
  return {...item, by, unit, outcome, finished_at: content.finished_at, tries: 0, problem: ""};
}

/**
 * Saves what was begun: locked for whoever has the PIN, and sealed so that nothing can be lost.
 *
 * @param {Session} session
 * @param {Draft} draft
 * @returns {Promise<void>}
 */
export async function saveDraft(session, draft) {
  draft.saves += 1;
  const {id, by, round, unit, questionnaire, version, revises} = draft;
  const box = await close(session.key, id, draft);
  const sealed = await queueItem(draft, "broken_off");
  const changed_at = new Date().toISOString();
  const known = {id, by, round, unit, questionnaire, version, revises, changed_at};
  await put("drafts", {...known, box, sealed});
}

/**
 * @param {Session} session
 * @param {DraftRecord} record
 * @returns {Promise<Draft>}
 */
export function openDraft(session, record) {
  return open(session.key, record.id, record.box);
}

/**
 * Moves a finished interview into the queue: in one step, so that it is in one place only.
 *
 * @param {Draft} draft
 * @param {string} outcome
 * @returns {Promise<QueueItem>}
 */
export async function finishDraft(draft, outcome) {
  const item = await queueItem(draft, outcome);
  await change(["queue", "drafts"], (store) => {
    store("queue").put(item);
    store("drafts").delete(item.id);
  });
  return item;
}
