import {Entry} from "./entry.js";
import {Interviews} from "./interviews.js";
import {Screens} from "./screens.js";
import {byId, fault, shown, when} from "./screen.js";
import {Sending} from "./sending.js";
import {saveSealed} from "./file.js";
import {persist} from "./space.js";
import {own} from "./store.js";
import {lookForUpdate, register, takeUpdate} from "./update.js";
import {fetchReturned} from "./back.js";
import {drawSpace} from "./home.js";
import {fetchWork} from "./work.js";

const LOOK_AGAIN = 30 * 60 * 1000;
const LANGUAGE = "suara-field-lang";

/** The app: its parts, and what a tap does. */
class App {
  constructor() {
    /** @type {Session | undefined} who is unlocked */
    this.session = undefined;
    this.screens = new Screens(this);
    this.entry = new Entry(this);
    this.interviews = new Interviews(this);
    this.sending = new Sending(() => this.screens.redraw("home", "queue"));
  }

  /** Listens, shows who is on this phone, and sends what waits. */
  async start() {
    this.listen();
    await this.screens.welcome();
    register(() => this.updateWaits()).then(workerReady, workerReady);
    this.sending.sync();
    setInterval(lookForUpdate, LOOK_AGAIN);
  }

  listen() {
    document.addEventListener("click", (event) => this.clicked(event));
    addEventListener("popstate", () => this.wentBack());
    document.addEventListener("visibilitychange", () => this.entry.lookedAway());
    this.entry.listen();
    this.sending.listen();
  }

  /**
   * Says so where the phone does not do what it should.
   *
   * @param {() => unknown} act
   */
  async guarded(act) {
    try {
      await act();
    } catch (error) {
      console.error(error);
      fault("not_stored");
    }
  }

  /** @param {MouseEvent} event */
  clicked({target}) {
    const tapped = /** @type {Element} */ (target);
    const button = /** @type {HTMLElement | null} */ (
      tapped.closest("[data-screen],[data-act],[data-language]")
    );
    if (!button) return;
    const {screen, act, language} = button.dataset;
    if (language) localStorage.setItem(LANGUAGE, language);
    if (screen) this.guarded(() => this.screens.go(screen));
    if (act) this.guarded(() => this.acts[act]?.());
  }

  /** @type {Record<string, () => unknown>} what `data-act` of a button does */
  acts = {
    lock: () => this.entry.lock(),
    forgot: () => this.entry.forgot(),
    renew: () => this.screens.go("signin"),
    leave: () => this.entry.leave(),
    persist: () => this.persist(),
    update: () => takeUpdate(),
    send: () => this.sending.now(),
    export: () => this.saveQueue(),
    refresh: () => this.refresh(),
    place: () => this.interviews.open?.findPlace(),
    later: () => this.screens.go("home"),
    filed: () => this.interviews.filed(),
    discard: () => this.interviews.discard(),
    rescue: () => this.interviews.rescue(),
  };

  /** Sends, and fetches what there is for whoever is unlocked. */
  async refresh() {
    this.sending.now();
    const {session} = this;
    if (!session) return;
    await fetchWork(session.name);
    await fetchReturned(session);
    await this.sending.sync();
    if (this.session === session) await this.screens.redraw("home", "phone", "returned");
  }

  async persist() {
    when("denied", !(await persist()));
    await drawSpace();
  }

  async saveQueue() {
    if (this.session) saveSealed(await own("queue", this.session.name));
  }

  /** The phone's own button goes one part back in an interview, else to the units. */
  wentBack() {
    if (this.interviews.open && shown() === "interview") {
      if (!this.interviews.open.back()) return this.guarded(() => this.screens.go("home"));
      return history.pushState({screen: "interview"}, "");
    }
    return this.session && this.guarded(() => this.screens.go("home"));
  }

  updateWaits() {
    when("update", true);
    // Nobody is at anything yet: at once.
    if (!this.session) takeUpdate();
  }
}

async function workerReady() {
  const worker = navigator.serviceWorker;
  const ready = Boolean(worker.controller ?? (await worker.ready));
  when("ready", ready);
  when("unready", !ready);
}

/** Returns whether this browser can store interviews. */
function fit() {
  const needs = [isSecureContext, "indexedDB" in self, "locks" in navigator, "serviceWorker" in navigator];
  return needs.every(Boolean) && Boolean(crypto.subtle);
}

const language = localStorage.getItem(LANGUAGE);
if (language && language !== document.documentElement.lang && !location.search) {
  location.replace(`/field/?lang=${language}`);
} else if (fit()) {
  new App().start();
} else {
  byId("unfit").hidden = false;
}
