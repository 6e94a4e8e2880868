import {follow} from "./path.js";
import {clear, missing} from "./required.js";

/**
 * Shows a form one part at a time. Parts without a question on the path are passed over.
 */
export class Steps {
  /**
   * @param {HTMLFormElement} form
   * @param {{history: boolean, moved: (at: number) => void, check?: (part: Element) => Element |
   *   undefined}} options `history`: the phone's own back button goes back one part; `check`
   *   gives the first question of a part with more to mend
   */
  constructor(form, options) {
    this.form = form;
    this.options = options;
    this.parts = [...form.querySelectorAll(".part")];
    this.at = 0;
    document.documentElement.classList.add("js");
    for (const each of form.querySelectorAll(".stepping")) each.hidden = false;
    this.button("next").addEventListener("click", () => this.next());
    this.button("back").addEventListener("click", () => this.back());
  }

  button(name) {
    return this.form.querySelector(`[data-go=${name}]`);
  }

  /** Follows the skip rules; called after every change. */
  update() {
    follow(this.form);
    const last = this.open().at(-1) === this.parts[this.at];
    this.form.querySelector(".send").hidden = !last;
    this.button("next").hidden = last;
    this.button("back").hidden = this.at === 0;
    for (const each of this.form.querySelectorAll("[data-end]")) each.hidden ||= !last;
    this.progress();
  }

  /** Gives the parts that have anything to ask. */
  open() {
    return this.parts.filter((part) => part.querySelector(".question:not([hidden])"));
  }

  progress() {
    const [words, bar] = this.form.querySelector(".stepping").children;
    words.textContent = this.parts[this.at].querySelector(".overline")?.textContent ?? "";
    bar.max = this.parts.length;
    bar.value = this.at + 1;
    bar.setAttribute("aria-label", words.textContent || document.title);
  }

  /**
   * @param {number} at number of a part
   * @param {Element | null} [target] what takes the focus; its heading otherwise; null leaves
   *   the page where it is
   */
  show(at, target) {
    // What an ending or a rule closed is not gone to: the last open part before it is.
    follow(this.form);
    const open = this.parts.filter((part, number) => number <= at && this.open().includes(part));
    this.at = Math.max(0, this.parts.indexOf(open.at(-1)));
    this.parts.forEach((part, number) => (part.hidden = number !== this.at));
    this.update();
    this.options.moved(this.at);
    if (target !== null) this.focus(target);
  }

  /** @param {Element} [target] */
  focus(target) {
    const heading = target ?? this.parts[this.at].querySelector("h2");
    if (!target) heading.tabIndex = -1;
    heading.focus({preventScroll: true});
    (target ?? this.form.querySelector(".stepping")).scrollIntoView({block: "start", behavior: "instant"});
  }

  next() {
    const part = this.parts[this.at];
    const wrong = missing(this.form, part) ?? this.options.check?.(part);
    if (wrong) return this.focus(wrong.querySelector("[name]"));
    const after = this.open().find((part) => this.parts.indexOf(part) > this.at);
    if (!after) return undefined;
    const at = this.parts.indexOf(after);
    if (this.options.history) history.pushState({step: at}, "");
    return this.show(at);
  }

  back() {
    if (this.options.history && history.state?.step === this.at) return history.back();
    const before = this.open().filter((part) => this.parts.indexOf(part) < this.at).at(-1);
    return this.show(before ? this.parts.indexOf(before) : 0);
  }

  /** Opens the part a question is in, for links to it. */
  reveal(question) {
    this.show(
      this.parts.findIndex((part) => part.contains(question)),
      question.matches("[name]") ? question : question.querySelector("[name]"),
    );
  }

  /** Gives the first part in which the server found something to mend, if any. */
  wrong() {
    return this.parts.findIndex((part) => part.querySelector(".error"));
  }

  /** Takes back what was said of a question once it is answered. */
  answered(question) {
    if (question.querySelector(".error")) clear(question);
  }
}
