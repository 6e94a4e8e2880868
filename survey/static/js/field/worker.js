import {syncAll} from "./sync.js";

/**
 * The service worker: keeps the app under the name of its content, and takes over from an older
 * one only when a page says that no interview is open.
 */

const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (self));
const CACHE = `suara-field-${PRECACHE.version}`;

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && isKept(event.request)) event.respondWith(kept(event.request));
});
worker.addEventListener("message", ({data}) => {
  if (data === "take") worker.skipWaiting();
});
worker.addEventListener("sync", (event) => {
  if (event.tag === "queue") event.waitUntil(sendInBackground());
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  // From the server, not from what the browser may have kept of an older version.
  await cache.addAll(PRECACHE.urls.map((url) => new Request(url, {cache: "reload"})));
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("suara-field-") && name !== CACHE) await caches.delete(name);
  }
  await worker.clients.claim();
}

/** @param {Request} request */
function isKept(request) {
  const url = new URL(request.url);
  if (url.origin !== location.origin) return false;
  return request.mode === "navigate" ? url.pathname === "/field/" : PRECACHE.urls.includes(pathOf(url));
}

/** @param {URL} url */
function pathOf(url) {
  return url.pathname + url.search;
}

/**
 * The page in the language it is asked in, Indonesian otherwise.
 *
 * @param {Request} request
 */
async function kept(request) {
  const url = new URL(request.url);
  const page = request.mode === "navigate" && !PRECACHE.urls.includes(pathOf(url));
  const cache = await caches.open(CACHE);
  const found = await cache.match(page ? PRECACHE.urls[0] : pathOf(url), {ignoreVary: true});
  return found ?? fetch(request);
}

/** Fails where something is left, so that the browser tries again. */
async function sendInBackground() {
  const state = await syncAll();
  new BroadcastChannel("suara-field").postMessage("changed");
  if (state === "failed") throw new Error("not everything could be sent");
}
