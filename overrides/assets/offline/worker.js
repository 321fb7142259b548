/**
 * The service worker, served as /sw.js (scripts/workshop/site/offline.py puts `const BUILD` before it).
 *
 * Pages that were read stay readable without a connection. With one, everything comes from the network first, so that
 * nobody sees an old page or an old script; only files whose name changes with their content come from the cache.
 * The API, and what the local server adds under names with _, are never touched.
 */
const SHELL = `varde-shell-${BUILD}`
const PAGES = "varde-pages"
const MOST = { [SHELL]: 200, [PAGES]: 60 }
const NOT_OURS = /^\/(api|_[^/]*)(\/|$)/
const NEVER_CHANGES = /\.[0-9a-f]{8}\.|\.pf_\w+$/
const PARTS = /(?:href|src)="([^"]+\.(?:css|js|svg|png|jpe?g|webp|webmanifest))"/g

addEventListener("install", event => {
  skipWaiting()
  event.waitUntil(windows().then(paths => Promise.all(paths.map(({ pathname }) => fetchAhead(pathname)))))
  // Where browsers can, the API's requests do not even wake this worker.
  event.addRoutes?.({ condition: { urlPattern: { pathname: "/api/*" } }, source: "network" })
})

addEventListener("activate", event => event.waitUntil(begin()))

async function begin() {
  const old = (await caches.keys()).filter(name => name.startsWith("varde-") && !(name in MOST))
  await Promise.all(old.map(name => caches.delete(name)))
  await clients.claim()
  // The page that brought this worker was loaded without it.
  for (const { pathname, search } of await windows()) if (!search) await keepWhole(PAGES, pathname)
}

async function windows() {
  return (await clients.matchAll({ type: "window", includeUncontrolled: true })).map(({ url }) => new URL(url))
}

const prefixOf = path => (path.startsWith("/no/") ? "/no/" : "/")

/** What is shown instead of a page that is not kept, and the empty search page: of a language somebody reads. */
async function fetchAhead(path) {
  const cache = await caches.open(SHELL)
  await Promise.all(["503.html", "search/"].map(async name => {
    const page = prefixOf(path) + name
    if (!await cache.match(page, { ignoreVary: true })) await keepWhole(SHELL, page)
  }))
}

addEventListener("fetch", event => {
  const { request } = event
  const { origin, pathname, search } = new URL(request.url)
  if (request.method !== "GET" || origin !== location.origin || NOT_OURS.test(pathname)) return
  if (request.mode === "navigate") event.respondWith(page(event, pathname, search))
  // Pagefind asks for its list with the time behind it.
  else if (!search || pathname.startsWith("/pagefind/")) event.respondWith(file(event, pathname))
})

async function page(event, path, search) {
  try {
    const answer = await fetch(event.request)
    if (!search) event.waitUntil(keep(PAGES, path, answer.clone()))
    event.waitUntil(fetchAhead(path))
    return answer
  } catch {
    return await kept(path) ?? offline(path)
  }
}

async function offline(path) {
  const page = await kept(`${prefixOf(path)}503.html`) ?? await kept("/503.html") ?? await kept("/no/503.html")
  if (!page) return Response.error()
  const { headers, body } = page
  return new Response(body, { headers, status: 503 })
}

async function file(event, path) {
  const before = NEVER_CHANGES.test(path) && await kept(path)
  if (before) return before
  try {
    const answer = await fetch(event.request)
    event.waitUntil(keep(SHELL, path, answer.clone()))
    return answer
  } catch {
    return await kept(path) ?? Response.error()
  }
}

// What compresses an answer says that it varies by encoding; the text is the same.
const kept = path => caches.match(path, { ignoreVary: true })

/** Keep an answer under its path, the newest last, and let the oldest go. */
async function keep(name, path, answer) {
  const whole = answer.status === 200 && answer.type === "basic" && !answer.redirected
  const meant = !/no-store/.test(answer.headers.get("Cache-Control"))
  const readable = name !== PAGES || answer.headers.get("Content-Type")?.startsWith("text/html")
  if (!whole || !meant || !readable) return
  const cache = await caches.open(name)
  await cache.delete(path, { ignoreVary: true })
  await cache.put(path, answer)
  const all = await cache.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST[name])).map(one => cache.delete(one)))
}

/** Keep a page, and the files that its HTML names. */
async function keepWhole(name, path) {
  const answer = await fetch(path)
  const copy = answer.clone()
  await keep(name, path, answer)
  const found = [...(await copy.text()).matchAll(PARTS)].map(([, part]) => new URL(part, copy.url))
  const parts = new Set(found.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname))
  await Promise.all([...parts].map(async part => await kept(part) || keep(SHELL, part, await fetch(part))))
}
