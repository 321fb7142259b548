// The languages of the site, from company.toml: each page has the table (main.html). The first is at the root, the others
// below their prefix.
const { here, all } = JSON.parse(document.querySelector("script[data-locales]").textContent)

/** @type {{id: string, tag: string, prefix: string, name: string}[]} `name` in its own words */
export const locales = all
export const first = all[0]
/** The language of this page. */
export const locale = all.find(({ id }) => id === here)

/** The path of the whole site: that of the first language. Every page says it (partials/javascripts/base.html). */
export const root = __md_scope.pathname
/** The path of this language's pages, such as `/no/`. */
export const home = root + locale.prefix

/** The language whose pages are at this path. */
export const localeAt = (path) => all.find(({ prefix }) => prefix && path.startsWith(root + prefix)) ?? first
