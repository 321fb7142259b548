import { h } from "../shared/h.js"
import { words } from "../shared/words.js"
import { forgetDrafts } from "./conversation/draft.js"
import { SignedInPage } from "./conversation/page.js"

/**
 * The specialist's desk: `/desk/?status=waiting&language=ja` is the queue, `/desk/?case=V-…` is a case.
 *
 * @element support-desk
 */
export class SupportDesk extends SignedInPage {
  say = { ...words.inbox, ...words.desk }

  view({ requester }) {
    if (requester.role !== "agent") return notForYou()
    const asked = new URLSearchParams(location.search)
    const number = asked.get("case")
    return number ? h("desk-case", { number, agent: requester.email, name: requester.name })
      : h("desk-queue", { status: asked.get("status"), language: asked.get("language") })
  }

  // Customers' words and facts stay on this screen only: drafts live in the tab, and go at sign-out.
  forget() {
    forgetDrafts(sessionStorage, "varde-desk:")
  }
}

const notForYou = () => h("div", null, h("p", { class: "notice" }, words.desk.not_agent),
  h("p", null, h("a", { class: "md-button", href: "../inbox/" }, words.desk.to_inbox)))
