// Calls the API below the site's own path (`__md_scope`, partials/javascripts/base.html): JSON in, JSON out; a refusal throws Problem, no answer throws Offline.
import { entries } from "../drawing/h.js"
import { signedIn } from "../who/cookies.js"

/** The API refused. Has the facts of the problem document; the words are added elsewhere. */
export class Problem extends Error {
  constructor({ status, headers }, document) {
    super(document.title)
    const code = status < 500 ? "malformed" : "unavailable"   // when something in between answered instead of the API
    Object.assign(this, { code, title: "" }, document, { document, status })
    for (const list of ["errors", "reasons", "allowed_channels"]) this[list] = entries(document[list])
    this.retryAfter = Number(headers.get("Retry-After")) || null   // seconds
  }
}

/** Nobody answered: no network, or the server is away. The API may have done it nevertheless: repeat with the same key. */
export class Offline extends Error {}

/** A fresh Idempotency-Key of 128 random bits. (`randomUUID` is missing on plain http.) */
export const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join("-")

let reader = ""   // the person on the page: requests are for them, not for somebody who has signed in since

/** Makes all further requests for this person: the id of GET /me, "" for nobody. */
export const speakFor = (id) => { reader = id }

const patience = 30_000   // API Gateway gives up after 29 seconds

/**
 * Call the API. If it demands a proof of work, compute it and send the same request again.
 *
 * @param {string} method
 * @param {string} path below /api, such as `/me`
 * @param {{body?: object, key?: string, signal?: AbortSignal}} [options] `key` is the Idempotency-Key of a write
 * @returns {Promise<object>} the parsed answer, `{}` when it is empty
 * @throws {Problem|Offline|DOMException} DOMException when `signal` was aborted
 */
export async function api(method, path, { body, key, signal, proof } = {}) {
  // Nobody is signed in: the API would answer 401, and the browser would log an error.
  if (method === "GET" && path.startsWith("/me") && !signedIn()) {
    throw new Problem({ status: 401, headers: new Headers() }, { code: "sign_in_required" })
  }
  const headers = { ...body && { "Content-Type": "application/json" }, ...key && { "Idempotency-Key": key }, ...proof && { "Proof-Of-Work": proof } }
  if (reader && !/^\/(me$|me\?|sign-in\/)/.test(path)) headers["For-Person"] = reader
  const tired = AbortSignal.timeout(patience)
  let response, answer = {}
  try {
    response = await fetch(`${__md_scope}api${path}`, {
      method, headers, body: body && JSON.stringify(body), signal: signal && AbortSignal.any ? AbortSignal.any([signal, tired]) : signal ?? tired,
    })
    const text = await response.text()
    try { answer = { ...JSON.parse(text) } } catch {}   // an HTML page from something in between is not an answer of the API
    if (response.status === 428 && !proof) return await (await import("../proof/prove.js")).again(answer, signal, (proof) => api(method, path, { body, key, signal, proof }))
  } catch (error) {
    if (signal?.aborted || error instanceof Problem) throw error
    throw new Offline()
  }
  if (!response.ok) throw new Problem(response, answer)
  return answer
}
