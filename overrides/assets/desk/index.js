import { SignInForm } from "../shared/sign-in.js"
import { DeskCase } from "./case.js"
import { SupportDesk } from "./desk.js"
import { DeskQueue } from "./queue.js"

customElements.define("sign-in-form", SignInForm)
customElements.define("desk-queue", DeskQueue)
customElements.define("desk-case", DeskCase)
customElements.define("support-desk", SupportDesk)
