import {find} from "../dom.js";
import {saveSealed} from "./file.js";
import {nameOf} from "./home.js";
import {byId, clock, inputOf, list, needed, slot, when} from "./screen.js";
import {change, own} from "./store.js";

/** The queue and what came back, as lists; removing one on purpose. */

/**
 * Shows the queue of somebody.
 *
 * @param {Person} person
 * @param {(item: QueueItem) => void} remove
 * @returns {Promise<void>}
 */
export async function drawQueue(person, remove) {
  const items = (await own("queue", person.name)).sort((a, b) => a.finished_at.localeCompare(b.finished_at));
  when("empty", items.length === 0);
  list("queue", "t-queued", items, (card, item) => {
    slot("name", nameOf(person, item), card);
    slot("at", clock(item.finished_at), card);
    slot("tries", item.tries, card);
    slot("problem", item.problem, card);
    find("[data-slot=problem]", card).hidden = !item.problem;
    find("button", card).addEventListener("click", () => remove(item));
  });
}

/**
 * Shows what came back to somebody.
 *
 * @param {Person} person
 * @param {(item: ReturnedItem) => void} correct
 * @param {() => unknown} changed
 * @returns {Promise<void>}
 */
export async function drawReturned(person, correct, changed) {
  const items = await own("returned", person.name);
  list("returned", "t-returned", items, (card, item) => {
    slot("name", nameOf(person, item), card);
    slot("at", clock(item.at), card);
    const told = item.problems.map(({message}) => Object.assign(document.createElement("li"), {textContent: message}));
    find("ul", card).replaceChildren(...told);
    const button = (/** @type {string} */ name) => find(`[data-do=${name}]`, card);
    button("correct").hidden = item.status === "conflict" || item.correctable === false;
    button("correct").addEventListener("click", () => correct(item));
    button("dismiss").addEventListener("click", () => dismiss(item).then(changed));
  });
}

/**
 * Puts something out of the list; the server keeps it.
 *
 * @param {ReturnedItem} item
 */
function dismiss({id, by}) {
  return change(["returned", "settings"], (store) => {
    store("returned").delete(id);
    store("settings").put({name: `dismissed ${by} ${id}`});
  });
}

/**
 * Asks for a file and a reason before an item leaves the queue.
 *
 * @param {QueueItem} item
 * @param {() => unknown} removed
 * @returns {void}
 */
export function askToRemove(item, removed) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("remove"));
  const [keep, drop] = ["keepfile", "drop"].map((name) => /** @type {HTMLButtonElement} */ (find(`[data-act=${name}]`, dialog)));
  inputOf("reason").value = "";
  drop.disabled = true;
  keep.onclick = () => {
    const reason = needed("reason");
    if (!reason) return;
    saveSealed([item], {reason});
    drop.disabled = false;
  };
  drop.onclick = async () => {
    const reason = needed("reason");
    if (!reason) return;
    await removeItem(item, reason);
    dialog.close();
    removed();
  };
  dialog.showModal();
}

/**
 * @param {QueueItem} item
 * @param {string} reason
 */
function removeItem({id, by}, reason) {
  return change(["queue", "removed"], (store) => {
    store("queue").delete(id);
    store("removed").put({id, by, reason, at: new Date().toISOString()});
  });
}
