/** The address of a page in this half of the site: `place("contact/")` is /contact/ or /no/contact/. */
export const place = (path) => new URL(`../../${path}`, import.meta.url).href

/** Bring a style of this folder; without it, what is shown has no look for a moment. */
export const styled = (name) => new Promise((resolve) => {
  document.head.append(Object.assign(document.createElement("link"), {
    rel: "stylesheet", href: new URL(name, import.meta.url).href, onload: resolve, onerror: resolve,
  }))
})
