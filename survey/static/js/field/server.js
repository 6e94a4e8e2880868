/** Speaks with the server, and tells its answers from anything else that may answer in its place. */

const BASE = "/api/v1/";

/**
 * Fails where there is no network.
 *
 * @param {string} path
 * @param {string} token
 * @param {object} [body] posts it
 * @returns {Promise<Reply>}
 */
export async function call(path, token, body) {
  /** @type {Record<string, string>} */
  const headers = {Accept: "application/json"};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const lang = self.document?.documentElement.lang ?? "id";
  const response = await fetch(`${BASE}${path}?lang=${lang}`, {
    method: body ? "POST" : "GET",
    headers,
    body: body && JSON.stringify(body),
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout?.(60000),
  });
  return reply(response);
}

/**
 * Reads an answer; only JSON with the header of this program is one of ours.
 *
 * @param {Response} response
 */
async function reply(response) {
  const json = response.headers.get("Content-Type")?.startsWith("application/json");
  const data = json ? await response.json().catch(() => null) : null;
  const ours = data !== null && typeof data === "object" && response.headers.has("X-Survey");
  return {ours, status: response.status, data, code: (ours && data.problems?.[0]?.code) || ""};
}
