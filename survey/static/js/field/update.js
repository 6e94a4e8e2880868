/**
 * The worker, and new versions of the app: one is taken between interviews only. An open
 * interview holds a lock; who wants to take the new version has to get it alone.
 */

const OPEN_INTERVIEW = "suara-interview";

/**
 * Registers the worker.
 *
 * @param {() => void} waits called when a new version waits
 * @returns {Promise<ServiceWorkerRegistration>}
 */
export async function register(waits) {
  const found = await navigator.serviceWorker.register("/field/sw.js", {updateViaCache: "none"});
  if (found.waiting && navigator.serviceWorker.controller) waits();
  found.addEventListener("updatefound", () => {
    const worker = found.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) waits();
    });
  });
  return found;
}

/**
 * Holds the lock of an open interview.
 *
 * @returns {() => void} what lets it go
 */
export function holdVersion() {
  let release = () => undefined;
  navigator.locks.request(OPEN_INTERVIEW, {mode: "shared"}, () => {
    return new Promise((done) => {
      release = () => void done(undefined);
    });
  });
  return () => void release();
}

/**
 * Holds an interview for this page alone.
 *
 * @param {string} id
 * @returns {Promise<(() => void) | undefined>} what lets it go; nothing where another page has it
 */
export function holdAlone(id) {
  return new Promise((held) => {
    navigator.locks.request(`suara-draft ${id}`, {ifAvailable: true}, (lock) => {
      if (!lock) return held(undefined);
      return new Promise((done) => held(() => done(undefined)));
    });
  });
}

/**
 * Takes the version that waits, where no interview is open anywhere.
 *
 * @returns {Promise<boolean>} whether it did
 */
export async function takeUpdate() {
  const found = await navigator.serviceWorker.getRegistration("/field/");
  const waiting = found?.waiting;
  if (!waiting) return false;
  return navigator.locks.request(OPEN_INTERVIEW, {ifAvailable: true}, (lock) => {
    if (!lock) return false;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    waiting.postMessage("take");
    return true;
  });
}

/**
 * Looks for a new version, where there is a network.
 *
 * @returns {Promise<void>}
 */
export async function lookForUpdate() {
  const found = await navigator.serviceWorker.getRegistration("/field/");
  await found?.update().catch(() => undefined);
}
