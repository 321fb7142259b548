// The sign-in form of the page; a reader who is signed in does not load it until the session ends.
import { SignInForm } from "../shared/who/sign-in.js"

customElements.define("sign-in-form", SignInForm)
