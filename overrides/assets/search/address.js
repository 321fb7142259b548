/** The state of the results page is its address, so it can be bookmarked, sent, and returned to with Back. */

const LONGEST = 200

/** @returns {{question: string, topic?: string, kind?: string, all: boolean}} all: in every language of the site */
export function readAddress({ search }) {
  const asked = new URLSearchParams(search)
  return {
    question: asked.get("q")?.trim().slice(0, LONGEST) ?? "",
    topic: asked.get("topic") || undefined,
    kind: asked.get("kind") || undefined,
    all: asked.get("languages") === "all",
  }
}

/** The address for this state; empty parameters are left out. */
export function addressOf({ question, topic, kind, all }) {
  return `?${new URLSearchParams({ q: question, ...(topic && { topic }), ...(kind && { kind }), ...(all && { languages: "all" }) })}`
}
