// A question is searched once; the results stay with the dialog on later pages.
import { find as search } from "../../shared/search/engine.js"
import { remember } from "../../shared/keeping/help-state.js"

const most = 7

/**
 * Searches, and stores the results in the state: `hit` is the answer, or null when no article answers the question.
 *
 * @param {AbortSignal} signal of the view that asks; aborted when the reader left it while this module was loading
 * @returns {Promise<boolean>} false when the reader moved on to another question or answer; the state is unchanged
 */
export async function find(help, question, signal) {
  if (signal.aborted) return false
  const { state } = help
  const { hit } = state
  Object.assign(state, { question, language: document.documentElement.lang, topical: false })
  remember(state, "asked", question)
  help.keep()
  const found = await search(question, { limit: most })
  if (state.question !== question || state.hit !== hit) return false
  const hits = found.hits.map(({ excerpt, ...hit }) => ({ ...hit, excerpt: excerpt.map(({ text }) => text).join("") }))
  const best = found.related || found.vague ? undefined : hits.find(({ kind }) => kind !== "community")
  Object.assign(state, {
    // Beside an answer that has every word, one that has some of them does not help.
    hit: best ?? null, hits: hits.filter((hit) => hit !== best && (!best || hit.whole)), near: found.related, vague: found.vague, suggestion: found.suggestion ?? null, helped: null,
  })
  help.keep()
  return true
}
