// Who answers questions about the subscription. It is fetched for the topics that ask about it.
import { drawn, h } from "../shared/drawing/h.js"
import { fill, words } from "../shared/words/words.js"

/** Name the person of this account, or the team; nothing where the policy names nobody. */
export function name({ subscription_contact: contact }, say) {
  say("contact", drawn(() => (contact?.team
    ? [fill(words.case_form.contact, { who: [contact.team, contact.name].filter(Boolean).join(" ") }),
      h("a", { href: `mailto:${contact.email}` }, contact.email)] : []), contact))
}
