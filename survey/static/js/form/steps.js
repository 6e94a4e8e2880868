import {find, findAll} from "../dom.js";
import {follow} from "./path.js";
import {clear, missing} from "./required.js";

/** Shows a form one part at a time. Parts without a question on the path are passed over. */
export class Steps {
  /**
   * @param {HTMLFormElement} form
   * @param {StepsOptions} options
   */
  constructor(form, options) {
    this.form = form;
    this.options = options;
    this.parts = findAll(".part", form);
    this.at = 0;
    document.documentElement.classList.add("js");
    for (const each of findAll(".stepping", form)) each.hidden = false;
    this.button("next").addEventListener("click", () => this.next());
    this.button("back").addEventListener("click", () => this.back());
  }

  /** @param {"next" | "back"} name */
  button(name) {
    return find(`[data-go=${name}]`, this.form);
  }

  /** Follows the skip rules; called after every change. */
  update() {
    follow(this.form);
    const last = this.open().at(-1) === this.parts[this.at];
    find(".send", this.form).hidden = !last;
    this.button("next").hidden = last;
    this.button("back").hidden = this.at === 0;
    for (const each of findAll("[data-end]", this.form)) each.hidden ||= !last;
    this.progress();
  }

  /** Returns the parts that have anything to ask. */
  open() {
    return this.parts.filter((part) => find(".question:not([hidden])", part));
  }

  progress() {
    const words = find(".overline", this.parts[this.at])?.textContent ?? "";
    find(".stepping>.overline", this.form).textContent = words;
    const bar = /** @type {HTMLProgressElement} */ (find("progress", this.form));
    bar.max = this.parts.length;
    bar.value = this.at + 1;
    bar.setAttribute("aria-label", words || document.title);
  }

  /**
   * @param {number} at number of a part
   * @param {HTMLElement | null} [target] what takes the focus; its heading otherwise; null
   *   leaves the page where it is
   * @returns {void}
   */
  show(at, target) {
    // What an ending or a rule closed is not gone to: the last open part before it is.
    follow(this.form);
    const open = this.open();
    const before = this.parts.slice(0, at + 1).filter((part) => open.includes(part));
    this.at = Math.max(0, this.parts.indexOf(before[before.length - 1]));
    this.parts.forEach((part, number) => (part.hidden = number !== this.at));
    this.update();
    this.options.moved(this.at);
    if (target !== null) this.focus(target);
  }

  /**
   * @param {HTMLElement} [target]
   * @returns {void}
   */
  focus(target) {
    const heading = target ?? find("h2", this.parts[this.at]);
    if (!target) heading.tabIndex = -1;
    heading.focus({preventScroll: true});
    (target ?? find(".stepping", this.form)).scrollIntoView({block: "start", behavior: "instant"});
  }

  /** Goes on, where nothing is missing in the part that is shown. */
  next() {
    const part = this.parts[this.at];
    const wrong = missing(this.form, part) ?? this.options.check?.(part);
    if (wrong) return this.focus(find("[name]", wrong));
    const after = this.open().find((each) => this.parts.indexOf(each) > this.at);
    if (!after) return undefined;
    const at = this.parts.indexOf(after);
    if (this.options.history) history.pushState({step: at}, "");
    return this.show(at);
  }

  /** Goes back one part. */
  back() {
    if (this.options.history && history.state?.step === this.at) return history.back();
    const before = this.open().filter((part) => this.parts.indexOf(part) < this.at).at(-1);
    return this.show(before ? this.parts.indexOf(before) : 0);
  }

  /**
   * Opens the part a question is in, for links to it.
   *
   * @param {HTMLElement} question or its field
   * @returns {void}
   */
  reveal(question) {
    this.show(
      this.parts.findIndex((part) => part.contains(question)),
      question.matches("[name]") ? question : find("[name]", question),
    );
  }

  /** @returns {number} the first part in which the server found something to fix, or -1 */
  wrong() {
    return this.parts.findIndex((part) => find(".error", part));
  }

  /**
   * Takes back what was said of a question once it is answered.
   *
   * @param {HTMLElement} question
   * @returns {void}
   */
  answered(question) {
    if (find(".error", question)) clear(question);
  }
}
