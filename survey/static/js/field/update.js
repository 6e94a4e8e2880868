/**
 * The worker, and new versions of the app: one is taken between interviews only. An open
 * interview holds a lock; who wants to take the new version has to get it alone.
 */

const OPEN_INTERVIEW = "suara-interview";

/** Registers the worker; tells when a new version waits. */
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

/** Holds the lock of an open interview; gives what lets it go. */
export function holdVersion() {
  let release = () => {};
  navigator.locks.request(OPEN_INTERVIEW, {mode: "shared"}, () => {
    return new Promise((done) => {
      release = () => done(undefined);
    });
  });
  return () => release();
}

/** Holds an interview for this page alone; gives what lets it go, or nothing. */
export function holdAlone(id) {
  return new Promise((held) => {
    navigator.locks.request(`suara-draft ${id}`, {ifAvailable: true}, (lock) => {
      if (!lock) return held(undefined);
      return new Promise((done) => held(() => done(undefined)));
    });
  });
}

/** Takes the version that waits, where no interview is open anywhere; tells whether it did. */
export async function takeUpdate() {
  const found = await navigator.serviceWorker.getRegistration("/field/");
  if (!found?.waiting) return false;
  return navigator.locks.request(OPEN_INTERVIEW, {ifAvailable: true}, (lock) => {
    if (!lock) return false;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    found.waiting.postMessage("take");
    return true;
  });
}

/** Looks for a new version, where there is a network. */
export async function lookForUpdate() {
  const found = await navigator.serviceWorker.getRegistration("/field/");
  await found?.update().catch(() => undefined);
}
