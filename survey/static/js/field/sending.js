import {findAll} from "../dom.js";
import {byId, clock, slot, when} from "./screen.js";
import {all} from "./store.js";
import {syncAll, waitAfter} from "./sync.js";

/** States in which somebody has to do something, also where nothing waits. */
const LASTING = ["revoked", "signed_out"];

/** When the queue is sent, and what the bar says of it. */
export class Sending {
  /** @param {() => Promise<void>} changed draws what shows the queue */
  constructor(changed) {
    this.changed = changed;
    this.failures = 0;
    this.timer = 0;
    this.wanted = false;
    /** @type {Promise<void> | undefined} */
    this.running = undefined;
    this.state = "sent";
    // Another page, or the worker, may have sent what waited.
    this.channel = new BroadcastChannel("suara-field");
  }

  /** Listens to the network and to others that send. */
  listen() {
    this.channel.onmessage = () => this.show();
    addEventListener("online", () => this.now());
    addEventListener("offline", () => this.show("offline"));
  }

  /** Sends at once. */
  now() {
    this.failures = 0;
    return this.sync();
  }

  /** Sends; asked again meanwhile, once more afterwards. */
  sync() {
    this.wanted = true;
    this.running ??= this.syncWhileWanted().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  async syncWhileWanted() {
    while (this.wanted) {
      this.wanted = false;
      await this.syncOnce();
    }
  }

  async syncOnce() {
    clearTimeout(this.timer);
    if (!navigator.onLine) {
      this.again();
      return this.show("offline");
    }
    if ((await all("queue")).length) await this.show("sending");
    const state = await syncAll().catch(() => "failed");
    if (state === "failed") this.again();
    else this.failures = 0;
    this.channel.postMessage("changed");
    return this.show(state === "failed" ? "waiting" : state);
  }

  /** Tries again later, also when this page is gone and the browser can do it. */
  again() {
    const seconds = waitAfter(this.failures++);
    slot("next", clock(Date.now() + seconds * 1000));
    this.timer = setTimeout(() => this.sync(), seconds * 1000);
    navigator.serviceWorker.ready.then(syncInBackground).catch(() => undefined);
  }

  /**
   * Shows how sending goes; what it was, where nothing is said.
   *
   * @param {string} state
   */
  async show(state = this.state) {
    const queued = (await all("queue")).length;
    this.state = queued || LASTING.includes(state) ? state : "sent";
    for (const each of findAll("#bar [data-state]")) each.hidden = each.dataset.state !== this.state;
    byId("bar").dataset.state = this.state;
    when("next", this.state === "waiting");
    await this.changed();
  }
}

/**
 * Background sync is not in every browser, nor in the types of the standard.
 *
 * @param {ServiceWorkerRegistration & {sync?: {register: (tag: string) => Promise<void>}}} found
 */
function syncInBackground(found) {
  return found.sync?.register("queue");
}
