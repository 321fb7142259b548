/** What the results page shows: the filters, as links with counts, and the results themselves. */
import { each, h } from "../shared/drawing/h.js"
import { locale, locales } from "../shared/words/locales.js"
import { addressOf } from "./address.js"

/** @returns {Element[]} a row for each filter that could change something */
export function filters(found, asked, words) {
  const topics = [...found.topics].filter(([topic]) => words.topic_names[topic]).sort((a, b) => b[1] - a[1])
  const rows = []
  if (locales.length > 1) {
    rows.push(row(words.languages, [
      choice(locale.name, { ...asked, all: false }, !asked.all),
      choice(words.all_languages, { ...asked, all: true }, asked.all),
    ]))
  }
  if (found.kinds.has("community") || asked.kind) {
    rows.push(row(words.kinds, [
      choice(words.all_kinds, { ...asked, kind: undefined }, !asked.kind),
      ...["article", "community"].map(kind =>
        choice(words[kind], { ...asked, kind }, asked.kind === kind, found.kinds.get(kind) ?? 0)),
    ]))
  }
  if (topics.length > 1 || asked.topic) {
    rows.push(row(words.topics, [
      choice(words.all_topics, { ...asked, topic: undefined }, !asked.topic),
      ...topics.map(([topic, count]) => choice(words.topic_names[topic], { ...asked, topic }, asked.topic === topic, count)),
    ]))
  }
  return [h("nav", { class: "narrow", aria: { label: words.filters } }, rows)]
}

const row = (label, choices) => h("p", null, h("span", null, `${label}: `), choices)

const choice = (text, asked, chosen, count) => h("a", { href: addressOf(asked), aria: { current: chosen ? "true" : null } },
  text, count === undefined ? null : h("small", null, ` ${count}`))

const nameOf = (tag) => locales.find(one => one.tag === tag)?.name ?? tag

/** The results, each with its topic, and with its language where that is not obvious. */
export function list(hits, words, languages) {
  return h("ol", { class: "results" }, each(hits, ({ title, section, url, excerpt, language, topic, kind }) => {
    const lang = language === locale.tag ? null : language
    const from = kind === "community" ? words.community : words.topic_names[topic]
    return h("li", null,
      h("h2", { lang }, h("a", { href: url, hreflang: lang }, section ? `${title}: ${section}` : title)),
      (from || languages) && h("p", { class: "from" }, from && h("span", null, from), languages && h("span", { class: "tag" }, nameOf(language))),
      h("p", { lang }, excerpt.map(({ text, marked }) => (marked ? h("mark", null, text) : text))))
  }, (text) => h("li", null, text)))
}
