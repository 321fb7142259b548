import { SupportDesk } from "./desk.js"

// A visit shows either the queue or one case, usually with a session: load only what it needs.
const define = (name, load) => customElements.get(name) || load().then((element) => customElements.define(name, element))
addEventListener("asks-who", () => define("sign-in-form", async () => (await import("../shared/who/sign-in.js")).SignInForm))
if (new URLSearchParams(location.search).has("case")) define("desk-case", async () => (await import("./case.js")).DeskCase)
else define("desk-queue", async () => (await import("./queue.js")).DeskQueue)

customElements.define("support-desk", SupportDesk)
