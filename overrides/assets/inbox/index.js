import { SignInForm } from "../shared/sign-in.js"
import { InboxCase } from "./case.js"
import { SupportInbox } from "./inbox.js"
import { InboxList } from "./list.js"

customElements.define("sign-in-form", SignInForm)
customElements.define("inbox-list", InboxList)
customElements.define("inbox-case", InboxCase)
customElements.define("support-inbox", SupportInbox)
