/** The page without a connection: which articles are kept, those of this page's language first and apart. */
import { keptPage, keptPages } from "../shared/kept-pages.js"

const own = document.querySelector("[data-kept]")
const others = document.querySelector("[data-others]")
const here = document.documentElement.lang

async function described(url) {
  // Another tab may just be keeping this page anew, and have taken the old copy away.
  const copy = await keptPage(url)
  if (!copy) return null
  const page = new DOMParser().parseFromString(await copy.text(), "text/html")
  // The inbox and the desk open, but what people want of them is behind the API.
  const article = page.querySelector("[data-article], .home-text")
  // An English article that stands in for a Norwegian one says its own language.
  const lang = article?.lang || page.documentElement.lang
  return article && { url, title: page.title.replace(/ - [^-]*$/, ""), lang }
}

const pages = (await Promise.all((await keptPages()).map(described))).filter(Boolean)
pages.sort((a, b) => a.title.localeCompare(b.title, here) || a.url.localeCompare(b.url))
for (const { url, title, lang } of pages) {
  const item = document.createElement("li")
  item.append(Object.assign(document.createElement("a"), { href: url, textContent: title, lang, hreflang: lang }))
  ;(lang === here ? own : others.querySelector("ul")).append(item)
}
document.querySelector("[data-none]").hidden = own.children.length > 0
others.hidden = !others.querySelector("li")
