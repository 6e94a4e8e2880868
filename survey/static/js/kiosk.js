/**
 * A shared device: after a minute of silence a countdown, which anybody can stop, and then the
 * start again. Nothing of the person before stays on the screen or in the history.
 */

const SILENCE = 60;
const COUNTDOWN = 15;
const note = document.querySelector("#silence");
const again = document.querySelector("#again");
let seconds = 0;
// On the form nothing runs until somebody touched it; after a receipt it runs at once.
let running = Boolean(again);

function heard() {
  seconds = 0;
  running = true;
  note.hidden = true;
}

function tick() {
  if (!running) return;
  seconds += 1;
  const left = SILENCE + COUNTDOWN - seconds;
  if (seconds === SILENCE) {
    note.hidden = false;
    note.focus();
  }
  note.querySelector("b").textContent = String(Math.max(0, left));
  if (left <= 0) location.replace(again?.href ?? location.pathname + location.search);
}

for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, heard);
again?.addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(again.href);
});
setInterval(tick, 1000);
