/**
 * Fetch a file of this site, or fail: never what somebody else answered in its place.
 *
 * A lost file, a server that is down, a hotel's login page and a cut connection are no answers. Some of them look like
 * one (status 200, text/html), so the type is looked at, and silence is counted as a failure.
 */
const SILENCE = 8_000   // ms without a byte; a slow network still sends some
const PAGE = /^text\/html\b/

/**
 * @param {string} url
 * @param {{signal?: AbortSignal, cache?: RequestCache, html?: boolean}} [how] html: whether a page is wanted
 * @returns {Promise<Uint8Array>} all of its bytes
 * @throws when the answer is none, or stops coming
 */
export async function bytes(url, { signal, cache = "default", html = false } = {}) {
  const silent = new AbortController()
  let timer
  const heard = () => {
    clearTimeout(timer)
    timer = setTimeout(() => silent.abort(new Error(`${url}: nothing comes`)), SILENCE)
  }
  const stop = () => silent.abort(signal.reason)
  heard()
  signal?.addEventListener("abort", stop)
  try {
    const answer = await fetch(url, { cache, mode: "same-origin", signal: silent.signal })
    if (!answer.ok) throw Object.assign(new Error(`${url}: ${answer.status}`), { status: answer.status })
    if (PAGE.test(answer.headers.get("Content-Type")) !== html) throw new Error(`${url}: another kind of file`)
    return await read(answer.body, heard)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener("abort", stop)
  }
}

/** The same as parsed JSON. A cut file is lost, like one that did not come: a SyntaxError means a cut module (help/asking/ask.js). */
export async function json(url, how) {
  const text = new TextDecoder().decode(await bytes(url, how))
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${url}: cut`)
  }
}

/** The same as a page of this help centre: whole, and with an article on it. */
export async function page(url, how) {
  const text = new TextDecoder().decode(await bytes(url, { ...how, html: true }))
  const read = new DOMParser().parseFromString(text, "text/html")
  if (!/<\/html>\s*$/i.test(text) || !read.querySelector("[data-article]")) throw new Error(`${url}: no page of ours`)
  return read
}

/** What is in gzip; a cut or changed file is refused by its check sum. */
export const unpacked = (packed) => read(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")), () => {})

async function read(stream, heard) {
  const parts = []
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    heard()
    parts.push(next.value)
  }
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const part of parts) {
    all.set(part, place)
    place += part.length
  }
  return all
}
