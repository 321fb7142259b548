// A question is searched once; what was found goes along over pages.
import { find as search } from "../shared/search/engine.js"
import { remember } from "../shared/help-state.js"

const most = 7

/**
 * Ask, and put in the state what was found: `hit` is the answer, or null when no article holds the question.
 *
 * @param {AbortSignal} signal of the view that asks: aborted, its reader went on while this module was on its way
 * @returns {Promise<boolean>} false when the reader went on to another question or answer meanwhile: nothing is changed
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
    // Beside an answer that holds every word, one that holds some of them is no help.
    hit: best ?? null, hits: hits.filter((hit) => hit !== best && (!best || hit.whole)), near: found.related, vague: found.vague, suggestion: found.suggestion ?? null, helped: null,
  })
  help.keep()
  return true
}
