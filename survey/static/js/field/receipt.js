import {find, findAll} from "../dom.js";
import {qrDrawing} from "./qr.js";
import {byId, slot} from "./screen.js";

/**
 * Shows the receipt of an interview, once: its code in groups, and as a square that opens the
 * page of receipts. The code stands behind a #, which browsers send to nobody. A correction knows
 * only the digest of the code that the person has already.
 *
 * @param {string} receipt
 * @param {string} outcome
 * @returns {void}
 */
export function drawReceipt(receipt, outcome) {
  const code = /^[0-9a-f]{64}$/.test(receipt) ? "" : receipt;
  const groups = code.match(/.{1,4}/g) ?? [];
  const spans = groups.map((group) => Object.assign(document.createElement("span"), {textContent: group}));
  const screen = byId("s-receipt");
  find(".card", screen).hidden = !code;
  find("[data-when=corrected]", screen).hidden = Boolean(code);
  slot("site", location.host, screen);
  find("[data-list=code]", screen).replaceChildren(...spans);
  slot("spelled", groups.map((group) => [...group].join(" ")).join(", "), screen);
  find("[data-list=qr]", screen).replaceChildren(...(code ? [qrDrawing(`${location.origin}/r#${code}`, code)] : []));
  for (const each of findAll("[data-outcome]", screen)) {
    each.hidden = !code || (each.dataset.outcome === "complete") !== (outcome === "complete");
  }
}

/**
 * Lets nothing of a receipt stay on the page.
 *
 * @returns {void}
 */
export function forgetReceipt() {
  for (const name of ["code", "qr"]) find(`[data-list=${name}]`, byId("s-receipt")).replaceChildren();
  slot("spelled", "", byId("s-receipt"));
}
