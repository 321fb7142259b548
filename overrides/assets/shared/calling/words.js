// What pages say about calls. Few cases are answered by one, so these words are no part of any page.
import { add, words } from "../words/words.js"

let coming = null

/** The section `calling` of the words; a failed fetch can be tried again. */
export const said = () => coming ??= fetch(new URL("words.json", import.meta.url)).then((answer) => answer.json()).then((sections) => {
  add(sections)
  return words.calling
}).catch((error) => {
  coming = null
  throw error
})
