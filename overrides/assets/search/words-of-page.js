/** The words of the search room, which every page carries in its header. */
export function searchWords() {
  return JSON.parse(document.querySelector('script[data-words="search"]').textContent)
}

/** "1 article", "7 articles". */
export const counted = (words, number) => (number === 1 ? words.one : words.other.replace("{n}", number))
