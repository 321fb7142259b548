/** The address of a page in this page's language: `place("contact/")` is /contact/ or /no/contact/. */
export const place = (path) => new URL(`../../${path}`, import.meta.url).href

/** Loads a style sheet of this folder, so that nothing is shown unstyled. */
export const styled = (name) => new Promise((resolve) => {
  document.head.append(Object.assign(document.createElement("link"), {
    rel: "stylesheet", href: new URL(name, import.meta.url).href, onload: resolve, onerror: resolve,
  }))
})
