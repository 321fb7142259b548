/**
 * Forms of a word that the engine's stemmer treats as different words.
 *
 * Norwegian makes verbs of nouns and nouns of verbs (import, importere, importering; bruker, brukere, brukerne), and
 * the stemmer cuts only one ending. English has two spellings of some.
 */
const ENDING = /(?:eringene|eringen|eringer|ering|ingene|ingen|inger|ing|erende|erte|erne|erer|eren|ere|ert|elser|elsen|else|ene|er|en|et|te|t|e|a)$/
const ADDED = ["", "e", "ere", "erne", "ert", "ering", "ing", "else"]
const SHORTEST_ROOT = 4

/** @returns {string[]} forms worth searching too, without the word itself */
export function formsOf(word, language) {
  if (language === "en") return [...new Set([american(word)])].filter(form => form !== word)
  const root = word.replace(ENDING, "")
  if (root.length < SHORTEST_ROOT || /[\d-]/.test(word)) return []
  return ADDED.map(ending => root + ending).filter(form => form !== word)
}

const american = (word) => word.replace(/iz(e|ed|es|ing|ation|ations)$/, "is$1").replace(/olor/, "olour")
