/**
 * The page for an address that does not exist: searches for the words in the address.
 *
 * Addresses are those of the first language everywhere, so it is searched as well, and a hit in it is shown as the page
 * of this language with the same address. An old address whose last part is the same comes first.
 */
import { find } from "../shared/search/engine.js"

import { first, home, locale, localeAt, root } from "../shared/words/locales.js"
import { json, page } from "../shared/fetching/whole.js"

const SHOWN = 3
// An address means one page: results that score less than half of the best are something else.
const LEAST_OF_BEST = 0.5
const box = document.querySelector("[data-lost]")
const words = JSON.parse(document.querySelector('script[data-words="lost"]').textContent)

/** The path as words: `/no/contacts/exprot-contacts.html` is "contacts exprot". */
function wordsOfPath(path) {
  const whole = readable(path)
  const parts = whole.slice((root + localeAt(whole).prefix).length).replace(/\.\w{2,5}$/, "").toLowerCase()
  const all = parts.match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(all)].filter(word => word !== "index" && word !== "404").slice(0, 8).join(" ")
}

function readable(path) {
  try {
    return decodeURIComponent(path)
  } catch {
    return path.replace(/%[0-9a-f]{0,2}/gi, " ")
  }
}

async function search(question) {
  // The same page can be found in two languages.
  const how = { limit: 2 * SHOWN, kind: "article" }
  const found = await find(question, { ...how, languages: [...new Set([locale.tag, first.tag])] })
  const { hits } = found.total || !found.suggestion ? found : await find(found.suggestion, how)
  return hits.filter(({ score }) => score >= hits[0].score * LEAST_OF_BEST)
}

const ours = path => localeAt(path) === locale

/** The new addresses of pages whose old address ended like this one. */
async function moved() {
  const last = path => path.replace(/\/$/, "").split("/").pop().toLowerCase()
  const wanted = last(readable(location.pathname)).replace(/\.\w{2,5}$/, "")
  const list = await json(`${root}moved.json`)
  return Object.entries(list).filter(([old, to]) => wanted && last(old) === wanted && ours(to)).map(([, to]) => to)
}

/** The same page in this page's language, and its title. */
async function shown(url) {
  const path = new URL(url, location.href).pathname
  const own = ours(path) ? path : home + path.slice((root + localeAt(path).prefix).length)
  try {
    const { title } = await page(own)
    return { url: own, title: title.replace(/ - [^-]*$/, "") }
  } catch (error) {
    if (error.status === 404) return null   // not in this language
    throw error
  }
}

async function fill(question) {
  const status = box.querySelector("[role=status]")
  status.textContent = words.searching
  try {
    const [old, hits] = await Promise.all([moved(), search(question)])
    const urls = [...new Set([...old, ...hits.map(({ url }) => url.split("#")[0])])]
    const pages = (await Promise.all(urls.map(shown))).filter(Boolean)
    const unique = [...new Map(pages.map(page => [page.url, page])).values()].slice(0, SHOWN)
    box.querySelector("ul").append(...unique.map(({ url, title }) => {
      const item = document.createElement("li")
      item.append(Object.assign(document.createElement("a"), { href: url, textContent: title }))
      return item
    }))
    status.textContent = unique.length ? words.found : words.none
  } catch {
    status.textContent = words.failed
  }
  box.dataset.done = ""
}

const question = wordsOfPath(location.pathname)
document.getElementById("find-lost").value ||= question
if (question) fill(question)
