import {find} from "./dom.js";

/**
 * A shared device: after a minute of silence a countdown, which anybody can stop, and then the
 * start again. Nothing of the person before stays on the screen or in the history.
 */

const SILENCE = 60;
const COUNTDOWN = 15;
/** @type {HTMLAnchorElement | null} */
const again = find("#again");
let seconds = 0;
// On an empty form nothing runs until somebody touched it; else it runs at once.
let running = Boolean(again ?? find(":checked"));

/** The page may be another one since the server answered. */
function note() {
  return find("#silence");
}

/** While answers are being sent nothing is thrown away: they are on this page alone. */
function sending() {
  return Boolean(find("form.waiting"));
}

function heard() {
  seconds = 0;
  running = true;
  note().hidden = true;
}

function tick() {
  if (!running || sending()) return;
  seconds += 1;
  const left = SILENCE + COUNTDOWN - seconds;
  if (seconds === SILENCE) {
    note().hidden = false;
    note().focus();
  }
  find("b", note()).textContent = String(Math.max(0, left));
  if (left <= 0) location.replace(again?.href ?? location.pathname + location.search);
}

for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, heard);
again?.addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(again.href);
});
setInterval(tick, 1000);
