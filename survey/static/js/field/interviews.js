import {fetchContent} from "./back.js";
import {correction, newDraft, openDraft} from "./draft.js";
import {Interview} from "./interview.js";
import {drawReceipt} from "./receipt.js";
import {askSure, fault, show} from "./screen.js";
import {erase, get, own} from "./store.js";
import {holdAlone} from "./update.js";
import {formOf, unitOf} from "./work.js";

/** From the home screen into an interview and out of it. One is open at a time. */
export class Interviews {
  /** @param {AppParts} app */
  constructor(app) {
    this.app = app;
    /** @type {Interview | undefined} the one in hand */
    this.open = undefined;
    this.opening = false;
  }

  /**
   * Begins an interview at a unit.
   *
   * @param {Unit} unit
   * @returns {Promise<void>}
   */
  async begin(unit) {
    const person = await this.person();
    const key = keyOfRound(person, unit.round);
    await this.enter(newDraft(person.name, unit, key, document.documentElement.lang));
  }

  /**
   * Goes on with what was begun.
   *
   * @param {DraftRecord} record
   * @returns {Promise<void>}
   */
  async resume(record) {
    await this.enter(await openDraft(this.session, record));
  }

  /**
   * Opens the correction of an interview that came back.
   *
   * @param {ReturnedItem} item
   * @returns {Promise<void>}
   */
  async correct(item) {
    const drafts = await own("drafts", this.session.name);
    const begun = drafts.find((each) => each.revises === item.id);
    if (begun) return this.resume(begun);
    const content = await fetchContent(this.session, item.id);
    if (!content) return fault("network");
    const person = await this.person();
    const key = keyOfRound(person, content.round);
    const draft = newDraft(person.name, content, key, content.language);
    return this.enter({...correction(draft, content), revises: item.id});
  }

  /** @returns {Session} of whoever is unlocked; nobody else comes here */
  get session() {
    return /** @type {Session} */ (this.app.session);
  }

  async person() {
    return /** @type {Person} */ (await get("people", this.session.name));
  }

  /**
   * Opens an interview, on the version of the questionnaire it was begun on; once at a time.
   *
   * @param {Draft} draft
   */
  async enter(draft) {
    if (this.open || this.opening) return;
    this.opening = true;
    try {
      await this.enterAlone(draft);
    } finally {
      this.opening = false;
    }
  }

  /** @param {Draft} draft */
  async enterAlone(draft) {
    const person = await this.person();
    const unit = unitOf(person, draft.round, draft.unit) ?? draft.place;
    const form = await formOf(person.token, draft);
    if (!form || !unit || !draft.key) return fault("form_missing");
    const release = await holdAlone(draft.id);
    if (!release) return fault("open_elsewhere");
    show("interview");
    history.pushState({screen: "interview"}, "");
    // The unit may be given to somebody else before this one is finished.
    this.open = new Interview(this.session, {...draft, place: unit}, {unit, form, release}, {
      finished: (item, done) => this.app.guarded(() => this.finished(item, done)),
      rescued: () => show("rescued"),
    });
    return undefined;
  }

  /**
   * @param {QueueItem} item
   * @param {Draft} draft
   */
  async finished(item, draft) {
    this.open = undefined;
    if (draft.revises) await erase("returned", draft.revises);
    drawReceipt(draft.receipt, item.outcome);
    await this.app.screens.go("receipt");
    this.app.sending.now();
  }

  /**
   * Saves the interview on the screen and leaves it; stays where it could not be saved.
   *
   * @returns {Promise<boolean>} whether none is open any more
   */
  async leave() {
    const {open} = this;
    if (!open) return true;
    if (!open.unsaved) await open.save();
    if (open.unsaved || open.saver.failed) {
      show(open.unsaved ? "rescued" : "interview");
      return false;
    }
    open.close();
    this.open = undefined;
    return true;
  }

  /** Erases the interview in hand, where the enumerator is sure. */
  async discard() {
    if (!this.open || !(await askSure("sure"))) return;
    await this.open.saver.stop();
    await this.filed();
  }

  /** Saves the interview in hand as a file; ends it where it was still open. */
  async rescue() {
    if (this.open?.unsaved) this.open.saveFile();
    else await this.open?.finish("broken_off");
  }

  /** The file with the interview is there: nothing of it is left to finish. */
  async filed() {
    if (!this.open) return;
    await erase("drafts", this.open.draft.id);
    this.open.close();
    this.open = undefined;
    await this.app.screens.go("home");
  }
}

/**
 * @param {Person} person
 * @param {string} code of a round
 * @returns {RoundKey | undefined} none where the round was taken from the person
 */
function keyOfRound(person, code) {
  return person.work?.rounds.find((each) => each.code === code)?.key;
}
