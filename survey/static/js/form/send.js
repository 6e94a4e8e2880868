const WAITS = [2, 4, 8, 15, 30, 60];

/**
 * Posts answers and tells a receipt from anything else that may answer in its place: a
 * portal's page, a proxy's error, a redirect.
 *
 * @param {string} address of the form
 * @param {URLSearchParams} body
 * @returns {Promise<Posted>}
 */
export async function post(address, body) {
  const response = await fetch(address, {
    method: "POST",
    body,
    headers: {Accept: "application/json"},
    redirect: "manual",
    signal: AbortSignal.timeout?.(30000),
  });
  if (response.headers.get("Content-Type")?.startsWith("application/json")) {
    const told = await response.json();
    return told.id === body.get("ticket")?.split(".")[0] ? {receipt: told.receipt} : {};
  }
  const final = response.status < 500 && response.status !== 429;
  return final && response.headers.has("X-Survey") ? {page: await response.text()} : {};
}

/**
 * @param {HTMLFormElement} form
 * @returns {URLSearchParams} what the form posts
 */
export function bodyOf(form) {
  return new URLSearchParams(/** @type {Pairs} */ ([...new FormData(form)]));
}

/**
 * @param {HTMLFormElement} form
 * @returns {string} where it is sent; `action` may be the name of a field
 */
export function addressOf(form) {
  return form.getAttribute("action") ?? "";
}

/** Sends until a receipt or a page of ours is back; each failure waits longer than the last. */
export class Sender {
  /**
   * @param {HTMLFormElement} form
   * @param {SenderListener} told
   */
  constructor(form, told) {
    this.form = form;
    this.told = told;
    this.failures = 0;
    this.busy = false;
    this.timer = 0;
  }

  /** Tries once, and again later where nothing of ours came back. */
  async send() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    this.told.state("sending");
    const {receipt, page} = await post(addressOf(this.form), bodyOf(this.form)).catch(nothing);
    this.busy = false;
    this.told.state(receipt || page ? "" : "unsent");
    if (receipt) this.told.receipt(receipt);
    else if (page) this.told.page(page);
    else this.again();
  }

  again() {
    const seconds = WAITS[Math.min(this.failures++, WAITS.length - 1)] * (0.75 + Math.random() / 2);
    this.timer = setTimeout(() => this.send(), seconds * 1000);
  }

  /** Waits until the person sends again, as after a change. */
  stop() {
    clearTimeout(this.timer);
    this.failures = 0;
  }

  /** Tries at once, where something waits. */
  now() {
    if (this.failures) this.send();
  }
}

/**
 * @returns {Posted} what came back where nothing did
 */
export function nothing() {
  return {};
}
