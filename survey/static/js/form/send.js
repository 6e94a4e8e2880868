const WAITS = [2, 4, 8, 15, 30, 60];

/**
 * Posts answers and tells a receipt from anything else that may answer in its place: a
 * portal's page, a proxy's error, a redirect.
 *
 * @param {string} address of the form
 * @param {URLSearchParams} body
 * @returns {Promise<{receipt?: string, page?: string}>} `page`: ours, with what is to be mended
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
    return told.id === body.get("ticket").split(".")[0] ? {receipt: told.receipt} : {};
  }
  const final = response.status < 500 && response.status !== 429;
  return final && response.headers.has("X-Survey") ? {page: await response.text()} : {};
}

/** Gives what a form posts. */
export function bodyOf(form) {
  return new URLSearchParams(new FormData(form));
}

/** Sends until a receipt or a page of ours is back; each failure waits longer than the last. */
export class Sender {
  /**
   * @param {HTMLFormElement} form
   * @param {{state: (name: "sending" | "unsent" | "") => void, receipt: (url: string) => void,
   *   page: (html: string) => void}} told
   */
  constructor(form, told) {
    this.form = form;
    this.told = told;
    this.failures = 0;
    this.busy = false;
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    this.told.state("sending");
    const {receipt, page} = await post(this.form.getAttribute("action"), bodyOf(this.form)).catch(() => ({}));
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
