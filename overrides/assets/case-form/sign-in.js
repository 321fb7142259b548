// The sign-in form of the page. Whoever is signed in does not load it until the session ends.
const name = "sign-in-form"
let coming

export const offerSignIn = () => { coming ??= import("../shared/who/sign-in.js").then(({ SignInForm }) => customElements.define(name, SignInForm)) }

/** Resolves when what is `coming` is here, and the sign-in form of a stranger, or after 3 seconds. */
export const settled = (coming, stranger) => Promise.race([
  Promise.allSettled([coming, stranger && customElements.whenDefined(name)]), new Promise((late) => { setTimeout(late, 3000) }),
])

export const focusSignIn = (page) => customElements.whenDefined(name).then(() => page.querySelector(name).focus())
