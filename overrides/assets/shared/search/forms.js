/**
 * Forms of a word that the engine's stemmer treats as different words.
 *
 * Norwegian makes verbs of nouns and nouns of verbs (import, importere, importering; bruker, brukere, brukerne), and
 * the stemmer cuts only one ending. English has two spellings of some.
 */
import { rulesOf } from "./words.js"

const ENDING = /(?:eringene|eringen|eringer|ering|ingene|ingen|inger|ing|erende|erte|erne|erer|eren|ere|ert|elser|elsen|else|ene|er|en|et|te|t|e|a)$/
const ADDED = ["", "e", "ere", "erne", "ert", "ering", "ing", "else"]
const SHORTEST_ROOT = 4

/** @returns {string[]} forms worth searching too, without the word itself */
export const formsOf = (word, language) => rulesOf(FORMS, language)?.(word).filter(form => form !== word) ?? []

function norwegian(word) {
  const root = word.replace(ENDING, "")
  if (root.length < SHORTEST_ROOT || /[\d-]/.test(word)) return []
  return ADDED.map(ending => root + ending)
}

const english = (word) => [word.replace(/iz(e|ed|es|ing|ation|ations)$/, "is$1").replace(/olor/, "olour")]
const FORMS = { en: english, nb: norwegian }
