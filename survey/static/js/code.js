import {input} from "./dom.js";

/** A receipt code that came behind the # of the address, as from a QR code, fills the field. */

const typed = location.hash.slice(1);

if (/^[0-9A-Z-]{12,40}$/i.test(typed)) {
  input("#q-code").value = typed;
  history.replaceState(null, "", location.pathname + location.search);
}
