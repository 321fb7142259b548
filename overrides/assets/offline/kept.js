/** The offline page: lists the articles that are stored, those in this page's language first and on their own. */
import { keptPage, keptPages } from "../shared/keeping/kept-pages.js"

const own = document.querySelector("[data-kept]")
const others = document.querySelector("[data-others]")
const here = document.documentElement.lang

async function described(url) {
  // Another tab can be storing this page again and have deleted the old copy.
  const copy = await keptPage(url)
  if (!copy) return null
  const page = new DOMParser().parseFromString(await copy.text(), "text/html")
  // The inbox and the desk open, but their content comes from the API.
  const article = page.querySelector("[data-article], .home-text")
  // An English article in the place of a missing translation carries its own language.
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
