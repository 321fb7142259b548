import { h } from "../shared/h.js"
import { words } from "../shared/words.js"
import { forgetDrafts } from "./conversation/draft.js"
import { SignedInPage } from "./conversation/page.js"

/**
 * The customer's inbox: `/inbox/?filter=open` is a list, `/inbox/?case=V-…` is a case.
 *
 * @element support-inbox
 */
export class SupportInbox extends SignedInPage {
  say = words.inbox

  view() {
    const asked = new URLSearchParams(location.search)
    const number = asked.get("case")
    return number ? h("inbox-case", { number }) : h("inbox-list", { filter: asked.get("filter") ?? "all" })
  }

  // The next person at this computer reads nothing; a session that merely ends keeps what was typed.
  forget() {
    forgetDrafts(localStorage, "varde-inbox:")
  }
}
