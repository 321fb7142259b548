import { SupportInbox } from "./inbox.js"

// A visit is a list or a case, and mostly has a session: the rest need not come.
const define = (name, load) => customElements.get(name) || load().then((element) => customElements.define(name, element))
addEventListener("asks-who", () => define("sign-in-form", async () => (await import("../shared/sign-in.js")).SignInForm))
if (new URLSearchParams(location.search).has("case")) define("inbox-case", async () => (await import("./case.js")).InboxCase)
else define("inbox-list", async () => (await import("./list.js")).InboxList)

customElements.define("support-inbox", SupportInbox)
