/**
 * The service worker, sw.js at the root of the site (scripts/workshop/site/outputs/offline.py puts `const BUILD` and `const KIT`
 * before it).
 *
 * Pages that were read stay readable offline, and so does the contact page. Online, everything comes from the network
 * first, so that nobody sees an old page or an old script. Only two things come from the cache: files whose name
 * changes with their content, and stored pages when the network takes too long.
 * A response is stored only if it is complete and ours: a file of this build by its hash, a part of the search index by
 * its checksum, a page by its last line. (A hotel's login page also has status 200.)
 * The API, and what the local server adds under names with _, are never touched.
 */
const AHEAD = `varde-ahead-${BUILD}`
const SHELL = `varde-shell-${BUILD}`
const PAGES = "varde-pages"
const MOST = { [PAGES]: 60, [SHELL]: 200, [AHEAD]: Infinity }
const NEVER_CHANGES = /\.[0-9a-f]{8}\.|\.pf_\w+$/
const PARTS = /(?:href|src)="([^"]+\.(?:css|js|svg|png|jpe?g|webp|webmanifest))"/g
const FILES = Object.assign({}, ...Object.values(KIT).map(({ files }) => files))
const PACKED = /\.pf_\w+$|\.pagefind$/
const OUR_PAGE = /\/site\/site\.js"[^]*<\/html>\s*$/
const PATIENCE = 4000, IMPATIENCE = 500   // ms to wait for the network before showing the stored copy; less once it was slow
let patience = PATIENCE
// The first language is at the root of the site, so the longest prefix is the right one and the shortest is the root's.
const PREFIXES = Object.keys(KIT).sort((a, b) => b.length - a.length)
const ROOT = PREFIXES.at(-1)
const prefixOf = path => PREFIXES.find(prefix => path.startsWith(prefix)) ?? ROOT
/** Whether a path is neither the API's nor outside the site: its host may have other things beside it. */
const isOurs = path => path.startsWith(ROOT) && !/^(api|_[^/]*)(\/|$)/.test(path.slice(ROOT.length))

addEventListener("install", event => {
  skipWaiting()
  event.waitUntil(windows().then(paths => Promise.all(paths.map(({ pathname }) => fetchAhead(pathname, ["503.html"])))))
  // Where browsers can, the API's requests do not even wake this worker.
  event.addRoutes?.({ condition: { urlPattern: { pathname: `${ROOT}api/*` } }, source: "network" })
})

addEventListener("activate", event => event.waitUntil(begin()))

async function begin() {
  const old = (await caches.keys()).filter(name => name.startsWith("varde-") && !(name in MOST))
  await Promise.all(old.map(name => caches.delete(name)))
  await clients.claim()
}

// A page reports that it has loaded (site.js): now fetch ahead what it can need later.
addEventListener("message", event => {
  const { pathname, search } = new URL(event.source.url)
  event.waitUntil(prepare(pathname, search))
})

async function prepare(path, search) {
  // The page that brought this worker was loaded without it.
  if (!search && isOurs(path) && !await kept(path)) await keepWhole(PAGES, path)
  const { pages, files } = KIT[prefixOf(path)]
  await fetchAhead(path, navigator.connection?.saveData ? ["503.html"] : pages)
  if (!navigator.connection?.saveData) await fetchAll(AHEAD, Object.keys(files))
}

async function windows() {
  return (await clients.matchAll({ type: "window", includeUncontrolled: true })).map(({ url }) => new URL(url))
}

/** Stores pages that are needed offline but were not read yet, in a language that somebody reads. */
async function fetchAhead(path, names) {
  const cache = await caches.open(AHEAD)
  await Promise.all(names.map(async name => {
    const page = prefixOf(path) + name
    if (!await cache.match(page, { ignoreVary: true })) await keepWhole(AHEAD, page)
  }))
}

addEventListener("fetch", event => {
  const { request } = event
  const { origin, pathname, search } = new URL(request.url)
  if (request.method !== "GET" || origin !== location.origin || !isOurs(pathname)) return
  if (request.mode === "navigate") event.respondWith(page(event, pathname, search))
  // Pagefind adds the time to the address of its list.
  else if (!search || pathname.startsWith(`${ROOT}pagefind/`)) event.respondWith(file(event, pathname))
})

async function page(event, path, search) {
  try {
    return await inTime(event, path, !search && PAGES)
  } catch {
    return await kept(path) ?? offline(path)
  }
}

/** From the network, or the stored copy if that takes too long. `name`: the cache that stores the response, if any. */
async function inTime(event, path, name) {
  const asked = performance.now()
  const coming = fetch(event.request).then(answer => {
    if (performance.now() - asked < PATIENCE) patience = PATIENCE
    // Cloned before the page reads it.
    return { answer, copy: name ? answer.clone() : null }
  })
  event.waitUntil(coming.then(({ copy }) => copy && keep(name, path, copy)).catch(() => {}))   // offline, or no space left
  const late = await Promise.race([coming.then(() => false), new Promise(done => setTimeout(done, patience, true))])
  const before = late && await kept(path)
  if (!before) return (await coming).answer
  patience = IMPATIENCE
  return before
}

async function offline(path) {
  for (const prefix of [prefixOf(path), ...PREFIXES.toReversed()]) {
    const page = await kept(`${prefix}503.html`)
    if (page) return new Response(page.body, { headers: page.headers, status: 503 })
  }
  return Response.error()
}

async function file(event, path) {
  // The page found that the stored copy, or the browser's, is damaged.
  if (event.request.cache === "reload") {
    const answer = await fetch(event.request)
    event.waitUntil(keep(SHELL, path, answer.clone()))
    return answer
  }
  const before = NEVER_CHANGES.test(path) && await kept(path)
  if (before) return before
  try {
    return await inTime(event, path, SHELL)
  } catch {
    return await kept(path) ?? Response.error()
  }
}

/** A page that was read is newer than one that was fetched ahead. */
async function kept(path) {
  for (const name of Object.keys(MOST)) {
    // A compressed response varies by encoding, but its text is the same.
    const found = await caches.match(path, { cacheName: name, ignoreVary: true }).catch(() => {})   // the storage is damaged
    if (found) return found
  }
}

/** Stores a response under its path, the newest last, and deletes the oldest. */
async function keep(name, path, answer) {
  const whole = answer.status === 200 && answer.type === "basic" && !answer.redirected
  const meant = !/no-store/.test(answer.headers.get("Cache-Control"))
  if (!whole || !meant || !await ours(path, answer.clone(), name === PAGES)) return
  const cache = await caches.open(name)
  await cache.delete(path, { ignoreVary: true })
  await cache.put(path, answer)
  const all = await cache.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST[name])).map(one => cache.delete(one)))
}

/** Whether a response is the right one and complete. */
async function ours(path, answer, page) {
  const html = /^text\/html/.test(answer.headers.get("Content-Type"))
  if (html !== (page || /\/$|\.html$/.test(path))) return false
  try {
    if (html) return OUR_PAGE.test(await answer.text())
    const hash = FILES[path] ?? ""
    if (hash && await digits(await answer.clone().arrayBuffer(), hash.length) !== hash) return false
    if (PACKED.test(path)) await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()
    return true
  } catch {
    return false   // cut off on the way
  }
}

async function digits(bytes, count) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  return [...hash].map(byte => byte.toString(16).padStart(2, "0")).join("").slice(0, count)
}

/** Stores a page and the files that its HTML names. */
async function keepWhole(name, path) {
  const answer = await ahead(path)
  const copy = answer.clone()
  await keep(name, path, answer)
  const found = [...(await copy.text()).matchAll(PARTS)].map(([, part]) => new URL(part, copy.url))
  const parts = found.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname)
  await fetchAll(name === PAGES ? SHELL : AHEAD, new Set(parts))
}

/** Stores these files of this build, four at a time, so that the next page the reader opens is not delayed. */
async function fetchAll(name, paths) {
  const waiting = [...paths]
  await Promise.all([1, 2, 3, 4].map(async () => {
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      const here = await caches.match(path, { cacheName: SHELL, ignoreVary: true })
        ?? await caches.match(path, { cacheName: AHEAD, ignoreVary: true })
      if (!here) await keep(name, path, await ahead(path))
    }
  }))
}

const ahead = path => fetch(path, { priority: "low", cache: "no-cache" })
