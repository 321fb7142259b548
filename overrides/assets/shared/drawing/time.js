// An instant as an element of the page.
import { drawn, h } from "./h.js"
import { inWords, time } from "../words/times.js"
import { fill, language, words } from "../words/words.js"

const full = new Intl.DateTimeFormat(language, { dateStyle: "full" })

/** "Tuesday 24 November 2026 at 11:00"; anything that is not an instant is shown unchanged. */
export const whole = (iso) => drawn(() => fill(words.times.long, { day: full.format(new Date(iso)), time: time(iso) }), iso)

/** A `<time>` with the whole instant on hover; `text` is what it says. */
export const at = (iso, text = inWords(iso)) => h("time", { datetime: iso, title: whole(iso) }, text)
