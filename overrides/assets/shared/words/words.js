// The words of this page, in the language of this page. They come from overrides/words/, never from code.
import { plain } from "../drawing/drawn.js"

/** Rooms of words, such as `words.case_form.send`: `<script data-words>` holds rooms, `<script data-words="plan">` one. */
export const words = {}
for (const { dataset: { words: room }, textContent } of document.querySelectorAll("script[data-words]")) {
  const said = JSON.parse(textContent)
  add(room ? { [room]: said } : said)
}

/** Add rooms of words to those that are here. They have no prototype: "constructor" is no word, whoever names a status so. */
export function add(rooms) {
  for (const [room, said] of Object.entries(bare(rooms))) words[room] = words[room] ? Object.assign(words[room], said) : said
}

function bare(value) {
  if (value && typeof value === "object") {
    if (!Array.isArray(value)) Object.setPrototypeOf(value, null)
    Object.values(value).forEach(bare)
  }
  return value
}

/** The language tag for dates and numbers: the reader's own region when it is of the page's language (`en-GB`, `nb-NO`). */
export const language = ((tag) =>
  navigator.languages.find((theirs) => theirs.split("-")[0] === tag) ?? tag)(document.documentElement.lang || "en")

/** The word for something in a room of words (`status.open`); what the room has no word for is told as it is. */
export const named = (room, id) => room[plain(id)] ?? plain(id)

/** Put values in the `{names}` of a text. */
export const fill = (text, params = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => plain(params?.[name] ?? whole))

const rules = new Intl.PluralRules(language)
const numbers = new Intl.NumberFormat(language)

/** Choose among `{one, other, …}` for a number and fill it in as `{n}`. */
export const plural = (forms, n, params) => fill(forms[rules.select(n)] ?? forms.other, { n: numbers.format(n), ...params })

/** "chat, e-mail and phone". */
export const listed = (items) => new Intl.ListFormat(language).format(items)
