// The words of this page, in the language of this page. They come from overrides/words/, never from code.

/** Rooms of words, such as `words.case_form.send`: `<script data-words>` holds rooms, `<script data-words="plan">` one. */
export const words = {}
for (const { dataset: { words: room }, textContent } of document.querySelectorAll("script[data-words]")) {
  const said = JSON.parse(textContent)
  Object.assign(words, room ? { [room]: said } : said)
}

/** The language tag for dates and numbers: the reader's own region when it is of the page's language (`en-GB`, `nb-NO`). */
export const language = ((tag) =>
  navigator.languages.find((theirs) => theirs.split("-")[0] === tag) ?? tag)(document.documentElement.lang || "en")

/** Put values in the `{names}` of a text. */
export const fill = (text, params = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole)

const rules = new Intl.PluralRules(language)
const numbers = new Intl.NumberFormat(language)

/** Choose among `{one, other, …}` for a number and fill it in as `{n}`. */
export const plural = (forms, n, params) => fill(forms[rules.select(n)] ?? forms.other, { n: numbers.format(n), ...params })

/** "chat, e-mail and phone". */
export const listed = (items) => new Intl.ListFormat(language).format(items)
