import { api, newKey, Offline } from "../shared/fetching/api.js"
import { signedIn } from "../shared/who/cookies.js"
import { elsewhere, met, person, ready } from "../shared/keeping/drafts.js"
import { plain } from "../shared/drawing/drawn.js"
import { h } from "../shared/drawing/h.js"
import { browser, tab } from "../shared/keeping/storage.js"
import { fill, named, words } from "../shared/words/words.js"
import { discard, keeps, load, read, save, write, written } from "./draft.js"

const room = words.case_form
const asked = Object.fromEntries(new URLSearchParams(location.search))
const client = asked.client === "mobile" || matchMedia("(display-mode: standalone)").matches ? "mobile" : "web"

const claimed = async (email) => (await import("../shared/who/claim.js")).claimed(email)

// Whoever is signed in needs no form for it until the session ends.
let coming
const offerSignIn = () => { coming ??= import("../shared/who/sign-in.js").then(({ SignInForm }) => customElements.define("sign-in-form", SignInForm)) }

/**
 * The form of /contact/, which the template has written. The reader may write before proving an address, and nothing
 * typed is lost. A case is sent once: its Idempotency-Key is kept with the draft until an answer has come. What is written
 * is its writer's (shared/keeping/drafts.js): nobody else sees it or sends it.
 *
 * @element case-form
 * @fires case-sent - bubbles; detail: {number}
 */
class CaseForm extends HTMLElement {
  #leaving = null
  #form = null
  #me = null
  #owner = null   // whose words are on the page: an id of GET /me, "" for nobody yet
  #claim = ""     // who asked for a code, while nobody is signed in
  #own = ""   // the address that was filled in as the reader's own; it is not theirs to lose, and not kept
  #offer = null   // the module that shows what is offered; a stranger is offered nothing yet and does not load it
  #sending = null   // the module that sends
  #draft = null
  #along = null   // what was asked and read in the help, when something was
  #bringing = null
  #busy = false
  #tries = 0
  #timer = 0

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    for (const type of ["submit", "input", "click", "focusin", "code-sent", "signed-in"]) this.addEventListener(type, this, { signal })
    addEventListener("online", () => this.#goOn(), { signal })
    // A page out of the Back button's memory may show a session that has ended since; another tab may end it, or begin one.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#owner !== null && this.#anew(), { signal })
    elsewhere(() => this.#anew(), signal)
    this.#form = this.querySelector("form.case")
    this.#meet()
  }

  disconnectedCallback() {
    this.#leaving.abort()
    clearTimeout(this.#timer)
  }

  handleEvent(event) {
    const { type, target } = event
    if (type === "signed-in") this.#meet(true)
    else if (type === "focusin") target.form === this.#form && this.#tools().catch(() => {})   // told when they are needed
    else if (type === "code-sent") this.#claimed(event.detail)
    else if (type === "submit") {
      event.preventDefault()
      this.#send()
    } else if (type === "click") {
      if (target.name === "discard") this.#discard()
      if (target.name === "sign-out") this.#signOut()
    } else if (target.form === this.#form) {
      this.#say("waiting")   // changed words are not the ones that were queued
      this.#keep(false)
      if (target.name === "topic") this.#adapt()
      if (target.name === "channel") this.#offer.choose(this.#form, this.#me, this.#draft.values, this.#say.bind(this))
    }
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`)
  }

  // Put words in a part of the page; a part without words is not seen.
  #say(name, ...said) {
    const content = said.flat()
    this.#part(name).replaceChildren(...content)
    this.#part(name).closest("[data-with]")?.toggleAttribute("hidden", !content.length)
  }

  #keep(queued) {
    const values = { ...this.#draft.values, ...read(this.#form) }
    if (values.reply_email === this.#own) values.reply_email = ""
    Object.assign(this.#draft, { values, queued })
    save(this.#owner, this.#draft, this.#claim)
  }

  #discard() {
    discard(this.#owner, this.#claim)
    this.#draft = { values: {} }
    this.#empty()
    this.#introduce()
    this.#form.elements.overview.focus()
  }

  #empty() {
    this.#form.reset()
    this.#own = ""
    for (const part of ["kept", "waiting", "follows"]) this.#say(part)
  }

  // --- Whose words these are

  // The tab may be closed while the mail is read: what was written waits for who proves that address.
  async #claimed(email) {
    if (this.#claim) discard("", this.#claim)
    this.#claim = await claimed(email)
    if (!this.#owner) this.#keep(false)
  }

  /** Put what this person has written on the page, "" for nobody yet. What another wrote goes from it, and waits for them. */
  #turn(owner, claim) {
    if (owner === this.#owner) return
    const before = this.#owner
    const found = load(owner, claim)
    if (owner) this.#claim = ""
    // Who signs in goes on with what they chose, when they have nothing else.
    const goesOn = before === "" && (!found || JSON.stringify(found.values) === JSON.stringify(this.#draft.values))
    if (!goesOn) this.#draft = found ?? { values: {} }
    else if (found) this.#draft = found
    this.#owner = owner
    if (goesOn) return
    if (before !== null) {
      this.#empty()
      this.#along?.gone()
      this.#along = null
    }
    const { values, queued } = this.#draft
    const { topic, follows, channel } = queued ? {} : asked   // what waits to be sent goes as it was
    write(this.#form, values)
    if (topic) write(this.#form, { topic })
    if (written(this.#draft)) this.#say("kept", room.kept)
    if (follows) this.#say("follows", follows)
    if (channel) this.#draft.values = { ...values, channel }
    if (tab.names("varde.help").length) this.#bringing = import("./along.js").then(({ bring }) => { this.#along = bring(this.#form) })
  }

  // Somebody has signed in or out in another tab, or the page was away: nothing of the one before is shown while we ask.
  #anew() {
    if (this.#busy) return   // the API knows whose case is on its way
    if (this.#owner && this.#owner !== person()) this.#turn("")
    this.#meet(false, true)
  }

  // --- Who is it, and what is offered to them

  /**
   * @param {boolean} [arrived] an address was just proved
   * @param {boolean} [back] whoever sits here now need not be who wrote
   * @param {string} [ended] what to tell them when nobody is signed in
   */
  async #meet(arrived, back, ended = "") {
    let lead = ""
    try {
      const me = await api("GET", `/me?client=${client}&locale=${words.sign_in.locale}`, { signal: this.#leaving.signal })
      this.#offer ??= await import("./offer.js")
      await ready()
      const id = plain(me.requester?.id)
      const claim = browser.names("varde.case:?").length && await claimed(plain(me.requester?.email))
      if (this.#owner && this.#owner !== id) lead = room.somebody_else
      this.#me = me
      met(id)
      this.#turn(id, claim)
    } catch (error) {
      this.#me = null
      await ready()
      if (error.status !== 401) return this.#away(error)
      met("")
      // A session that ended takes no words from who is just writing them. Signing out does.
      if (!this.#owner || back || !keeps(this.#owner)) this.#turn("")
      // Who has just proved an address, and is nobody all the same, has a browser that did not keep the cookie.
      lead = arrived ? words.sign_in.no_cookies : ended
    }
    this.#tries = 0
    await this.#settled()
    this.#introduce(lead)
    if (!this.#me) return
    if (arrived) this.#part("who").focus()
    if (this.#draft.queued) this.#send()
  }

  // What came later would push aside what somebody reads: sign-in and what goes along are there before the form is shown.
  async #settled() {
    if ("ready" in this.dataset) return
    if (!this.#me) offerSignIn()
    const parts = [this.#bringing, !this.#me && customElements.whenDefined("sign-in-form")]
    await Promise.race([Promise.allSettled(parts), new Promise((late) => { setTimeout(late, 3000) })])
  }

  #introduce(lead = "") {
    const { requester, account } = this.#me ?? {}
    const { email, name } = requester ?? {}
    this.dataset.ready = ""
    this.#say("lead", lead)
    this.#part("in").hidden = !this.#me
    this.#part("out").hidden = !!this.#me
    if (!this.#me) offerSignIn()
    if (this.#me) {
      this.#say("person", fill(room.signed_in, { who: name ? `${plain(name)} (${plain(email)})` : email }))
      this.#say("account", account ? fill(room.account, { account: account.name, tier: named(room.tiers, account.tier) }) : room.no_account)
    }
    const { reply_email: reply } = this.#form.elements
    if (reply.value === this.#own) reply.value = plain(email)
    this.#own = plain(email)
    this.#adapt()
  }

  async #signOut() {
    try {
      const { signOut } = await import("../shared/who/sign-out.js")
      if (!await signOut("/session", this.#me.requester, this.#leaving.signal)) return
    } catch (error) {
      return (await this.#tools()).showProblem(this, error)
    }
    this.#me = null
    this.#turn("")
    this.#introduce()
    this.#toSignIn()
  }

  #toSignIn() {
    customElements.whenDefined("sign-in-form").then(() => this.querySelector("sign-in-form").focus())
  }

  #adapt() {
    this.#part("cannot").hidden = read(this.#form).topic !== "sign_in"
    if (this.#me) return this.#offer.adapt(this.#form, this.#me, this.#draft.values, this.#say.bind(this))
    for (const part of ["ways", "languages", "contact"]) this.#say(part)
    this.#part("phone").hidden = true
    this.#form.classList.remove("shut")
  }

  // --- Sending

  #tools() {
    return (this.#sending ??= import("./sending.js")).catch((error) => {
      this.#sending = null
      throw error
    })
  }

  async #send() {
    if (this.#busy) return
    this.#busy = true
    const tools = await this.#tools().catch(() => null)
    if (tools) await this.#sendWith(tools)
    else {   // the connection went before they could come
      this.#queue()
      this.#away({})
    }
    this.#busy = false
  }

  // Kept with the key: a repeated send is the same case.
  #queue() {
    this.#draft.key ??= newKey()
    if (!this.#draft.queued) {
      Object.assign(this.#draft.values, { follows: asked.follows, locale: words.sign_in.locale })
      this.#draft.along = this.#along?.parts()
    }
    this.#keep(true)
  }

  async #sendWith({ clearMistakes, showMistakes, gaps, body }) {
    clearMistakes(this)
    const missing = gaps(this.#form, !this.#me && this.querySelector("sign-in-form input")?.name)
    if (missing.length) return showMistakes(this, missing)
    this.#queue()
    this.#hold(true, room.sending)
    try {
      const made = await api("POST", "/cases", {
        body: body({ ...read(this.#form), ...this.#draft.along, client, locale: this.#draft.values.locale, follows: this.#draft.values.follows }), key: this.#draft.key, signal: this.#leaving.signal,
      })
      await this.#sent(made.case ?? {})
    } catch (error) {
      await this.#refused(error)
    }
  }

  // What would be typed now is not in the case that is on its way. Focus stays where it is.
  #hold(yes, ...said) {
    for (const field of this.#form.elements) field.readOnly = yes
    this.#say("waiting", ...said)
  }

  async #sent(made) {
    discard(this.#owner)      // nothing is queued any more
    this.#leaving.abort()     // and nothing that comes later changes this page
    this.#along?.done()
    const { received } = await this.#tools()
    received(this, made, this.#me)
    this.dispatchEvent(new CustomEvent("case-sent", { bubbles: true, detail: { number: made.number } }))
  }

  async #refused(error) {
    if (this.#leaving.signal.aborted) return
    this.#hold(false)
    if (error.status === 401) {
      await this.#meet(false, false, room.ended)   // or somebody else has signed in meanwhile
      return this.#me || this.#toSignIn()
    }
    if (error instanceof Offline || error.status > 501) return this.#away(error)
    if (error.status < 428) this.#draft.key = null   // a final answer: the next try is a new one (428 and 429 ask for another)
    this.#keep(false)
    const { instead, showMistakes, showProblem } = await this.#tools()
    if (error.code !== "not_entitled") return showProblem(this, error, room.errors)
    await this.#meet()
    showMistakes(this, [{ field: "channel", text: instead(error) }])
  }

  // Nobody there. What is queued goes by itself when they are back.
  #away(error) {
    if (this.#leaving.signal.aborted) return
    if (this.#owner === null) this.#turn(signedIn() ? person() : "")
    if (!this.#me) this.#introduce()
    this.#say("waiting", this.#draft.queued ? room.queued : words.problem.offline)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#goOn(), Math.min(60, 5 * 2 ** this.#tries++) * 1000)
  }

  #goOn() {
    clearTimeout(this.#timer)
    if (!this.#me) this.#meet()
    else if (this.#draft.queued) this.#send()
  }
}

customElements.define("case-form", CaseForm)
