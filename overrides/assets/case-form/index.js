import { CaseForm } from "./case-form.js"

// Whoever is signed in needs no form for it until the session ends.
const offerSignIn = async () => {
  const { SignInForm } = await import("../shared/sign-in.js")
  customElements.define("sign-in-form", SignInForm)
}
addEventListener("signed-out", offerSignIn, { once: true })
customElements.define("case-form", CaseForm)
