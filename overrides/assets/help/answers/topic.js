// The other articles of a topic, from the list on its index page.
import { page as fetchPage } from "../../shared/fetching/whole.js"
import { place } from "../places.js"

const most = 5

/** `{title, section, url, excerpt, language}` in the shape of search hits; an empty list for a page without a topic. */
export async function others(url, signal) {
  const { pathname } = new URL(url, location)
  const [topic, article] = pathname.slice(new URL(place("")).pathname.length).split("/")
  if (!article) return []
  const index = place(`${topic}/`)
  const page = await fetchPage(index, { signal })
  return [...page.querySelectorAll("nav.topic a")].map((link) => ({
    title: link.querySelector("strong").textContent, section: null, url: new URL(link.getAttribute("href"), index).pathname,
    excerpt: link.querySelector("span")?.textContent, language: link.lang || undefined,
  })).filter((one) => one.url !== pathname).slice(0, most)
}
