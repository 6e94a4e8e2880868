/**
 * The database of the app on the phone. Every write waits until it is on the disk.
 *
 * people    who signed in on this phone, by name
 * forms     questionnaires by "code version"
 * drafts    interviews that were begun, by id: encrypted, and sealed to the round's key
 * queue     finished interviews, sealed, by id; they leave when the server confirmed them
 * sent      what was confirmed since the units were last fetched
 * returned  what came back with a question
 * removed   what was removed on purpose, with the reason
 * settings  the rest, by name
 */

const NAME = "suara-field";
const KEYS = {
  people: "name", forms: "key", drafts: "id", queue: "id",
  sent: "id", returned: "id", removed: "id", settings: "name",
};

/** @type {Promise<IDBDatabase> | undefined} */
let opening;

/** @returns {Promise<IDBDatabase>} */
export function database() {
  opening ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(KEYS)) {
        request.result.createObjectStore(store, {keyPath});
      }
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opening;
}

/**
 * Does several things at once, or none of them.
 *
 * @param {(keyof Stores)[]} stores
 * @param {(store: (name: keyof Stores) => IDBObjectStore) => void} act
 * @returns {Promise<void>}
 */
export async function change(stores, act) {
  const transaction = (await database()).transaction(stores, "readwrite", {durability: "strict"});
  const ended = /** @type {Promise<void>} */ (new Promise((done, failed) => {
    transaction.oncomplete = () => done(undefined);
    transaction.onabort = () => failed(transaction.error);
  }));
  act((name) => transaction.objectStore(name));
  return ended;
}

/**
 * @template {keyof Stores} S
 * @param {S} store
 * @param {Stores[S]} value
 * @returns {Promise<void>}
 */
export function put(store, value) {
  return change([store], (open) => open(store).put(value));
}

/**
 * @param {keyof Stores} store
 * @param {string} key
 * @returns {Promise<void>}
 */
export function erase(store, key) {
  return change([store], (open) => open(store).delete(key));
}

/**
 * @template {keyof Stores} S
 * @param {S} store
 * @param {string} key
 * @returns {Promise<Stores[S] | undefined>}
 */
export async function get(store, key) {
  return answer((await database()).transaction(store).objectStore(store).get(key));
}

/**
 * @template {keyof Stores} S
 * @param {S} store
 * @returns {Promise<Stores[S][]>}
 */
export async function all(store) {
  return answer((await database()).transaction(store).objectStore(store).getAll());
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function answer(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/**
 * Returns what belongs to a person.
 *
 * @template {"drafts" | "queue" | "sent" | "returned" | "removed"} S
 * @param {S} store
 * @param {string} name
 * @returns {Promise<Stores[S][]>}
 */
export async function own(store, name) {
  return (await all(store)).filter((each) => each.by === name);
}
