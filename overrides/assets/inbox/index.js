import { SupportInbox } from "./inbox.js"

// A visit shows either the list or one case, usually with a session: load only what it needs.
const define = (name, load) => customElements.get(name) || load().then((element) => customElements.define(name, element))
addEventListener("asks-who", () => define("sign-in-form", async () => (await import("../shared/who/sign-in.js")).SignInForm))
if (new URLSearchParams(location.search).has("case")) define("inbox-case", async () => (await import("./case.js")).InboxCase)
else define("inbox-list", async () => (await import("./list.js")).InboxList)

customElements.define("support-inbox", SupportInbox)
