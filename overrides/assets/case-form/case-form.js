import { api } from "../shared/fetching/api.js"
import { signedIn } from "../shared/who/cookies.js"
import { elsewhere, met, person, ready } from "../shared/keeping/drafts.js"
import { plain } from "../shared/drawing/h.js"
import { browser } from "../shared/keeping/storage.js"
import { clientOf } from "../shared/policy/client.js"
import { fill, words } from "../shared/words/words.js"
import { asked, claimed, read, Writing } from "./writing.js"

const room = words.case_form
const signIn = () => import("./sign-in.js")     // fetched when nobody is signed in
const sending = () => import("./sending.js")   // fetched when somebody begins to write

/**
 * The form of /contact/, which the template has written. The reader may write before proving an address, and nothing
 * typed is lost. A case is sent once: its Idempotency-Key is kept with the draft until an answer has come. What is written
 * is its writer's (writing.js): nobody else sees it or sends it.
 *
 * @element case-form
 * @fires case-sent - bubbles; detail: {number}
 */
class CaseForm extends HTMLElement {
  client = clientOf(JSON.parse(this.dataset.clients), asked.client)
  me         // the answer of GET /me; nothing for a stranger
  form
  writing
  leaving    // aborted when the page is left, or the case has come
  #offer     // the module that shows what is offered; a stranger is offered nothing yet and does not load it
  #busy
  #tries = 0
  #timer = 0

  connectedCallback() {
    this.leaving = new AbortController()
    const { signal } = this.leaving
    for (const type of ["submit", "input", "click", "focusin", "code-sent", "signed-in"]) this.addEventListener(type, this, { signal })
    addEventListener("online", () => this.#goOn(), { signal })
    // A page out of the Back button's memory may show a session that has ended since; another tab may end it, or begin one.
    addEventListener("pageshow", ({ persisted }) => persisted && this.writing.owner !== null && this.#anew(), { signal })
    elsewhere(() => this.#anew(), signal)
    this.form = this.querySelector("form.case")
    this.writing ??= new Writing(this.form, this.say)
    this.meet()
  }

  disconnectedCallback() {
    this.leaving.abort()
    clearTimeout(this.#timer)
  }

  handleEvent(event) {
    const { type, target } = event
    const { form, writing } = this
    if (type === "signed-in") this.meet(true)
    else if (type === "focusin") target.form === form && sending().catch(() => {})   // a failure is shown when it is needed
    else if (type === "code-sent") writing.claim(event.detail)
    else if (type === "submit") {
      event.preventDefault()
      this.#send()
    } else if (type === "click") {
      if (target.name === "discard") {
        writing.discard()
        this.introduce()
        form.elements.overview.focus()
      }
      if (target.name === "sign-out") import("./sign-out.js").then(({ leave }) => leave(this), () => this.say("lead", words.problem.offline))
    } else if (target.form === form) {
      this.say("waiting")   // changed words are not the ones that were queued
      writing.keep(false)
      if (target.name === "topic") this.#adapt()
      if (target.name === "channel") this.#adapt("choose")
    }
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`)
  }

  /** Put words in a part of the page; a part without words is not seen. */
  say = (name, ...said) => {
    const content = said.flat()
    const part = this.#part(name)
    part.replaceChildren(...content)
    part.closest("[data-with]")?.toggleAttribute("hidden", !content.length)
  }

  // Somebody has signed in or out in another tab, or the page was away: nothing of the one before is shown while we ask.
  #anew() {
    if (this.#busy) return   // the API knows whose case is on its way
    const { owner } = this.writing
    if (owner && owner !== person()) this.writing.turnTo("")
    this.meet(false, true)
  }

  // --- Who is it, and what is offered to them

  /**
   * @param {boolean} [arrived] an address was just proved
   * @param {boolean} [back] the reader now may not be the one who wrote
   * @param {string} [ended] what to tell them when nobody is signed in
   */
  async meet(arrived, back, ended = "") {
    const { writing } = this
    let lead = ""
    try {
      const me = await api("GET", `/me?client=${this.client}&locale=${this.dataset.locale}`, { signal: this.leaving.signal })
      this.#offer ??= await import("./offer.js")
      await ready()
      const id = plain(me.requester?.id)
      const claim = browser.names("varde.case:?").length && await claimed(plain(me.requester?.email))
      if (writing.owner && writing.owner !== id) lead = room.somebody_else
      this.me = me
      met(id)
      writing.turnTo(id, claim)
    } catch (error) {
      this.me = null
      await ready()
      if (error.status !== 401) return this.away()
      met("")
      // A session that ended takes no words from who is just writing them. Signing out does.
      if (!writing.owner || back || !writing.kept) writing.turnTo("")
      // Who has just proved an address, and is nobody all the same, has a browser that did not keep the cookie.
      lead = arrived ? words.sign_in.no_cookies : ended
    }
    this.#tries = 0
    // What came later would push aside what somebody reads: sign-in and what comes from the help are there before the form is shown.
    if (!("ready" in this.dataset)) {
      const parts = [writing.bringing, !this.me && signIn()]
      await Promise.race([Promise.allSettled(parts), new Promise((late) => { setTimeout(late, 3000) })])
    }
    this.introduce(lead)
    if (!this.me) return
    if (arrived) this.#part("who").focus()
    if (writing.draft.queued) this.#send()
  }

  /** Say who is here and what they can choose from. */
  introduce(lead = "") {
    const { requester, account } = this.me ?? {}
    const name = plain(requester?.name)
    const email = plain(requester?.email)
    this.dataset.ready = ""
    this.say("lead", lead)
    this.#part("in").hidden = !this.me
    this.#part("out").hidden = !!this.me
    if (this.me) {
      this.say("person", fill(room.signed_in, { who: name ? `${name} (${email})` : email }))
      this.say("account", account ? fill(room.account, { account: account.name, tier: this.me.tier_name }) : room.no_account)
    } else signIn()
    this.writing.answerTo(email)
    this.#adapt()
  }

  toSignIn() {
    signIn().then(() => this.querySelector("sign-in-form").focus())
  }

  #adapt(how = "adapt") {
    const { form, me, say } = this
    const { topic } = read(form)
    for (const steps of form.querySelectorAll("[data-steps]")) steps.hidden = steps.dataset.steps !== topic
    if (me) return this.#offer[how](form, me, this.writing.draft.values, say)
    for (const part of ["ways", "languages", "contact", "calling"]) say(part)
    this.#part("phone").hidden = true
    form.classList.remove("shut")
  }

  // --- Sending

  async #send() {
    if (this.#busy) return
    this.#busy = true
    const tools = await sending().catch(() => null)
    if (tools) await tools.send(this)
    else {   // the connection went before they could come
      this.writing.queue()
      this.away()
    }
    this.#busy = false
  }

  /** Nobody there. What is queued goes by itself when they are back. */
  away() {
    const { writing } = this
    if (this.leaving.signal.aborted) return
    if (writing.owner === null) writing.turnTo(signedIn() ? person() : "")
    if (!this.me) this.introduce()
    this.say("waiting", writing.draft.queued ? room.queued : words.problem.offline)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#goOn(), Math.min(60, 5 * 2 ** this.#tries++) * 1000)
  }

  #goOn() {
    clearTimeout(this.#timer)
    if (!this.me) this.meet()
    else if (this.writing.draft.queued) this.#send()
  }
}

customElements.define("case-form", CaseForm)
