import {fill, given, oneOrTheOther} from "./answers.js";
import {read, write} from "./keep.js";
import {Sender, bodyOf, post} from "./send.js";
import {Steps} from "./steps.js";

const kiosk = document.body.classList.contains("kiosk");

// A device for many keeps nothing: a page that comes back from the history starts again.
addEventListener("pageshow", ({persisted}) => {
  const [{type}] = performance.getEntriesByType("navigation");
  if (kiosk && (persisted || type === "back_forward")) document.querySelector("form")?.reset();
});

/** The form on the page; another one after the server answered with something to mend. */
class View {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    // Another person on this phone finds, and leaves, nothing of the first.
    this.address = form.getAttribute("action") + (location.search.includes("another") ? "#2" : "");
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
    this.form.addEventListener("input", ({target}) => this.changed(target));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.on("#unsent button", () => this.sender.send());
    this.on("[data-go=erase]", () => this.forget());
    if (kiosk) for (const each of document.querySelectorAll("[name=switch]")) this.quietly(each);
    for (const link of document.querySelectorAll(".error-summary a")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.steps.reveal(document.querySelector(link.getAttribute("href")));
      });
    }
  }

  /** Switches the language without a step back to the answers in the history. */
  quietly(button) {
    button.onclick = async (event) => {
      event.preventDefault();
      const body = bodyOf(this.form);
      body.set("switch", button.value);
      const {page} = await post(this.form.getAttribute("action"), body).catch(() => ({}));
      if (page) replace(page);
    };
  }

  on(selector, act) {
    document.querySelector(selector)?.addEventListener("click", act);
  }

  /** Starts where the server, or the person before a break, left off. */
  begin() {
    const wrong = this.steps.wrong();
    const fresh = !given(this.form).length;
    if (fresh && this.kept) return this.kept.sending ? this.resume() : this.offer();
    const before = fresh ? 0 : (this.kept?.step ?? 0);
    if (!kiosk) history.replaceState({step: wrong < 0 ? before : wrong}, "");
    return this.steps.show(wrong < 0 ? before : wrong, document.querySelector(".error-summary"));
  }

  offer() {
    const note = document.querySelector("#kept");
    note.hidden = false;
    this.form.hidden = true;
    const [resume, restart] = note.querySelectorAll("button");
    resume.addEventListener("click", () => this.resume());
    restart.addEventListener("click", () => this.forget());
  }

  /** Goes on with kept answers under their own ticket, so that nothing counts twice. */
  resume() {
    document.querySelector("#kept").hidden = true;
    this.form.hidden = false;
    this.form.elements.ticket.value = this.kept.ticket;
    fill(this.form, this.kept.given);
    const {step, sending} = this.kept;
    this.steps.show(step);
    if (sending) this.send();
  }

  changed(field) {
    oneOrTheOther(field);
    const question = field.closest(".question");
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
    const ticket = this.form.elements.ticket.value;
    this.kept = {ticket, given: pairs, step: this.steps.at, sending: this.sending};
    write(this.address, this.kept);
  }

  forget() {
    write(this.address, null);
    location.replace(location.href);
  }

  submitted(event) {
    if (event.submitter?.name === "switch") return;
    event.preventDefault();
    if (this.form.querySelector(".send").hidden) this.steps.next();
    else this.send();
  }

  send() {
    this.sending = true;
    this.keep();
    this.sender.send();
  }

  state(name) {
    document.querySelector("#sending").hidden = name !== "sending";
    const unsent = document.querySelector("#unsent");
    unsent.hidden = name !== "unsent";
    this.form.classList.toggle("waiting", name !== "");
    if (!unsent.hidden) unsent.scrollIntoView({block: "nearest"});
    this.form.querySelector(".send button").disabled = name === "sending";
  }

  done(url) {
    write(this.address, null);
    location.replace(url);
  }
}

/** Shows the page the server answered with, in place of this one. */
function replace(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  for (const part of ["header", "main"]) {
    document.querySelector(part).replaceWith(page.querySelector(part));
  }
  start();
  (document.querySelector(".error-summary") ?? document.querySelector("main")).focus();
  scrollTo(0, 0);
}

/** @type {View | undefined} */
let view;

function start() {
  const form = document.querySelector("#survey");
  view = form ? new View(form) : undefined;
}

addEventListener("popstate", ({state}) => view?.steps.show(state?.step ?? 0));
addEventListener("online", () => view?.sender.now());
start();
