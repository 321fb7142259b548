import { h } from "../shared/drawing/h.js"
import { words } from "../shared/words/words.js"
import { Frame } from "../shared/conversation/frame.js"

/**
 * The customer's inbox: `/inbox/?filter=open` is a list, `/inbox/?case=V-…` is a case.
 *
 * @element support-inbox
 */
export class SupportInbox extends Frame {
  say = words.inbox

  view({ requester }) {
    const asked = new URLSearchParams(location.search)
    return asked.has("case") ? [h("inbox-case", { number: asked.get("case"), owner: requester?.id })]
      : [this.heading, h("inbox-list", { filter: asked.get("filter") })]
  }
}
