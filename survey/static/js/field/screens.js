import {forgetReceipt} from "./receipt.js";
import {drawHome, drawPeople, drawSpace} from "./home.js";
import {askToRemove, drawQueue, drawReturned} from "./lists.js";
import {byId, clock, show, shown, slot, when} from "./screen.js";
import {all, get, own} from "./store.js";

/** Screens that only somebody who is unlocked may see. */
const UNLOCKED = ["home", "queue", "returned", "phone"];

/** What is on the screen: each is drawn anew when somebody goes there. */
export class Screens {
  /** @param {AppParts} app */
  constructor(app) {
    this.app = app;
  }

  /** Shows who is on this phone; somebody alone goes straight to the PIN. */
  async welcome() {
    const people = await all("people");
    byId("bar").hidden = !people.length;
    if (!people.length) return this.go("signin");
    return people.length === 1 ? this.app.entry.choose(people[0].name) : this.go("people");
  }

  /**
   * Goes to a screen, unless an interview in hand could not be saved.
   *
   * @param {string} wanted
   * @returns {Promise<void>}
   */
  async go(wanted) {
    if (!(await this.app.interviews.leave())) return;
    if (shown() === "receipt") forgetReceipt();
    const name = UNLOCKED.includes(wanted) && !this.app.session ? "people" : wanted;
    if (name === "signin") when("renewing", (await all("queue")).length > 0);
    await this.draw(name);
    if (shown() !== name) history.pushState({screen: name}, "");
    show(name);
  }

  /**
   * Draws the screen that is shown once more, where it is one of some.
   *
   * @param {string[]} names
   * @returns {Promise<void>}
   */
  async redraw(...names) {
    if (names.includes(shown())) await this.draw(shown());
    else await this.drawBar();
  }

  /** @param {string} name */
  async draw(name) {
    await this.drawBar();
    if (name === "people") await drawPeople((each) => this.app.entry.choose(each));
    const {session} = this.app;
    const person = session && (await get("people", session.name));
    if (person) await this.drawers[name]?.(person);
  }

  /** @type {Record<string, (person: Person) => Promise<void>>} by screen */
  drawers = {
    home: (person) => drawHome(person, {
      begin: (unit) => this.app.guarded(() => this.app.interviews.begin(unit)),
      resume: (draft) => this.app.guarded(() => this.app.interviews.resume(draft)),
    }),
    queue: (person) => drawQueue(person, (item) => askToRemove(item, () => this.go("queue"))),
    returned: (person) => drawReturned(
      person,
      (item) => this.app.guarded(() => this.app.interviews.correct(item)),
      () => this.go("returned"),
    ),
    phone: drawPhone,
  };

  async drawBar() {
    const queued = (await all("queue")).length;
    slot("queued", queued);
    when("queued", queued > 0, byId("bar"));
    byId("bar").hidden = !(await all("people")).length;
    when("unlocked", Boolean(this.app.session), byId("bar"));
  }
}

/** @param {Person} person */
async function drawPhone(person) {
  await drawSpace();
  slot("device", person.device);
  slot("contact", person.fetched_at ? clock(person.fetched_at) : "–");
  slot("removed", (await own("removed", person.name)).length);
  when("unsent", false);
}
