import "./page.js";
import "../kiosk.js";

/** The form of a shared device: one script, as for all others. */
