import {find, findAll} from "../dom.js";
import {byId, inputOf, slot} from "./screen.js";

/** What stands around the questions: the unit, the consent, languages, note and place. */

/**
 * @param {HTMLFormElement} form
 * @param {Unit} unit
 * @param {Draft} draft
 * @param {Record<string, string>} forms by language
 * @param {(code: string) => void} speak goes on in another language
 * @returns {void}
 */
export function drawFrame(form, unit, draft, forms, speak) {
  const {paragraphs, agree} = unit.consent[draft.language];
  const texts = paragraphs.map((text) => Object.assign(document.createElement("p"), {textContent: text}));
  find("[data-slot=consent]", form).replaceChildren(...texts);
  slot("agree", agree, form);
  slot("unit", `${unit.unit_name}, ${unit.institution}`, byId("s-interview"));
  inputOf("note").value = draft.note;
  showPlace(draft.location ? "found" : "none", draft.location);
  const buttons = Object.keys(forms).map((code) => languageButton(code, draft.language, speak));
  find("[data-list=spoken]").replaceChildren(...buttons);
}

/**
 * @param {string} code of a language
 * @param {string} spoken the language of the interview
 * @param {(code: string) => void} speak
 */
function languageButton(code, spoken, speak) {
  const name = new Intl.DisplayNames([code], {type: "language"}).of(code);
  const button = Object.assign(document.createElement("button"), {
    type: "button", className: "link-button", textContent: name, lang: code,
  });
  button.setAttribute("aria-pressed", String(code === spoken));
  button.addEventListener("click", () => speak(code));
  return button;
}

/**
 * Says whether the place is known.
 *
 * @param {"none" | "asking" | "found" | "refused"} state
 * @param {Place | null} place
 * @returns {void}
 */
export function showPlace(state, place) {
  for (const each of findAll("[data-place]")) each.hidden = each.dataset.place !== state;
  slot("accuracy", place?.accuracy ?? "");
}
