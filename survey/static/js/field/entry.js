import {byId, clearField, inputOf, shown, slot, when} from "./screen.js";
import {isKnown, submitNewPin, submitPin, submitSignIn} from "./signing.js";
import {change, own} from "./store.js";

const LOCK_AFTER = 15 * 60 * 1000;

/** Who is unlocked: signing in, the PIN, locking and leaving. */
export class Entry {
  /** @param {AppParts} app */
  constructor(app) {
    this.app = app;
    this.busy = false;
    /** Who was chosen, and whose PIN was forgotten. */
    this.name = "";
    this.forgotten = "";
    /** @type {SignedIn | undefined} what the server answered to a sign-in that has no PIN yet */
    this.told = undefined;
    this.hiddenAt = 0;
  }

  /** Listens to the three forms. */
  listen() {
    const forms = {signin: () => this.signIn(), newpin: () => this.newPin(), pin: () => this.pin()};
    for (const [name, act] of Object.entries(forms)) {
      byId(`f-${name}`).addEventListener("submit", (event) => {
        event.preventDefault();
        this.once(act);
      });
    }
  }

  /**
   * Does what a form asks for once, however often it is tapped.
   *
   * @param {() => Promise<void>} act
   */
  async once(act) {
    if (this.busy) return;
    this.busy = true;
    await this.app.guarded(act);
    this.busy = false;
  }

  /**
   * Asks for the PIN of somebody.
   *
   * @param {string} name
   * @returns {Promise<void>}
   */
  async choose(name) {
    this.name = name;
    slot("person", name, byId("s-pin"));
    inputOf("unlock").value = "";
    clearField("unlock");
    await this.app.screens.go("pin");
    inputOf("unlock").focus();
  }

  async signIn() {
    const told = await submitSignIn();
    if (!told) return;
    this.told = told;
    const {name} = told.enumerator;
    if (shown() !== "signin") return;
    if (this.forgotten !== name && (await isKnown(name))) await this.choose(name);
    else await this.app.screens.go("newpin");
  }

  async newPin() {
    const session = this.told && (await submitNewPin(this.told));
    if (session) await this.enter(session);
  }

  async pin() {
    const told = this.told?.enumerator.name === this.name ? this.told : undefined;
    const session = await submitPin(this.name, told);
    if (session) await this.enter(session);
  }

  /**
   * Somebody is unlocked.
   *
   * @param {Session} session
   */
  async enter(session) {
    this.app.session = session;
    this.told = undefined;
    this.forgotten = "";
    await this.app.screens.go("home");
    this.app.refresh();
  }

  /** A new sign-in leads to a new PIN. */
  forgot() {
    this.forgotten = this.name;
    return this.app.screens.go("forgot");
  }

  /** Asks for a PIN again, unless an interview in hand could not be saved. */
  async lock() {
    if (!(await this.app.interviews.leave())) return;
    this.app.session = undefined;
    await this.app.screens.welcome();
  }

  /** A phone that was put away for long asks for the PIN again. */
  lookedAway() {
    if (document.hidden) {
      this.hiddenAt = Date.now();
    } else if (this.app.session && this.hiddenAt && Date.now() - this.hiddenAt > LOCK_AFTER) {
      this.app.guarded(() => this.lock());
    }
  }

  /** Signs out of this phone, where nothing of the person is left on it. */
  async leave() {
    const {session} = this.app;
    if (!session) return;
    const {name} = session;
    const left = [...(await own("queue", name)), ...(await own("drafts", name))];
    when("unsent", left.length > 0);
    if (left.length) return;
    await change(["people", "sent", "returned"], (store) => store("people").delete(name));
    this.app.session = undefined;
    await this.app.screens.welcome();
  }
}
