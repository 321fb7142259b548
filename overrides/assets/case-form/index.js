import { SignInForm } from "../shared/sign-in.js"
import { CaseForm } from "./case-form.js"

customElements.define("sign-in-form", SignInForm)
customElements.define("case-form", CaseForm)
