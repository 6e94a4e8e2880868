import {saveSealed} from "./file.js";
import {nameOf} from "./home.js";
import {byId, clock, list, needed, slot, when} from "./screen.js";
import {change, own} from "./store.js";

/** The queue and what came back, as lists; removing one on purpose. */

/** Shows the queue of somebody. */
export async function drawQueue(person, remove) {
  const items = (await own("queue", person.name)).sort((a, b) => a.finished_at.localeCompare(b.finished_at));
  when("empty", items.length === 0);
  list("queue", "t-queued", items, (card, item) => {
    slot("name", nameOf(person, item), card);
    slot("at", clock(item.finished_at), card);
    slot("tries", item.tries, card);
    slot("problem", item.problem, card);
    card.querySelector("[data-slot=problem]").hidden = !item.problem;
    card.querySelector("button").addEventListener("click", () => remove(item));
  });
}

/** Shows what came back to somebody. */
export async function drawReturned(person, correct, changed) {
  const items = await own("returned", person.name);
  list("returned", "t-returned", items, (card, item) => {
    slot("name", nameOf(person, item), card);
    slot("at", clock(item.at), card);
    const told = item.problems.map(({message}) => Object.assign(document.createElement("li"), {textContent: message}));
    card.querySelector("ul").replaceChildren(...told);
    const button = (name) => card.querySelector(`[data-do=${name}]`);
    button("correct").hidden = item.status === "conflict" || item.correctable === false;
    button("correct").addEventListener("click", () => correct(item));
    button("dismiss").addEventListener("click", () => dismiss(item).then(changed));
  });
}

/** Puts something out of the list; the server keeps it. */
function dismiss({id, by}) {
  return change(["returned", "settings"], (store) => {
    store("returned").delete(id);
    store("settings").put({name: `dismissed ${by} ${id}`});
  });
}

/** Asks for a file and a reason before an item leaves the queue. */
export function askToRemove(item, removed) {
  const dialog = byId("remove");
  const [keep, drop] = ["keepfile", "drop"].map((name) => dialog.querySelector(`[data-act=${name}]`));
  byId("q-reason").value = "";
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

function removeItem({id, by}, reason) {
  return change(["queue", "removed"], (store) => {
    store("queue").delete(id);
    store("removed").put({id, by, reason, at: new Date().toISOString()});
  });
}
