/**
 * Fetch a file of this site, or fail: never return somebody else's answer.
 *
 * A lost file, a server that is down, a hotel's login page and a cut connection are no answers. Some look like
 * one (status 200, text/html), so the type is checked, and silence counts as a failure.
 */
const SILENCE = 8_000   // ms without a byte; a slow network still sends some
const PAGE = /^text\/html\b/

/**
 * @param {string} url
 * @param {{signal?: AbortSignal, cache?: RequestCache, html?: boolean}} [how] html: whether the file is a page
 * @returns {Promise<Uint8Array>} all of its bytes
 * @throws when there is no proper answer, or it stops arriving
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

/** The same as parsed JSON. A truncated file counts as missing: a SyntaxError means a truncated module (help/asking/ask.js). */
export async function json(url, how) {
  const text = new TextDecoder().decode(await bytes(url, how))
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${url}: cut`)
  }
}

/** The same as a page of this help centre: complete, and with an article. */
export async function page(url, how) {
  const text = new TextDecoder().decode(await bytes(url, { ...how, html: true }))
  const read = new DOMParser().parseFromString(text, "text/html")
  if (!/<\/html>\s*$/i.test(text) || !read.querySelector("[data-article]")) throw new Error(`${url}: no page of ours`)
  return read
}

/** Decompresses gzip; its checksum refuses a truncated or changed file. */
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
