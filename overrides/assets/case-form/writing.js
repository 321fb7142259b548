// What is written in the form: who wrote it, and where the browser keeps it until it is sent.
import { newKey } from "../shared/fetching/api.js"
import { Drafts } from "../shared/keeping/drafts.js"
import { tab } from "../shared/keeping/storage.js"
import { words } from "../shared/words/words.js"

/** What the address of the page asks for: topic, channel, client, the case that this one follows. */
export const asked = Object.fromEntries(new URLSearchParams(location.search))

export const claimed = async (email) => (await import("../shared/who/claim.js")).claimed(email)

/** All values by name; a box that is not ticked is "". */
export const read = (form) => ({ staff_access: "", ...Object.fromEntries(new FormData(form)) })

/** Put kept values back. */
export function write(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const control = form.elements[name]
    if (typeof value !== "string") continue   // of an older release
    if (control?.type === "checkbox") control.checked = value
    else if (control) control.value = value
  }
}

/**
 * A draft is `{values, key, queued, along}`: `key` is the Idempotency-Key of a request whose answer never came; `queued` says
 * that its owner has pressed Send; `along` is what goes with it from the help dialog.
 */
const drafts = new Drafts("varde.case", { values: {} })
const written = ({ values }) => ["overview", "description", "links", "phone"].some((name) => values[name])

/** The text in the form and its owner. */
export class Writing {
  owner = null     // an id of GET /me, "" for nobody yet
  draft = null
  along = null     // what was asked and read in the help dialog, if anything
  bringing = null  // resolves when `along` is here
  #claim = ""      // who asked for a code, while nobody is signed in
  #own = ""        // the reader's own address, which we filled in and do not keep
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

  /** Whether something of the owner is kept for this tab. Signing out, here or in another tab, takes it away. */
  get kept() {
    return drafts.has(this.owner)
  }

  /** Keep what is written. Of a known person what is only chosen is not, or signing out would ask about it. */
  keep(queued) {
    const { draft, owner } = this
    const values = { ...draft.values, ...read(this.#form) }
    if (values.reply_email === this.#own) values.reply_email = ""
    Object.assign(draft, { values, queued })
    if (owner && !written(draft)) return drafts.drop(owner)
    drafts.keep(owner, draft)
    if (this.#claim && written(draft)) drafts.keep(this.#claim, draft)
  }

  /** Keep it with the key of its request: when it is sent again, the API makes no second case of it. */
  queue() {
    const { draft } = this
    draft.key ??= newKey()
    if (!draft.queued) {
      Object.assign(draft.values, { follows: asked.follows, locale: this.#form.closest("case-form").dataset.locale })
      draft.along = this.along?.parts()
    }
    this.keep(true)
  }

  /** Stop storing it; the page still shows it. */
  drop() {
    drafts.drop(this.owner)
    if (this.#claim) drafts.drop(this.#claim)
  }

  discard() {
    this.drop()
    this.draft = { values: {} }
    this.#empty()
  }

  /** Somebody asks for a code. The tab may be closed until it comes: what is written waits for the person who proves that address. */
  async claim(email) {
    if (this.#claim) drafts.drop(this.#claim)
    this.#claim = await claimed(email)
    if (!this.owner) this.keep(false)
  }

  /** Answers go to this address unless the reader writes another. */
  answerTo(email) {
    const { reply_email: reply } = this.#form.elements
    if (reply.value === this.#own) reply.value = email
    this.#own = email
  }

  /** Show what this person has written, "" for nobody yet. What another person wrote leaves the page and stays stored for them. */
  turnTo(owner, claim) {
    const before = this.owner
    if (owner === before) return
    const found = load(owner, claim)
    if (owner) this.#claim = ""
    // A person who signs in keeps what the page shows, when nothing else of theirs is stored.
    const goesOn = before === "" && (!found || JSON.stringify(found.values) === JSON.stringify(this.draft.values))
    if (found || !goesOn) this.draft = found ?? { values: {} }
    this.owner = owner
    if (goesOn) return
    if (before !== null) {
      this.#empty()
      this.along?.gone()
      this.along = null
    }
    const { values, queued } = this.draft
    const { topic, follows, channel } = queued ? {} : asked   // what waits to be sent goes as it was
    write(this.#form, { ...values, topic: topic ?? values.topic })
    if (written(this.draft)) this.#say("kept", words.case_form.kept)
    if (follows) this.#say("follows", follows)
    if (channel) this.draft.values = { ...values, channel }
    if (tab.names("varde.help").length) this.bringing = import("./from-help.js").then(({ bring }) => { this.along = bring(this.#form) })
  }

  #empty() {
    this.#form.reset()
    this.#own = ""
    for (const part of ["kept", "waiting", "follows"]) this.#say(part)
  }
}

/**
 * The draft of this person, "" for nobody yet; null when nothing is kept. What was nobody's in this tab, or of who claimed to
 * be them, becomes theirs, to be sent by them.
 */
function load(owner, claim) {
  const nobodys = drafts.of("")
  if (!owner) return nobodys
  if (nobodys && written(nobodys)) drafts.take(owner, { ...nobodys, queued: false })
  drafts.drop("")
  const before = claim && drafts.of(claim)   // written in a tab that was closed between the code and the proof
  if (before) {
    drafts.drop(claim)
    if (!drafts.has(owner)) drafts.keep(owner, { ...before, queued: false })
  }
  return drafts.of(owner)
}
