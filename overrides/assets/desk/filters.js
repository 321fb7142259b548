// The ways to look at the queue, as links: each has an address to bookmark.
import { h } from "../shared/drawing/h.js"
import { words } from "../shared/words/words.js"
import { languageName, supportLanguages } from "../shared/conversation/names.js"

const say = words.desk

const calls = words.policy.channels.some(({ answers_by: by, opens_case }) => by === "call" && opens_case)
export const statuses = ["waiting", ...calls ? ["calls"] : [], "mine", "all"]

/** @param {string} status one of `statuses`  @param {string} language a tag, or "" for all languages */
export const filters = (status, language) => h("div", { class: "top" },
  choices(say.filter_status, statuses.map((one) => [one, say.statuses[one]]), status, (one) => address(one, language)),
  status !== "mine" && choices(say.filter_language, [["", say.all_languages], ...supportLanguages.map((tag) => [tag, languageName(tag)])], language,
    (tag) => address(status, tag)))

const address = (status, language) => `?${new URLSearchParams({ status, ...(language && { language }) })}`

const choices = (label, all, chosen, to) => h("nav", { class: "filters", aria: { label } },
  all.map(([value, text]) => h("a", { href: to(value), aria: { current: value === chosen ? "page" : null } }, text)))
