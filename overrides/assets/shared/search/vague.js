/**
 * A complaint that does not say what is wrong: "my list does not work". Its words come with the index
 * (scripts/workshop/site/search/complaints.py); the rule is the same in every language.
 */
import { partsOf } from "./spelling.js"
import { idiomatic, small, tokens } from "./words.js"

const GROUPS = ["trouble", "weak", "things"]
const NOT = "not"

/**
 * @param {object} said {trouble, weak, things: forms of one meaning in a string each; not, asking, clear, filler, known: words and phrases}
 * @returns {{things: string[]}|null} null: it says what is wrong, or an article covers this complaint; otherwise the
 *   things it names, as written
 */
export function vague(question, language, said) {
  const groups = new Map()
  for (const name of GROUPS.toReversed()) {
    for (const [number, forms] of [...said[name].entries()].reverse()) for (const form of forms.split(" ")) groups.set(form, name + number)
  }
  const words = tokens(question).map(word => word.toLowerCase()).map(word => ({ word, bare: word.replaceAll("'", "") }))
  // A compound of things is a thing (bedriftssiden), and so is a word with its ending after a hyphen (CRM-et).
  const compound = word => {
    const parts = word.includes("-") ? word.split("-").filter(part => !small(part, language)) : partsOf(word, groups, language)
    return parts.length && parts.every(part => groups.get(part)?.startsWith("things")) ? groups.get(parts.at(-1)) : undefined
  }
  const group = ({ word, bare }) => groups.get(word) ?? groups.get(bare) ?? compound(word)
  const no = ({ bare }) => said.not.includes(bare)
  // "There's" is "there is": the list of small words does not have every contraction.
  const nothing = ({ word, bare }) => [bare, word.replace(/'s$/, "")].some((one) => said.filler.includes(one) || small(one, language))
  if (idiomatic(question, language) || !words.length || !words.every(one => group(one) || no(one) || nothing(one))) return null
  const its = new Set(words.map(group).filter(Boolean))
  if (words.some(no)) its.add(NOT)
  const count = name => [...its].filter(one => one.startsWith(name)).length
  const things = count("things"), weak = count("weak")
  const asks = ` ${words.map(({ bare }) => bare).join(" ")} `
  const says = phrases => phrases.some(phrase => asks.includes(` ${phrase} `))
  if (says(said.clear)) return null
  const asking = says(said.asking)
  // "Not" between two things is about how they relate: the contact is not in the list.
  const wrong = count("trouble") || (its.has(NOT) && (weak || things < 2)) || (weak && !asking)
  // Only small words do not say what is wrong either.
  if (!wrong && (things || asking)) return null
  const key = [...its].filter(one => !(count("trouble") && one.startsWith("weak"))).sort().join(" ")
  if (said.known.includes(key)) return null
  return { things: words.filter(one => group(one)?.startsWith("things")).map(({ word }) => word) }
}
