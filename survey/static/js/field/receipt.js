import {qrDrawing} from "./qr.js";
import {byId, slot} from "./screen.js";

/**
 * Shows the receipt of an interview, once: its code in groups, and as a square that opens the
 * page of receipts. The code stands behind a #, which browsers send to nobody. A correction knows
 * only the digest of the code that the person has already.
 */
export function drawReceipt(receipt, outcome) {
  const code = /^[0-9a-f]{64}$/.test(receipt) ? "" : receipt;
  const groups = code.match(/.{1,4}/g) ?? [];
  const spans = groups.map((group) => Object.assign(document.createElement("span"), {textContent: group}));
  const screen = byId("s-receipt");
  screen.querySelector(".card").hidden = !code;
  screen.querySelector("[data-when=corrected]").hidden = Boolean(code);
  slot("site", location.host, screen);
  screen.querySelector("[data-list=code]").replaceChildren(...spans);
  slot("spelled", groups.map((group) => [...group].join(" ")).join(", "), screen);
  screen.querySelector("[data-list=qr]").replaceChildren(...(code ? [qrDrawing(`${location.origin}/r#${code}`, code)] : []));
  for (const each of screen.querySelectorAll("[data-outcome]")) {
    each.hidden = !code || (each.dataset.outcome === "complete") !== (outcome === "complete");
  }
}

/** Lets nothing of a receipt stay on the page. */
export function forgetReceipt() {
  for (const name of ["code", "qr"]) byId("s-receipt").querySelector(`[data-list=${name}]`).replaceChildren();
  slot("spelled", "", byId("s-receipt"));
}
