import { h } from "../shared/drawing/h.js"
import { words } from "../shared/words/words.js"
import { Frame } from "../shared/conversation/frame.js"

/**
 * The specialist's desk: `/desk/?status=waiting&language=ja` is the queue, `/desk/?case=V-…` is a case.
 *
 * @element support-desk
 */
export class SupportDesk extends Frame {
  say = { ...words.inbox, ...words.desk }

  view({ requester }) {
    const { id, role } = requester ?? {}
    if (role !== "agent") return [this.heading, notForYou()]
    const asked = new URLSearchParams(location.search)
    return asked.has("case") ? [h("desk-case", { number: asked.get("case"), agent: id })]
      : [this.heading, h("desk-queue", { status: asked.get("status"), language: asked.get("language") })]
  }
}

const notForYou = () => h("div", null, h("p", { class: "notice" }, words.desk.not_agent),
  h("p", null, h("a", { class: "md-button", href: "../inbox/" }, words.desk.to_inbox)))
