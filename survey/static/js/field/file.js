import {asItem} from "./sync.js";

/**
 * Saves sealed interviews as a file: only the survey team can open them.
 *
 * @param {QueueItem[]} items of the queue
 * @param {Record<string, string>} more what else the file tells, such as why an item was removed
 * @returns {void}
 */
export function saveSealed(items, more = {}) {
  const content = {
    kind: "suara-layanan-sealed",
    version: 1,
    saved_at: new Date().toISOString(),
    ...more,
    items: items.map((item) => ({...asItem(item), by: item.by})),
  };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content)], {type: "application/json"}));
  link.download = `suara-layanan-${new Date().toISOString().slice(0, 16).replace(/\D/g, "")}.json`;
  link.click();
  // Not at once: the browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
