// Questions to pick: those of this page first, then those of its topic, as the build ranked them by popularity.
import { place } from "../places.js"

const shown = 5

/** At most five of `{ask, url}`; an empty list when they cannot be fetched, since the reader can still type. */
export async function suggested(signal) {
  const own = ofThisPage()
  try {
    const answer = await fetch(new URL(`../questions/${topic()}.json`, import.meta.url), { signal })
    const ranked = answer.ok ? await answer.json() : []
    return chosen(own, ranked.map(({ ask, to }) => ({ ask, url: place(to) })))
  } catch {
    return own.slice(0, shown)
  }
}

const article = () => document.querySelector("[data-article]")

// Pages without a topic (home, contact, not found) get the general questions.
function topic() {
  const [, folder, file] = article()?.dataset.article.split("/") ?? []
  return file ? folder : "general"
}

function ofThisPage() {
  const here = article()?.dataset.questions
  return here ? JSON.parse(here).map(({ ask, at }) => ({ ask, url: location.origin + location.pathname + (at ? `#${at}` : "") })) : []
}

const chosen = (...lists) => [...new Map(lists.flat().map((one) => [one.ask, one])).values()].slice(0, shown)
