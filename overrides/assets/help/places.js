/** The address of a page in this half of the site: `place("contact/")` is /contact/ or /no/contact/. */
export const place = (path) => new URL(`../../${path}`, import.meta.url).href
