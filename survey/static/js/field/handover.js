import {askSure} from "./screen.js";

/**
 * The part that may be answered unseen: the phone is handed over, the person answers alone, and
 * what was answered is never shown again. To change it, the person answers it all again.
 */
export class HandOver {
  /**
   * @param {HTMLFormElement} form
   * @param {{state: () => string, set: (hand: string) => void, next: () => void}} told `set`
   *   saves; "" nothing chosen yet, aloud, open (handed over), done
   */
  constructor(form, told) {
    this.form = form;
    this.told = told;
    this.part = form.querySelector("[data-unseen]");
    if (!this.part) return;
    this.part.querySelector("h2").after(...["offer", "intro", "done"].map((name) => this.panel(name)));
    this.part.append(this.panel("end"), this.panel("back"));
    for (const name of ["hand", "aloud", "finish", "on"]) {
      for (const button of this.part.querySelectorAll(`[data-go=${name}]`)) {
        button.addEventListener("click", () => this[name]());
      }
    }
    // Broken off while the phone was handed over: what was answered stays hidden.
    this.arrange(this.told.state() === "open" ? "" : this.told.state());
  }

  panel(name) {
    return this.form.querySelector(`[data-hand=${name}]`);
  }

  /** Shows what belongs to a state. */
  arrange(state) {
    const shown = {"": ["offer"], open: ["intro", "end"], back: ["back"], done: ["done"], aloud: []}[state];
    for (const each of this.form.querySelectorAll("[data-hand]")) {
      each.hidden = !shown.includes(each.dataset.hand);
    }
    this.part.classList.toggle("concealed", !["open", "aloud"].includes(state));
    document.body.classList.toggle("handed", ["open", "back"].includes(state));
  }

  /** Tells whether the phone is in the hands of the person. */
  get away() {
    return document.body.classList.contains("handed");
  }

  /** Gives what has to be chosen before the interview goes on from a part, if anything. */
  blocks(part) {
    return part === this.part && !this.panel("offer").hidden ? this.panel("offer") : undefined;
  }

  empty() {
    for (const field of this.part.querySelectorAll("[name]")) {
      if (["radio", "checkbox"].includes(field.type)) field.checked = false;
      else field.value = "";
    }
  }

  async hand() {
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

  focus(name) {
    this.panel(name).querySelector("h2").focus({preventScroll: true});
    scrollTo({top: 0, behavior: "instant"});
  }
}
