/**
 * Keeps unsent answers on the device. Where storage is refused, nothing is kept and the form
 * works all the same.
 */

/**
 * @param {string} address of the form
 * @returns {Kept | null}
 */
export function read(address) {
  try {
    const kept = JSON.parse(localStorage.getItem(`suara:${address}`) ?? "null");
    // What an older page left may have another form.
    return typeof kept?.ticket === "string" && Array.isArray(kept.given) ? {step: 0, ...kept} : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} address of the form
 * @param {Kept | null} kept null erases
 * @returns {void}
 */
export function write(address, kept) {
  try {
    if (kept) localStorage.setItem(`suara:${address}`, JSON.stringify(kept));
    else localStorage.removeItem(`suara:${address}`);
  } catch {
    // A private window, or a full device: the page still holds the answers.
  }
}
