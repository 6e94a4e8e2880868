import {find, findAll, input} from "../dom.js";
import {fill, given, oneOrTheOther} from "./answers.js";
import {read, write} from "./keep.js";
import {Sender, addressOf, bodyOf, nothing, post} from "./send.js";
import {Steps} from "./steps.js";

const kiosk = document.body.classList.contains("kiosk");

// A shared device keeps nothing: a page that comes back from the history starts again.
addEventListener("pageshow", ({persisted}) => {
  const [{type}] = /** @type {PerformanceNavigationTiming[]} */ (
    performance.getEntriesByType("navigation")
  );
  if (kiosk && (persisted || type === "back_forward")) {
    /** @type {HTMLFormElement} */ (find("form"))?.reset();
  }
});

/** The form on the page; a new one after the server answered with something to fix. */
class View {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    // Another person on this phone finds, and leaves, nothing of the first.
    this.address = addressOf(form) + (location.search.includes("another") ? "#2" : "");
    this.kept = kiosk ? null : read(this.address);
    this.sending = false;
    this.steps = new Steps(form, {history: !kiosk, moved: () => this.keep()});
    this.sender = new Sender(form, {
      state: (name) => this.state(name),
      receipt: (url) => this.done(url),
      page: (html) => replace(html),
    });
    this.listen();
    this.begin();
  }

  listen() {
    this.form.addEventListener("input", ({target}) => {
      this.changed(/** @type {HTMLInputElement} */ (target));
    });
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.on("#unsent button", () => this.sender.send());
    this.on("[data-go=erase]", () => this.forget());
    if (kiosk) {
      for (const each of findAll("[name=switch]")) this.quietly(/** @type {HTMLButtonElement} */ (each));
    }
    for (const link of findAll(".error-summary a")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.steps.reveal(find(/** @type {string} */ (link.getAttribute("href"))));
      });
    }
  }

  /**
   * Switches the language without a step back to the answers in the history.
   *
   * @param {HTMLButtonElement} button
   */
  quietly(button) {
    button.onclick = async (event) => {
      event.preventDefault();
      const body = bodyOf(this.form);
      body.set("switch", button.value);
      const {page} = await post(addressOf(this.form), body).catch(nothing);
      if (page) replace(page);
    };
  }

  /**
   * @param {string} selector
   * @param {() => void} act
   */
  on(selector, act) {
    find(selector)?.addEventListener("click", act);
  }

  /** Starts where the server, or the person before a break, left off. */
  begin() {
    const wrong = this.steps.wrong();
    const fresh = !given(this.form).length;
    if (fresh && this.kept) return this.kept.sending ? this.resume(this.kept) : this.offer(this.kept);
    const before = fresh ? 0 : (this.kept?.step ?? 0);
    if (!kiosk) history.replaceState({step: wrong < 0 ? before : wrong}, "");
    return this.steps.show(wrong < 0 ? before : wrong, find(".error-summary"));
  }

  /** @param {Kept} kept */
  offer(kept) {
    find("#kept").hidden = false;
    this.form.hidden = true;
    const [resume, restart] = findAll("#kept button");
    resume.addEventListener("click", () => this.resume(kept));
    restart.addEventListener("click", () => this.forget());
  }

  /**
   * Goes on with kept answers under their own ticket, so that nothing counts twice.
   *
   * @param {Kept} kept
   */
  resume({ticket, given: pairs, step, sending}) {
    find("#kept").hidden = true;
    this.form.hidden = false;
    this.ticket().value = ticket;
    fill(this.form, pairs);
    this.steps.show(step);
    if (sending) this.send();
  }

  ticket() {
    return input("[name=ticket]", this.form);
  }

  /** @param {HTMLInputElement} field */
  changed(field) {
    oneOrTheOther(field);
    const question = /** @type {HTMLElement | null} */ (field.closest(".question"));
    if (question) this.steps.answered(question);
    this.steps.update();
    this.sender.stop();
    this.sending = false;
    if (!this.sender.busy) this.state("");
    this.keep();
  }

  keep() {
    const pairs = given(this.form);
    if (kiosk || !pairs.length) return;
    this.kept = {ticket: this.ticket().value, given: pairs, step: this.steps.at, sending: this.sending};
    write(this.address, this.kept);
  }

  forget() {
    write(this.address, null);
    location.replace(location.href);
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    if (/** @type {HTMLButtonElement | null} */ (event.submitter)?.name === "switch") return;
    event.preventDefault();
    if (find(".send", this.form).hidden) this.steps.next();
    else this.send();
  }

  send() {
    this.sending = true;
    this.keep();
    this.sender.send();
  }

  /** @param {"sending" | "unsent" | ""} name */
  state(name) {
    find("#sending").hidden = name !== "sending";
    const unsent = find("#unsent");
    unsent.hidden = name !== "unsent";
    this.form.classList.toggle("waiting", name !== "");
    if (!unsent.hidden) unsent.scrollIntoView({block: "nearest"});
    input(".send button", this.form).disabled = name === "sending";
  }

  /** @param {string} url of the receipt */
  done(url) {
    write(this.address, null);
    location.replace(url);
  }
}

/**
 * Shows the page the server answered with, in place of this one.
 *
 * @param {string} html
 */
function replace(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  for (const part of ["header", "main"]) find(part).replaceWith(find(part, page));
  start();
  (find(".error-summary") ?? find("main")).focus();
  scrollTo(0, 0);
}

/** @type {View | undefined} */
let view;

function start() {
  const form = /** @type {HTMLFormElement | null} */ (find("#survey"));
  view = form ? new View(form) : undefined;
}

addEventListener("popstate", ({state}) => view?.steps.show(state?.step ?? 0));
addEventListener("online", () => view?.sender.now());
start();
