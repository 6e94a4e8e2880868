import {find, findAll} from "../dom.js";
import {answers, fill, given, oneOrTheOther} from "../form/answers.js";
import {missing} from "../form/required.js";
import {walk} from "../form/rules.js";
import {Steps} from "../form/steps.js";
import {wrongAnswer} from "./checks.js";
import {finishDraft, queueItem} from "./draft.js";
import {saveSealed} from "./file.js";
import {drawFrame, showPlace} from "./frame.js";
import {HandOver} from "./handover.js";
import {findPlace} from "./place.js";
import {Saver} from "./saver.js";
import {byId, inputOf} from "./screen.js";
import {holdVersion} from "./update.js";

/** An interview on the screen. Saved after every tap; one is open at a time. */
export class Interview {
  /**
   * @param {Session} session
   * @param {Draft} draft
   * @param {InterviewFrame} frame the unit, and the questionnaire as it was kept
   * @param {InterviewListener} told
   */
  constructor(session, draft, {unit, form, release}, told) {
    this.draft = draft;
    this.unit = unit;
    this.questionnaire = form;
    this.told = told;
    this.saver = new Saver(session, draft);
    this.form = /** @type {HTMLFormElement} */ (byId("survey"));
    this.releases = [release, holdVersion()];
    /** @type {QueueItem | undefined} finished, but in no place of the phone */
    this.unsaved = undefined;
    /** @type {HTMLDetailsElement} */ (find("details", byId("s-interview"))).open = false;
    this.listening = new AbortController();
    this.draw();
    this.steps = this.newSteps();
    this.hand = this.newHandOver();
    this.steps.show(draft.step);
    this.listen();
  }

  /** Draws the form in the language of the interview, with what was answered so far. */
  draw() {
    const {forms} = this.questionnaire;
    if (!forms[this.draft.language]) [this.draft.language] = Object.keys(forms);
    this.form.innerHTML = forms[this.draft.language];
    this.form.lang = this.draft.language;
    this.form.dataset.missing = this.words("answer_missing");
    this.form.dataset.consent = this.words("consent_missing");
    drawFrame(this.form, this.unit, this.draft, forms, (code) => this.speak(code));
    fill(this.form, this.draft.given);
  }

  newSteps() {
    return new Steps(this.form, {
      history: false,
      moved: (at) => this.moved(at),
      check: (part) => this.hand.blocks(part) ?? this.wrong(part),
    });
  }

  newHandOver() {
    return new HandOver(this.form, {
      state: () => this.draft.hand,
      set: (state) => this.handed(state),
      next: () => this.steps.next(),
    });
  }

  /** @param {HTMLElement} part */
  wrong(part) {
    const {definition} = this.questionnaire;
    return wrongAnswer(this.form, part, definition, (code) => this.words(code));
  }

  /** @param {string} code */
  words(code) {
    const {content} = /** @type {HTMLTemplateElement} */ (find("template", this.form));
    return find(`[data-fault=${code}]`, content).textContent ?? "";
  }

  /**
   * Goes on in another language; the answers come along.
   *
   * @param {string} code
   */
  speak(code) {
    this.draft.language = code;
    this.draw();
    this.steps = this.newSteps();
    this.hand = this.newHandOver();
    this.steps.show(this.draft.step);
    this.save();
  }

  listen() {
    const {signal} = this.listening;
    this.form.addEventListener("input", ({target}) => {
      this.changed(/** @type {HTMLInputElement} */ (target));
    }, {signal});
    this.form.addEventListener("submit", (event) => this.submitted(event), {signal});
    byId("q-note").addEventListener("input", () => this.save(), {signal});
    document.addEventListener("visibilitychange", () => this.save(), {signal});
    for (const button of findAll("[data-end-as]")) {
      button.addEventListener("click", () => this.finish(button.dataset.endAs ?? ""), {signal});
    }
  }

  /** @param {HTMLInputElement} field */
  changed(field) {
    oneOrTheOther(field);
    const question = /** @type {HTMLElement | null} */ (field.closest(".question"));
    if (question) this.steps.answered(question);
    this.steps.update();
    this.save();
  }

  /** @param {number} at number of the part that is shown now */
  moved(at) {
    this.draft.step = at;
    this.save();
  }

  /** @param {Hand} state */
  handed(state) {
    this.draft.hand = state;
    this.steps.update();
    this.save();
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    event.preventDefault();
    if (this.hand.away) return;
    if (find(".send", this.form).hidden) this.steps.next();
    else this.complete();
  }

  /** Takes what stands in the form into the draft. */
  gather() {
    const {consent, ...rest} = answers(this.form);
    this.draft.given = given(this.form);
    this.draft.answers = rest;
    this.draft.note = inputOf("note").value.trim();
    const {text_sha256} = this.unit.consent[this.draft.language];
    if (!consent) this.draft.consent = null;
    else this.draft.consent ??= {text_sha256, at: new Date().toISOString()};
  }

  /** @returns {Promise<void>} ends when it is on the phone, or could not be saved */
  save() {
    this.gather();
    return this.saver.save();
  }

  /** Finishes where nothing is missing; otherwise goes to the first question to fix. */
  complete() {
    for (const part of this.steps.open()) {
      const wrong = missing(this.form, part) ?? this.steps.options.check?.(part);
      if (wrong) return this.steps.reveal(wrong);
    }
    this.gather();
    const {ending} = walk(this.questionnaire.definition, this.draft.answers);
    return this.finish(ending?.outcome ?? "complete");
  }

  /**
   * Seals the interview into the queue; into a file where the phone has no room for it.
   *
   * @param {string} outcome
   */
  async finish(outcome) {
    if (this.saver.over) return;
    this.gather();
    await this.saver.stop();
    try {
      const item = await finishDraft(this.draft, outcome);
      this.close();
      this.told.finished(item, this.draft);
    } catch {
      this.unsaved = await queueItem(this.draft, outcome);
      this.saveFile();
      this.told.rescued();
    }
  }

  /** Saves what no place of the phone holds as a file. */
  saveFile() {
    if (this.unsaved) saveSealed([this.unsaved]);
  }

  /** Notes where the interview is held, if the enumerator and the phone allow it. */
  async findPlace() {
    showPlace("asking", null);
    const place = await findPlace();
    if (this.saver.over) return;
    this.draft.location = place;
    showPlace(place ? "found" : "refused", place);
    this.save();
  }

  /** Goes one part back; tells whether there was one. The phone's own button does that too. */
  back() {
    if (this.hand.away) return true;
    if (this.steps.at === 0) return false;
    this.steps.back();
    return true;
  }

  /** Leaves the screen; a new version of the app may come now. */
  close() {
    this.saver.stop();
    this.listening.abort();
    document.body.classList.remove("handed");
    byId("full").hidden = true;
    this.form.replaceChildren();
    for (const release of this.releases) release();
  }
}
