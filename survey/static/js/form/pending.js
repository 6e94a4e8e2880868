import {find} from "../dom.js";
import {read, write} from "./keep.js";
import {post} from "./send.js";

/**
 * On a page that shows no form: answers that were being sent when their page went away are
 * sent once more, so that their receipt is not lost.
 */
const address = find("[data-pending]").dataset.pending ?? "";
const kept = read(address);

if (kept?.sending) {
  const fields = [["ticket", kept.ticket], ["lang", document.documentElement.lang], ...kept.given];
  post(address, new URLSearchParams(fields)).then(({receipt}) => {
    if (!receipt) return;
    write(address, null);
    location.replace(receipt);
  }, () => undefined);
}
