import {find, findAll} from "../dom.js";

/** Screens, slots and lists of the page. The words are in the page; scripts only choose. */

/**
 * @param {string} id of something that is in the page
 * @returns {HTMLElement}
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @param {string} name of a field
 * @returns {HTMLInputElement}
 */
export function inputOf(name) {
  return /** @type {HTMLInputElement} */ (byId(`q-${name}`));
}

/**
 * @param {string} id of a template
 * @returns {DocumentFragment}
 */
function contentOf(id) {
  return /** @type {HTMLTemplateElement} */ (byId(id)).content;
}

/**
 * Fills every slot of a name.
 *
 * @param {string} name
 * @param {string | number} value
 * @param {ParentNode} root
 * @returns {void}
 */
export function slot(name, value, root = document) {
  for (const each of findAll(`[data-slot="${name}"]`, root)) each.textContent = String(value);
}

/**
 * Shows what stands for a state, or hides it.
 *
 * @param {string} name
 * @param {boolean} holds
 * @param {ParentNode} root
 * @returns {void}
 */
export function when(name, holds, root = document) {
  for (const each of findAll(`[data-when="${name}"]`, root)) each.hidden = !holds;
}

/**
 * Fills a list with copies of a template.
 *
 * @template T
 * @param {string} name
 * @param {string} template its id
 * @param {T[]} items
 * @param {(card: HTMLElement, item: T) => void} fill
 * @returns {void}
 */
export function list(name, template, items, fill) {
  const made = items.map((item) => {
    const copy = /** @type {HTMLElement} */ (contentOf(template).firstElementChild?.cloneNode(true));
    fill(copy, item);
    return copy;
  });
  find(`[data-list="${name}"]`).replaceChildren(...made);
}

/**
 * Returns the text of a fault.
 *
 * @param {string} code
 */
function faultText(code) {
  return find(`[data-fault="${code}"]`, contentOf("t-faults"))?.textContent ?? code;
}

/**
 * Says what went wrong; nothing where the code is empty.
 *
 * @param {string} code
 * @returns {void}
 */
export function fault(code) {
  const told = byId("fault");
  told.textContent = code && faultText(code);
  told.hidden = !code;
  if (code) told.scrollIntoView({block: "center"});
}

/**
 * Says at a field what is wrong with it, and goes there.
 *
 * @param {string} name of the field
 * @param {string} code of the fault
 * @param {string} words what is said in place of the words of the code
 * @returns {void}
 */
export function fieldFault(name, code, words = "") {
  const field = inputOf(name);
  clearField(name);
  const told = Object.assign(document.createElement("p"), {
    className: "error", id: `e-${name}`, textContent: words || faultText(code),
  });
  field.before(told);
  field.closest(".form-field")?.classList.add("faulty");
  field.setAttribute("aria-invalid", "true");
  const hint = byId(`h-${name}`) ? `h-${name} ` : "";
  field.setAttribute("aria-describedby", `${hint}${told.id}`);
  field.focus();
}

/**
 * Takes back what was said of a field.
 *
 * @param {string} name
 * @returns {void}
 */
export function clearField(name) {
  byId(`e-${name}`)?.remove();
  const field = inputOf(name);
  field.closest(".form-field")?.classList.remove("faulty");
  field.removeAttribute("aria-invalid");
  if (byId(`h-${name}`)) field.setAttribute("aria-describedby", `h-${name}`);
  else field.removeAttribute("aria-describedby");
}

/**
 * Returns a required value, or says that it is required.
 *
 * @param {string} name of a field
 * @returns {string}
 */
export function needed(name) {
  const value = inputOf(name).value.trim();
  if (value) clearField(name);
  else fieldFault(name, "needed");
  return value;
}

/**
 * Shows one screen, and no other; its heading takes the focus.
 *
 * @param {string} name
 * @returns {void}
 */
export function show(name) {
  fault("");
  for (const each of findAll(".screen")) each.hidden = each.id !== `s-${name}`;
  find("h1", byId(`s-${name}`)).focus({preventScroll: true});
  scrollTo({top: 0, behavior: "instant"});
}

/** @returns {string} the name of the screen that is shown */
export function shown() {
  return find(".screen:not([hidden])")?.id.slice(2) ?? "";
}

/**
 * Writes a moment as people here do.
 *
 * @param {string | number} moment
 * @returns {string}
 */
export function clock(moment) {
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
  }).format(new Date(moment));
}

/**
 * Asks before something is erased.
 *
 * @param {string} id of the dialog
 * @returns {Promise<boolean>} whether it may be
 */
export async function askSure(id) {
  const dialog = /** @type {HTMLDialogElement} */ (byId(id));
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise((done) => {
    dialog.addEventListener("close", done, {once: true});
  });
  return dialog.returnValue === "yes";
}
