// The way to /api on the same origin: JSON in, JSON out, refusals as Problem, no answer as Offline.
import { entries } from "../drawing/drawn.js"
import { signedIn } from "../who/cookies.js"

/** The API refused. The facts are those of the problem document; words are found elsewhere. */
export class Problem extends Error {
  constructor({ status, headers }, document) {
    super(document.title)
    const code = status < 500 ? "malformed" : "unavailable"   // when something in between answered for the API
    Object.assign(this, { code, title: "" }, document, { document, status })
    for (const list of ["errors", "reasons", "allowed_channels"]) this[list] = entries(document[list])
    this.retryAfter = Number(headers.get("Retry-After")) || null   // seconds
  }
}

/** Nobody answered: no network, or the server is away. It may still have done what we asked: repeat with the same key. */
export class Offline extends Error {}

/** A fresh Idempotency-Key of 128 random bits. (`randomUUID` is missing on plain http.) */
export const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join("-")

let reader = ""   // whom the page shows: what it asks is asked for them, not for who has signed in meanwhile

/** From now on ask for this person: the id of GET /me, "" for nobody. */
export const speakFor = (id) => { reader = id }

const patience = 30_000   // API Gateway gives up after 29 seconds

/**
 * Ask the API. When it asks for a proof of work, that is found and the same request sent again.
 *
 * @param {string} method
 * @param {string} path below /api, such as `/me`
 * @param {{body?: object, key?: string, signal?: AbortSignal}} [options] `key` is the Idempotency-Key of a write
 * @returns {Promise<object>} the parsed answer, `{}` when it is empty
 * @throws {Problem|Offline|DOMException} DOMException when `signal` was aborted
 */
export async function api(method, path, { body, key, signal, proof } = {}) {
  // Nobody is signed in: the API would only say so, and the browser would log an error.
  if (method === "GET" && path.startsWith("/me") && !signedIn()) {
    throw new Problem({ status: 401, headers: new Headers() }, { code: "sign_in_required" })
  }
  const headers = { ...body && { "Content-Type": "application/json" }, ...key && { "Idempotency-Key": key }, ...proof && { "Proof-Of-Work": proof } }
  if (reader && !/^\/(me$|me\?|sign-in\/)/.test(path)) headers["For-Person"] = reader
  const tired = AbortSignal.timeout(patience)
  let response, answer = {}
  try {
    response = await fetch(`/api${path}`, {
      method, headers, body: body && JSON.stringify(body), signal: signal && AbortSignal.any ? AbortSignal.any([signal, tired]) : signal ?? tired,
    })
    const text = await response.text()
    try { answer = { ...JSON.parse(text) } } catch {}   // a page of HTML from something in between is not an answer of ours
    if (response.status === 428 && !proof) return await (await import("../proof/prove.js")).again(answer, signal, (proof) => api(method, path, { body, key, signal, proof }))
  } catch (error) {
    if (signal?.aborted || error instanceof Problem) throw error
    throw new Offline()
  }
  if (!response.ok) throw new Problem(response, answer)
  return answer
}
