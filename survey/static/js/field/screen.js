/** Screens, slots and lists of the page. The words are in the page; scripts only choose. */

/** @param {string} id */
export function byId(id) {
  return document.getElementById(id);
}

/** Fills every slot of a name. */
export function slot(name, value, root = document) {
  for (const each of root.querySelectorAll(`[data-slot="${name}"]`)) each.textContent = String(value);
}

/** Shows what stands for a state, or hides it. */
export function when(name, shown, root = document) {
  for (const each of root.querySelectorAll(`[data-when="${name}"]`)) each.hidden = !shown;
}

/** Fills a list with copies of a template. */
export function list(name, template, items, fill, root = document) {
  const made = items.map((item) => {
    const copy = byId(template).content.firstElementChild.cloneNode(true);
    fill(copy, item);
    return copy;
  });
  root.querySelector(`[data-list="${name}"]`).replaceChildren(...made);
}

/** Gives the words of a fault. */
function faultText(code) {
  return byId("t-faults").content.querySelector(`[data-fault="${code}"]`)?.textContent ?? code;
}

/** Says what went wrong; nothing where the code is empty. */
export function fault(code, words = "") {
  const told = byId("fault");
  told.textContent = code ? words || faultText(code) : "";
  told.hidden = !code;
  if (code) told.scrollIntoView({block: "center"});
}

/** Says at a field what is wrong with it, and goes there. */
export function fieldFault(id, code, words = "") {
  const input = byId(`q-${id}`);
  clearField(id);
  const told = Object.assign(document.createElement("p"), {
    className: "error", id: `e-${id}`, textContent: words || faultText(code),
  });
  input.before(told);
  input.closest(".form-field").classList.add("faulty");
  input.setAttribute("aria-invalid", "true");
  const hint = byId(`h-${id}`) ? `h-${id} ` : "";
  input.setAttribute("aria-describedby", `${hint}${told.id}`);
  input.focus();
}

/** Takes back what was said of a field. */
export function clearField(id) {
  byId(`e-${id}`)?.remove();
  const input = byId(`q-${id}`);
  input.closest(".form-field").classList.remove("faulty");
  input.removeAttribute("aria-invalid");
  if (byId(`h-${id}`)) input.setAttribute("aria-describedby", `h-${id}`);
  else input.removeAttribute("aria-describedby");
}

/** Gives a value that is needed, or says that it is. */
export function needed(id) {
  const value = byId(`q-${id}`).value.trim();
  if (value) clearField(id);
  else fieldFault(id, "needed");
  return value;
}

/** Shows one screen, and no other; its heading takes the focus. */
export function show(name) {
  fault("");
  for (const each of document.querySelectorAll(".screen")) each.hidden = each.id !== `s-${name}`;
  const heading = byId(`s-${name}`).querySelector("h1");
  heading.focus({preventScroll: true});
  scrollTo({top: 0, behavior: "instant"});
}

/** Tells which screen is shown. */
export function shown() {
  return document.querySelector(".screen:not([hidden])")?.id.slice(2) ?? "";
}

/** Writes a moment as people here do. */
export function clock(moment) {
  const options = {day: "numeric", month: "short", hour: "2-digit", minute: "2-digit"};
  return new Intl.DateTimeFormat(document.documentElement.lang, options).format(new Date(moment));
}

/** Asks before something is erased; tells whether it may be. */
export async function askSure(id) {
  const dialog = byId(id);
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise((done) => {
    dialog.addEventListener("close", done, {once: true});
  });
  return dialog.returnValue === "yes";
}
