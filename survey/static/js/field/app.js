import {fetchContent, fetchReturned} from "./back.js";
import {correction, finishDraft, newDraft, openDraft} from "./draft.js";
import {saveSealed} from "./file.js";
import {drawHome, drawPeople, drawSpace} from "./home.js";
import {Interview} from "./interview.js";
import {askToRemove, drawQueue, drawReturned} from "./lists.js";
import {drawReceipt, forgetReceipt} from "./receipt.js";
import {askSure, byId, clearField, clock, fault, show, shown, slot, when} from "./screen.js";
import {isKnown, submitNewPin, submitPin, submitSignIn} from "./signing.js";
import {persist} from "./space.js";
import {all, change, erase, get, own} from "./store.js";
import {syncAll, waitAfter} from "./sync.js";
import {holdAlone, lookForUpdate, register, takeUpdate} from "./update.js";
import {fetchWork, formOf, unitOf} from "./work.js";

const LOCK_AFTER = 15 * 60 * 1000;
const LOOK_AGAIN = 30 * 60 * 1000;

/** The app: who is unlocked, what is on the screen, when the queue is sent. */
class App {
  constructor() {
    /** @type {import("./people.js").Session | undefined} */
    this.session = undefined;
    /** @type {Interview | undefined} */
    this.interview = undefined;
    this.failures = 0;
    this.channel = new BroadcastChannel("suara-field");
    this.channel.onmessage = () => this.refreshState();
  }

  async start() {
    this.listen();
    await this.welcome();
    register(() => this.updateWaits()).then(() => this.workerReady(), () => this.workerReady());
    this.sync();
    setInterval(lookForUpdate, LOOK_AGAIN);
  }

  async workerReady() {
    const ready = Boolean(navigator.serviceWorker.controller ?? (await navigator.serviceWorker.ready));
    when("ready", ready);
    when("unready", !ready);
  }

  /** Shows who is on this phone; somebody alone goes straight to the PIN. */
  async welcome() {
    const people = await all("people");
    byId("bar").hidden = !people.length;
    if (!people.length) return this.go("signin");
    return people.length === 1 ? this.choose(people[0].name) : this.go("people");
  }

  listen() {
    document.addEventListener("click", (event) => this.clicked(event));
    const forms = {signin: () => this.signIn(), newpin: () => this.newPin(), pin: () => this.pin()};
    for (const [name, act] of Object.entries(forms)) {
      byId(`f-${name}`).addEventListener("submit", (event) => {
        event.preventDefault();
        this.once(act);
      });
    }
    addEventListener("online", () => this.now());
    addEventListener("offline", () => this.refreshState("offline"));
    addEventListener("popstate", () => this.wentBack());
    document.addEventListener("visibilitychange", () => this.lookedAway());
  }

  /** Does what a form asks for once, however often it is tapped. */
  async once(act) {
    if (this.entering) return;
    this.entering = true;
    await this.guarded(act);
    this.entering = false;
  }

  /** Says so where the phone does not do what it should. */
  async guarded(act) {
    try {
      await act();
    } catch (error) {
      console.error(error);
      fault("not_stored");
    }
  }

  clicked({target}) {
    const button = target.closest("[data-screen],[data-act],[data-language]");
    if (!button) return;
    const {screen, act, language} = button.dataset;
    if (language) localStorage.setItem("suara-field-lang", language);
    if (screen) this.guarded(() => this.go(screen));
    if (act && this.acts[act]) this.guarded(() => this.acts[act]());
  }

  acts = {
    lock: () => this.lock(),
    forgot: () => this.forgot(),
    renew: () => this.go("signin"),
    persist: () => this.persist(),
    update: () => takeUpdate(),
    send: () => this.now(),
    export: async () => saveSealed(await own("queue", this.session.name)),
    refresh: () => this.refresh(),
    leave: () => this.leave(),
    place: () => this.interview.findPlace(),
    later: () => this.go("home"),
    filed: () => this.filed(),
    discard: () => this.discard(),
    rescue: () => this.rescue(),
  };

  /** Goes to a screen, drawn anew. */
  async go(name) {
    if (this.interview && !(await this.leaveInterview())) return;
    if (shown() === "receipt") forgetReceipt();
    if (["home", "queue", "returned", "phone"].includes(name) && !this.session) name = "people";
    if (name === "signin") when("renewing", (await all("queue")).length > 0);
    await this.draw(name);
    if (shown() !== name) history.pushState({screen: name}, "");
    show(name);
  }

  async draw(name) {
    await this.drawBar();
    if (name === "people") return drawPeople((each) => this.choose(each));
    if (!this.session) return undefined;
    const person = await get("people", this.session.name);
    const draw = {
      home: () => drawHome(person, {
        begin: (unit) => this.guarded(() => this.begin(unit)),
        resume: (draft) => this.guarded(() => this.resume(draft)),
      }),
      queue: () => drawQueue(person, (item) => askToRemove(item, () => this.go("queue"))),
      returned: () => drawReturned(person, (item) => this.guarded(() => this.correct(item)), () => this.go("returned")),
      phone: () => this.drawPhone(person),
    }[name];
    return draw?.();
  }

  async drawPhone(person) {
    await drawSpace();
    slot("device", person.device);
    slot("contact", person.fetched_at ? clock(person.fetched_at) : "–");
    slot("removed", (await own("removed", person.name)).length);
    when("unsent", false);
  }

  async drawBar() {
    slot("queued", (await all("queue")).length);
    when("queued", (await all("queue")).length > 0, byId("bar"));
    byId("bar").hidden = !(await all("people")).length;
    when("unlocked", Boolean(this.session), byId("bar"));
  }

  async choose(name) {
    this.name = name;
    slot("person", name, byId("s-pin"));
    byId("q-unlock").value = "";
    clearField("unlock");
    await this.go("pin");
    byId("q-unlock").focus();
  }

  async signIn() {
    const told = await submitSignIn();
    if (!told) return;
    this.told = told;
    const {name} = told.enumerator;
    if (shown() !== "signin") return;
    if (this.forgotten !== name && (await isKnown(name))) await this.choose(name);
    else await this.go("newpin");
  }

  async newPin() {
    const session = await submitNewPin(this.told);
    if (session) await this.enter(session);
  }

  async pin() {
    const told = this.told?.enumerator.name === this.name ? this.told : undefined;
    const session = await submitPin(this.name, told);
    if (session) await this.enter(session);
  }

  /** Somebody is unlocked. */
  async enter(session) {
    Object.assign(this, {session, told: undefined, forgotten: undefined});
    await this.go("home");
    this.refresh();
  }

  async refresh() {
    this.now();
    const {session} = this;
    await fetchWork(session.name);
    await fetchReturned(session);
    await this.sync();
    if (this.session === session && ["home", "phone", "returned"].includes(shown())) await this.draw(shown());
  }

  async persist() {
    when("denied", !(await persist()));
    await drawSpace();
  }

  forgot() {
    this.forgotten = this.name;
    return this.go("forgot");
  }

  async lock() {
    if (this.interview && !(await this.leaveInterview())) return;
    this.session = undefined;
    await this.welcome();
  }

  /** A phone that was put away for long asks for the PIN again. */
  lookedAway() {
    if (document.hidden) {
      this.hiddenAt = Date.now();
    } else if (this.session && Date.now() - (this.hiddenAt ?? Date.now()) > LOCK_AFTER) {
      this.guarded(() => this.lock());
    }
  }

  /** Signs out of this phone, where nothing of the person is left on it. */
  async leave() {
    const {name} = this.session;
    const left = [...(await own("queue", name)), ...(await own("drafts", name))];
    when("unsent", left.length > 0);
    if (left.length) return;
    await change(["people", "sent", "returned"], (store) => store("people").delete(name));
    this.session = undefined;
    await this.welcome();
  }

  async begin(unit) {
    const person = await get("people", this.session.name);
    const {key} = person.work.rounds.find((each) => each.code === unit.round);
    await this.open(newDraft(person.name, unit, key, document.documentElement.lang));
  }

  async resume(record) {
    await this.open(await openDraft(this.session, record));
  }

  /** Opens the correction of an interview that came back. */
  async correct(item) {
    const begun = (await own("drafts", this.session.name)).find((each) => each.revises === item.id);
    if (begun) return this.resume(begun);
    const content = await fetchContent(this.session, item.id);
    if (!content) return fault("network");
    const person = await get("people", this.session.name);
    const round = person.work.rounds.find((each) => each.code === content.round);
    const draft = newDraft(person.name, {...content, unit: content.unit}, round?.key, content.language);
    return this.open({...correction(draft, content), revises: item.id});
  }

  /** Opens an interview, on the version of the questionnaire it was begun on; once at a time. */
  async open(draft) {
    if (this.interview || this.opening) return;
    this.opening = true;
    try {
      await this.openAlone(draft);
    } finally {
      this.opening = false;
    }
  }

  async openAlone(draft) {
    const person = await get("people", this.session.name);
    const unit = unitOf(person, draft.round, draft.unit) ?? draft.place;
    const form = await formOf(person.token, draft);
    if (!form || !unit || !draft.key) return fault("form_missing");
    const release = await holdAlone(draft.id);
    if (!release) return fault("open_elsewhere");
    show("interview");
    history.pushState({screen: "interview"}, "");
    // The unit may be given to somebody else before this one is finished.
    this.interview = new Interview(this.session, {...draft, place: unit}, {unit, form, release}, {
      finished: (item, done) => this.guarded(() => this.finished(item, done)),
      rescued: () => show("rescued"),
    });
    return undefined;
  }

  async finished(item, draft) {
    this.interview = undefined;
    if (draft.revises) await erase("returned", draft.revises);
    drawReceipt(draft.receipt, item.outcome);
    await this.go("receipt");
    this.now();
  }

  /** Saves the interview on the screen and leaves it; stays where it could not be saved. */
  async leaveInterview() {
    const {interview} = this;
    if (!interview.rescue) await interview.save();
    if (interview.rescue || interview.failed) {
      show(interview.rescue ? "rescued" : "interview");
      return false;
    }
    interview.close();
    this.interview = undefined;
    return true;
  }

  async discard() {
    if (!(await askSure("sure"))) return;
    this.interview.over = true;
    await this.interview.saving;
    await this.filed();
  }

  /** Saves the interview in hand as a file; ends it where it was still open. */
  async rescue() {
    if (this.interview.rescue) this.interview.saveFile();
    else await this.interview.finish("broken_off");
  }

  /** The file with the interview is there: nothing of it is left to finish. */
  async filed() {
    await erase("drafts", this.interview.draft.id);
    this.interview.close();
    this.interview = undefined;
    await this.go("home");
  }

  /** The phone's own button goes one part back in an interview, else to the units. */
  wentBack() {
    if (this.interview && shown() === "interview") {
      if (!this.interview.back()) return this.guarded(() => this.go("home"));
      return history.pushState({screen: "interview"}, "");
    }
    return this.session && this.guarded(() => this.go("home"));
  }

  updateWaits() {
    when("update", true);
    // Nobody is at anything yet: at once.
    if (!this.session) takeUpdate();
  }

  /** Sends at once. */
  now() {
    this.failures = 0;
    return this.sync();
  }

  /** Sends; asked again meanwhile, once more afterwards. */
  sync() {
    this.wanted = true;
    this.syncing ??= this.syncWhileWanted().finally(() => {
      this.syncing = undefined;
    });
    return this.syncing;
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
      return this.refreshState("offline");
    }
    if ((await all("queue")).length) await this.refreshState("sending");
    const state = await syncAll().catch(() => "failed");
    if (state === "failed") this.again();
    else this.failures = 0;
    this.channel.postMessage("changed");
    return this.refreshState(state === "failed" ? "waiting" : state);
  }

  /** Tries again later, also when this page is gone and the browser can do it. */
  again() {
    const seconds = waitAfter(this.failures++);
    slot("next", clock(Date.now() + seconds * 1000));
    this.timer = setTimeout(() => this.sync(), seconds * 1000);
    navigator.serviceWorker.ready.then((found) => found.sync?.register("queue")).catch(() => undefined);
  }

  async refreshState(state = "") {
    const queued = (await all("queue")).length;
    const named = state || this.state || "sent";
    this.state = queued || ["revoked", "signed_out"].includes(named) ? named : "sent";
    for (const each of document.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== this.state;
    byId("bar").dataset.state = this.state;
    when("next", this.state === "waiting");
    await this.drawBar();
    if (["home", "queue"].includes(shown())) await this.draw(shown());
  }
}

/** Tells whether this browser can keep interviews. */
function fit() {
  const needs = [isSecureContext, "indexedDB" in self, "locks" in navigator, "serviceWorker" in navigator];
  return needs.every(Boolean) && Boolean(crypto.subtle);
}

const language = localStorage.getItem("suara-field-lang");
if (language && language !== document.documentElement.lang && !location.search) {
  location.replace(`/field/?lang=${language}`);
} else if (fit()) {
  const app = new App();
  app.start();
  // For whoever looks into a phone that came back, and for the tests.
  self.suara = {app, keep: finishDraft, newDraft};
} else {
  byId("unfit").hidden = false;
}
