import {find, findAll} from "../dom.js";
import {askSure} from "./screen.js";

/** @type {Record<Hand | "back", string[]>} what is shown, by state */
const PANELS = {"": ["offer"], open: ["intro", "end"], back: ["back"], done: ["done"], aloud: []};

/**
 * The part that may be answered unseen: the phone is handed over, the person answers alone, and
 * what was answered is never shown again. To change it, the person answers it all again.
 */
export class HandOver {
  /**
   * @param {HTMLFormElement} form
   * @param {HandOverListener} told
   */
  constructor(form, told) {
    this.form = form;
    this.told = told;
    this.part = find("[data-unseen]", form);
    if (!this.part) return;
    find("h2", this.part).after(...["offer", "intro", "done"].map((name) => this.panel(name)));
    this.part.append(this.panel("end"), this.panel("back"));
    for (const [name, act] of Object.entries(this.acts)) {
      for (const button of findAll(`[data-go=${name}]`, this.part)) button.addEventListener("click", act);
    }
    // Broken off while the phone was handed over: what was answered stays hidden.
    this.arrange(this.told.state() === "open" ? "" : this.told.state());
  }

  /** What a tap on `data-go` does. */
  acts = {
    hand: () => this.handOver(),
    aloud: () => this.aloud(),
    finish: () => this.finish(),
    on: () => this.on(),
  };

  /** @param {string} name */
  panel(name) {
    return find(`[data-hand=${name}]`, this.form);
  }

  /**
   * Shows what belongs to a state.
   *
   * @param {Hand | "back"} state back: just given back, before the enumerator goes on
   */
  arrange(state) {
    const shown = PANELS[state];
    for (const each of findAll("[data-hand]", this.form)) {
      each.hidden = !shown.includes(each.dataset.hand ?? "");
    }
    this.part.classList.toggle("concealed", !["open", "aloud"].includes(state));
    document.body.classList.toggle("handed", ["open", "back"].includes(state));
  }

  /** Returns whether the respondent is holding the phone. */
  get away() {
    return document.body.classList.contains("handed");
  }

  /**
   * @param {HTMLElement} part
   * @returns {HTMLElement | undefined} what has to be chosen before the interview goes on from it
   */
  blocks(part) {
    return part === this.part && !this.panel("offer").hidden ? this.panel("offer") : undefined;
  }

  empty() {
    for (const field of /** @type {HTMLInputElement[]} */ (findAll("[name]", this.part))) {
      if (["radio", "checkbox"].includes(field.type)) field.checked = false;
      else field.value = "";
    }
  }

  async handOver() {
    if (this.told.state() === "done" && !(await askSure("again"))) return;
    this.empty();
    this.arrange("open");
    this.told.set("open");
    this.focus("intro");
  }

  aloud() {
    this.empty();
    this.arrange("aloud");
    this.told.set("aloud");
  }

  finish() {
    this.arrange("back");
    this.told.set("done");
    this.focus("back");
  }

  on() {
    this.arrange("done");
    this.told.next();
  }

  /** @param {string} name */
  focus(name) {
    find("h2", this.panel(name)).focus({preventScroll: true});
    scrollTo({top: 0, behavior: "instant"});
  }
}
