// The words of this page, in the language of this page. They come from overrides/words/, never from code.
import { plain } from "../drawing/h.js"

/** Sections of words, as in `words.case_form.send`: `<script data-words>` has several, `<script data-words="plan">` one. */
export const words = {}
for (const { dataset: { words: room }, textContent } of document.querySelectorAll("script[data-words]")) {
  const said = JSON.parse(textContent)
  add(room ? { [room]: said } : said)
}

/** Adds sections of words. They have no prototype, so that a status named "constructor" finds no word. */
export function add(sections) {
  for (const [section, said] of Object.entries(bare(sections))) words[section] = words[section] ? Object.assign(words[section], said) : said
}

function bare(value) {
  if (value && typeof value === "object") {
    if (!Array.isArray(value)) Object.setPrototypeOf(value, null)
    Object.values(value).forEach(bare)
  }
  return value
}

/** The language tag for dates and numbers: the reader's own region if it has the page's language (`en-GB`, `nb-NO`). */
export const language = ((tag) =>
  navigator.languages.find((theirs) => theirs.split("-")[0] === tag) ?? tag)(document.documentElement.lang)

/** The word for something in a section (`status.open`); a key without a word is shown unchanged. */
export const named = (room, id) => room[plain(id)] ?? plain(id)

/** Fills in the `{names}` of a text. */
export const fill = (text, params = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => plain(params?.[name] ?? whole))

const rules = new Intl.PluralRules(language)
const numbers = new Intl.NumberFormat(language)

/** Chooses among `{one, other, …}` for a number and fills it in as `{n}`. */
export const plural = (forms, n, params) => fill(forms[rules.select(n)] ?? forms.other, { n: numbers.format(n), ...params })

/** "chat, e-mail and phone"; with the type "disjunction" it says "or". */
export const listed = (items, type) => new Intl.ListFormat(language, { type }).format(items)
