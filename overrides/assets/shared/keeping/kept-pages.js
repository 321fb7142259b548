// What the service worker stores. Some browsers allow no access: cookies blocked, or plain http.

/** The addresses of the pages that the service worker stores because they were read. */
export const keptPages = () => asked(async () => (await (await caches.open("varde-pages")).keys()).map(({ url }) => url), [])

/** The service worker's copy of a page, if any. */
export const keptPage = (url) => asked(() => caches.match(new URL(url).pathname, { ignoreVary: true }))

async function asked(caches, otherwise) {
  try {
    return await caches()
  } catch {
    return otherwise
  }
}
