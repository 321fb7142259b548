/** The page without a connection: which articles are kept, those of this page's language first. */
const list = document.querySelector("[data-kept]")
const cache = await caches.open("varde-pages")
const pages = await Promise.all((await cache.keys()).map(async request => {
  const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html")
  const { title, documentElement: { lang } } = page
  // The inbox and the desk open, but what people want of them is behind the API.
  const readable = page.querySelector("[data-article], .home-text")
  return readable && { url: request.url, title: title.replace(/ - [^-]*$/, ""), lang }
})).then(all => all.filter(Boolean))
const here = document.documentElement.lang
pages.sort((a, b) => (b.lang === here) - (a.lang === here) || a.title.localeCompare(b.title, here))
for (const { url, title, lang } of pages) {
  const item = document.createElement("li")
  item.append(Object.assign(document.createElement("a"), { href: url, textContent: title, lang, hreflang: lang }))
  list.append(item)
}
document.querySelector("[data-none]").hidden = pages.length > 0
