import { h } from "../../shared/drawing/h.js"
import { words } from "../../shared/words/words.js"
import { place } from "../places.js"

/** A link to an article by its name in company.toml, or the plain text where the company has no such article. */
export const article = (name, text) => (words.articles[name] ? h("a", { href: place(words.articles[name]) }, text) : text)
