/** The words of the search section, which every page has in its header, and those that only the results page has. */
export const searchWords = () => wordsOf("search")
export const resultWords = () => wordsOf("results")

const wordsOf = (room) => JSON.parse(document.querySelector(`script[data-words="${room}"]`).textContent)

/** "1 article", "7 articles". */
export const counted = (words, number) => (number === 1 ? words.one : words.other.replace("{n}", number))

/** A sentence with a placeholder, split into the parts before and after it. */
export const around = (sentence, place) => sentence.split(`{${place}}`)
