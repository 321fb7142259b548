// What the service worker keeps. A browser may let nobody ask: cookies blocked, or plain http.

/** The addresses of the pages that the service worker keeps because they were read. */
export const keptPages = () => asked(async () => (await (await caches.open("varde-pages")).keys()).map(({ url }) => url), [])

/** What the service worker keeps of a page, if anything. */
export const keptPage = (url) => asked(() => caches.match(new URL(url).pathname, { ignoreVary: true }))

async function asked(caches, otherwise) {
  try {
    return await caches()
  } catch {
    return otherwise
  }
}
