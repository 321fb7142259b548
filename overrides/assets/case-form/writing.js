// Whose words are in the form, and what becomes of them when somebody else signs in.
import { newKey } from "../shared/fetching/api.js"
import { tab } from "../shared/keeping/storage.js"
import { words } from "../shared/words/words.js"
import { discard, load, read, save, write, written } from "./draft.js"

/** What the address of the page asks for: topic, channel, client, the case that this one follows. */
export const asked = Object.fromEntries(new URLSearchParams(location.search))

export const claimed = async (email) => (await import("../shared/who/claim.js")).claimed(email)

/** What one person writes in the form, kept in this browser under their id. */
export class Writing {
  owner = null   // whose words are on the page: an id of GET /me, "" for nobody yet
  draft = null
  along = null   // what was asked and read in the help, when something was
  bringing = null
  #claim = ""    // who asked for a code, while nobody is signed in
  #own = ""      // the address that was filled in as the reader's own; it is not theirs to lose, and not kept
  #form
  #say

  /**
   * @param {HTMLFormElement} form
   * @param {(part: string, ...said) => void} say puts words in a part of the page
   */
  constructor(form, say) {
    this.#form = form
    this.#say = say
  }

  keep(queued) {
    const { draft } = this
    const values = { ...draft.values, ...read(this.#form) }
    if (values.reply_email === this.#own) values.reply_email = ""
    save(this.owner, Object.assign(draft, { values, queued }), this.#claim)
  }

  /** Keep it with the key of its request: when it is sent again, the API makes no second case of it. */
  queue() {
    const { draft } = this
    draft.key ??= newKey()
    if (!draft.queued) {
      Object.assign(draft.values, { follows: asked.follows, locale: words.sign_in.locale })
      draft.along = this.along?.parts()
    }
    this.keep(true)
  }

  discard() {
    discard(this.owner, this.#claim)
    this.draft = { values: {} }
    this.#empty()
  }

  // The tab may be closed while the mail is read: what was written waits for who proves that address.
  async claim(email) {
    if (this.#claim) discard("", this.#claim)
    this.#claim = await claimed(email)
    if (!this.owner) this.keep(false)
  }

  /** Answers go to this address unless the reader writes another. */
  answerTo(email) {
    const { reply_email: reply } = this.#form.elements
    if (reply.value === this.#own) reply.value = email
    this.#own = email
  }

  /** Put what this person has written on the page, "" for nobody yet. What another wrote goes from it, and waits for them. */
  turn(owner, claim) {
    const before = this.owner
    if (owner === before) return
    const found = load(owner, claim)
    if (owner) this.#claim = ""
    // Who signs in goes on with what they chose, when they have nothing else.
    const goesOn = before === "" && (!found || JSON.stringify(found.values) === JSON.stringify(this.draft.values))
    if (found || !goesOn) this.draft = found ?? { values: {} }
    this.owner = owner
    if (goesOn) return
    if (before !== null) {
      this.#empty()
      this.along?.gone()
      this.along = null
    }
    this.#show()
  }

  #show() {
    const { values, queued } = this.draft
    const { topic, follows, channel } = queued ? {} : asked   // what waits to be sent goes as it was
    write(this.#form, values)
    if (topic) write(this.#form, { topic })
    if (written(this.draft)) this.#say("kept", words.case_form.kept)
    if (follows) this.#say("follows", follows)
    if (channel) this.draft.values = { ...values, channel }
    if (tab.names("varde.help").length) this.bringing = import("./along.js").then(({ bring }) => { this.along = bring(this.#form) })
  }

  #empty() {
    this.#form.reset()
    this.#own = ""
    for (const part of ["kept", "waiting", "follows"]) this.#say(part)
  }
}
