/** Words that the index does not have: what was meant, and the parts of compounds. */

import { rulesOf } from "./words.js"

export const SHORT = 5
const SHORTEST_PART = 4
const SHORTEST_ROOT = 3
const ENDINGS = ["e", "en", "et", "er"]
const LETTERS = [..."abcdefghijklmnopqrstuvwxyzæøå"]

/**
 * The known words one letter away from `word`: one missing, one too many, one wrong, or two swapped.
 *
 * People get the first letter right: `faster` is a word that nobody wrote here, not `easter`. A short word with another
 * letter is often a word, too, so there only a letter that is missing inside is looked for: `exprt` is `export`.
 */
export function meant(word, known) {
  const found = new Set()
  const consider = candidate => {
    if (candidate === word || !known.has(candidate) || !beginsAlike(word, candidate)) return
    if (word.length <= SHORT && (candidate.length <= word.length || candidate.startsWith(word))) return
    found.add(candidate)
  }
  for (let place = 0; place <= word.length; place++) {
    const before = word.slice(0, place), after = word.slice(place)
    consider(before + after.slice(1))
    if (after.length > 1) consider(before + after[1] + after[0] + after.slice(2))
    for (const letter of LETTERS) {
      consider(before + letter + after)
      if (after) consider(before + letter + after.slice(1))
    }
  }
  return [...found]
}

/** With the same letter, or one that sounds so (kontact), or with the first two swapped. */
function beginsAlike(word, other) {
  const sound = text => text[0].replace("c", "k")
  return sound(word) === sound(other) || other.startsWith(word[1] + word[0])
}

/** The known words a compound is made of: `kontakteksport` is `kontakt` and `eksport`. Empty when a rest is left. */
export function partsOf(word, known, language) {
  for (let cut = word.length - SHORTEST_PART; cut >= SHORTEST_PART; cut--) {
    const first = word.slice(0, cut), last = word.slice(cut)
    // A letter can join them: arbeid-s-dag, barn-e-hage.
    const begins = [first, /[se-]$/.test(first) ? first.slice(0, -1) : null].find(one => one && known.has(one))
    if (!begins) continue
    const ends = known.has(last) ? last : rulesOf(ENDS, language)?.(last, known)
    if (ends) return [begins, ends]
    const rest = partsOf(last, known, language)
    if (rest.length) return [begins, ...rest]
  }
  return []
}

/** The known form of a Norwegian word: `lista` is `liste`. */
function otherForm(word, known) {
  const root = word.replace(/(?:ene|er|en|et|a|e)$/, "")
  return root.length < SHORTEST_ROOT ? null : [root, ...ENDINGS.map(one => root + one)].find(one => known.has(one))
}

// Languages that write compounds as one word, with other forms of a compound's last part.
const ENDS = { nb: otherForm }

/** The known word that a compound with an unknown rest begins with: `passordlengde` is about a `passord`. */
export function beginningOf(word, known, language) {
  if (!rulesOf(ENDS, language)) return null
  for (let cut = word.length - SHORTEST_PART; cut > SHORTEST_PART; cut--) {
    const first = word.slice(0, cut)
    if (known.has(first)) return first
  }
  return null
}
