import {answers, fill, given, oneOrTheOther} from "../form/answers.js";
import {missing} from "../form/required.js";
import {walk} from "../form/rules.js";
import {Steps} from "../form/steps.js";
import {wrongAnswer} from "./checks.js";
import {finishDraft, queueItem, saveDraft} from "./draft.js";
import {saveSealed} from "./file.js";
import {HandOver} from "./handover.js";
import {findPlace} from "./place.js";
import {byId, slot, when} from "./screen.js";
import {holdVersion} from "./update.js";

/** An interview on the screen. Saved after every tap; one is open at a time. */
export class Interview {
  /**
   * @param {import("./people.js").Session} session
   * @param {import("./draft.js").Draft} draft
   * @param {{unit: import("./work.js").Unit, form: object, release: () => void}} with_ the
   *   questionnaire as it was kept; `release` lets another page open this interview
   * @param {{finished: (item: object, draft: object) => void, rescued: () => void}} told
   */
  constructor(session, draft, {unit, form, release}, told) {
    Object.assign(this, {session, draft, unit, questionnaire: form, told});
    this.form = byId("survey");
    this.releases = [release, holdVersion()];
    byId("s-interview").querySelector("details").open = false;
    this.listening = new AbortController();
    this.draw();
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
    this.drawFrame();
    this.steps = new Steps(this.form, {
      history: false,
      moved: (at) => this.moved(at),
      check: (part) => this.hand.blocks(part) ?? this.wrong(part),
    });
    fill(this.form, this.draft.given);
    this.hand = new HandOver(this.form, {
      state: () => this.draft.hand,
      set: (state) => this.handed(state),
      next: () => this.steps.next(),
    });
    this.steps.show(this.draft.step);
  }

  wrong(part) {
    return wrongAnswer(this.form, part, this.questionnaire.definition, (code) => this.words(code));
  }

  words(code) {
    return this.form.querySelector("template").content.querySelector(`[data-fault=${code}]`).textContent;
  }

  drawFrame() {
    const {paragraphs, agree} = this.unit.consent[this.draft.language];
    const texts = paragraphs.map((text) => Object.assign(document.createElement("p"), {textContent: text}));
    this.form.querySelector("[data-slot=consent]").replaceChildren(...texts);
    slot("agree", agree, this.form);
    slot("unit", `${this.unit.unit_name}, ${this.unit.institution}`, byId("s-interview"));
    byId("q-note").value = this.draft.note;
    this.showPlace(this.draft.location ? "found" : "none");
    this.drawLanguages();
  }

  drawLanguages() {
    const buttons = Object.keys(this.questionnaire.forms).map((code) => {
      const name = new Intl.DisplayNames([code], {type: "language"}).of(code);
      const button = Object.assign(document.createElement("button"), {
        type: "button", className: "link-button", textContent: name, lang: code,
      });
      button.setAttribute("aria-pressed", String(code === this.draft.language));
      button.addEventListener("click", () => this.speak(code));
      return button;
    });
    document.querySelector("[data-list=spoken]").replaceChildren(...buttons);
  }

  /** Goes on in another language; the answers come along. */
  speak(code) {
    this.draft.language = code;
    this.draw();
    this.save();
  }

  listen() {
    const {signal} = this.listening;
    this.form.addEventListener("input", ({target}) => this.changed(target), {signal});
    this.form.addEventListener("submit", (event) => this.submitted(event), {signal});
    byId("q-note").addEventListener("input", () => this.save(), {signal});
    document.addEventListener("visibilitychange", () => this.save(), {signal});
    for (const button of document.querySelectorAll("[data-end-as]")) {
      button.addEventListener("click", () => this.finish(button.dataset.endAs), {signal});
    }
  }

  changed(field) {
    oneOrTheOther(field);
    const question = field.closest(".question");
    if (question) this.steps.answered(question);
    this.steps.update();
    this.save();
  }

  moved(at) {
    this.draft.step = at;
    if (this.steps) this.save();
  }

  handed(state) {
    this.draft.hand = state;
    this.steps.update();
    this.save();
  }

  submitted(event) {
    event.preventDefault();
    if (this.hand.away) return;
    if (this.form.querySelector(".send").hidden) this.steps.next();
    else this.complete();
  }

  /** Takes what stands in the form into the draft. */
  gather() {
    const {consent, ...rest} = answers(this.form);
    this.draft.given = given(this.form);
    this.draft.answers = rest;
    this.draft.note = byId("q-note").value.trim();
    const {text_sha256} = this.unit.consent[this.draft.language];
    if (!consent) this.draft.consent = null;
    else this.draft.consent ??= {text_sha256, at: new Date().toISOString()};
  }

  /** Saves; while one save runs, the next one waits and takes the newest with it. */
  save() {
    this.gather();
    this.dirty = true;
    this.saving ??= this.saveAll().finally(() => {
      this.saving = undefined;
    });
    return this.saving;
  }

  async saveAll() {
    try {
      while (this.dirty && !this.over) {
        this.dirty = false;
        when("saved", false);
        await saveDraft(this.session, this.draft);
      }
      this.failed = false;
      when("saved", true);
    } catch {
      this.failed = true;
    }
    byId("full").hidden = !this.failed;
  }

  /** Finishes where nothing is missing; goes to the first question to mend otherwise. */
  complete() {
    for (const part of this.steps.open()) {
      const wrong = missing(this.form, part) ?? this.steps.options.check(part);
      if (wrong) return this.steps.reveal(wrong);
    }
    this.gather();
    const {ending} = walk(this.questionnaire.definition, this.draft.answers);
    return this.finish(ending?.outcome ?? "complete");
  }

  /** Seals the interview into the queue; into a file where the phone has no room for it. */
  async finish(outcome) {
    if (this.over) return;
    this.gather();
    this.over = true;
    await this.saving;
    try {
      const item = await finishDraft(this.draft, outcome);
      this.close();
      this.told.finished(item, this.draft);
    } catch {
      this.rescue = await queueItem(this.draft, outcome);
      this.saveFile();
      this.told.rescued();
    }
  }

  saveFile() {
    saveSealed([this.rescue]);
  }

  async findPlace() {
    this.showPlace("asking");
    const place = await findPlace();
    if (this.over) return;
    this.draft.location = place;
    this.showPlace(this.draft.location ? "found" : "refused");
    this.save();
  }

  showPlace(state) {
    for (const each of document.querySelectorAll("[data-place]")) each.hidden = each.dataset.place !== state;
    slot("accuracy", this.draft.location?.accuracy ?? "");
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
    this.over = true;
    this.listening.abort();
    document.body.classList.remove("handed");
    byId("full").hidden = true;
    this.form.replaceChildren();
    for (const release of this.releases) release();
  }
}
