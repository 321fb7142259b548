import { api, newKey, Offline } from "../shared/api.js"
import { drawn, each, entries, plain } from "../shared/drawn.js"
import { clearMistakes, mistake, showMistakes, showProblem } from "../shared/fields.js"
import { h } from "../shared/h.js"
import { timeElement, zone } from "../shared/instant.js"
import { tab } from "../shared/storage.js"
import { fill, listed, named, words } from "../shared/words.js"
import { body, discard, load, missing, read, save, write } from "./draft.js"

const room = words.case_form
const asked = Object.fromEntries(new URLSearchParams(location.search))
const client = asked.client === "mobile" || matchMedia("(display-mode: standalone)").matches ? "mobile" : "web"

/**
 * The form of /contact/, which the template has written. The reader may write before proving an address, and nothing
 * typed is lost. A case is sent once: its Idempotency-Key is kept with the draft until an answer has come.
 *
 * @element case-form
 * @fires case-sent - bubbles; detail: {number}
 * @fires signed-out - bubbles; somebody must prove an address before sending
 */
export class CaseForm extends HTMLElement {
  #leaving = null
  #form = null
  #me = null
  #own = ""   // the address that was filled in as the reader's own; it is not theirs to lose, and not kept
  #ways = []
  #offer = null   // the module that shows what is offered; a stranger is offered nothing yet and does not load it
  #draft = null
  #along = null   // what was asked and read in the help, when something was
  #bringing = null
  #busy = false
  #tries = 0
  #timer = 0

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    for (const type of ["submit", "input", "click", "signed-in"]) this.addEventListener(type, this, { signal })
    addEventListener("online", () => this.#goOn(), { signal })
    // A page out of the Back button's memory may show a session that has ended since.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#me && this.#meet(), { signal })
    this.#form = this.querySelector("form.case")
    this.#draft = load()
    const { values, queued } = this.#draft
    const { topic, follows, channel } = queued ? {} : asked   // what waits to be sent goes as it was
    write(this.#form, values)
    if (topic) write(this.#form, { topic })
    if (values.overview || values.description) this.#say("kept", room.kept)
    if (follows) this.#say("follows", follows)
    if (channel) this.#draft.values = { ...values, channel }
    if (tab.names("varde.help").length) this.#bringing = import("./along.js").then(({ bring }) => { this.#along = bring(this.#form) })
    this.#meet()
  }

  disconnectedCallback() {
    this.#leaving.abort()
    clearTimeout(this.#timer)
  }

  handleEvent(event) {
    const { type, target } = event
    if (type === "signed-in") this.#meet(true)
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
      if (target.name === "channel") this.#choose()
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
    save(this.#draft)
  }

  #discard() {
    this.#draft = discard()
    this.#form.reset()
    this.#own = ""
    this.#say("kept")
    this.#say("waiting")
    this.#introduce()
    this.#form.elements.overview.focus()
  }

  // --- Who is it, and what is offered to them

  async #meet(arrived) {
    try {
      this.#me = await api("GET", `/me?client=${client}&locale=${words.sign_in.locale}`, { signal: this.#leaving.signal })
      this.#offer ??= await import("./offer.js")
    } catch (error) {
      this.#me = null
      if (error.status !== 401) return this.#away(error)
    }
    this.#tries = 0
    await this.#settled()
    // Who has just proved an address, and is nobody all the same, has a browser that did not keep the cookie.
    this.#introduce(arrived && !this.#me ? words.sign_in.no_cookies : "")
    if (!this.#me) return
    if (arrived) this.#part("who").focus()
    if (this.#draft.queued) this.#send()
  }

  // What came later would push aside what somebody reads: sign-in and what goes along are there before the form is shown.
  async #settled() {
    if ("ready" in this.dataset) return
    if (!this.#me) this.dispatchEvent(new Event("signed-out", { bubbles: true }))
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
    if (!this.#me) this.dispatchEvent(new Event("signed-out", { bubbles: true }))
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
      await api("DELETE", "/session", { signal: this.#leaving.signal })
    } catch (error) {
      return showProblem(this, error)
    }
    this.#end("")
  }

  #end(lead) {
    this.#me = null
    this.#introduce(lead)
    customElements.whenDefined("sign-in-form").then(() => this.querySelector("sign-in-form").focus())
  }

  #adapt() {
    const { topic } = read(this.#form)
    const { channels, open_topics: always } = this.#me ?? {}
    const given = entries(always?.[topic])
    this.#ways = entries(channels).filter((way) => words.offer.channels[plain(way?.channel)]).map((way) =>
      (given.includes(way.channel) ? { ...way, allowed: true } : way))   // a locked-out person may write (P11, D7)
    const open = this.#ways.filter((way) => way.allowed && way.opens_case).map(({ channel }) => channel)
    this.#say("ways", ...each(this.#ways, (way) => this.#offer.row(way), (text) => h("li", { class: "channel closed" }, text)))
    this.#part("none").hidden = open.length
    // Nobody is asked to write what they cannot send; what was written stays for another topic.
    this.#form.classList.toggle("shut", this.#me && !open.length)
    write(this.#form, { channel: [this.#draft.values.channel, "email", open[0]].find((channel) => open.includes(channel)) })
    this.#choose()
    this.#part("cannot").hidden = topic !== "sign_in"
    const contact = topic === "subscription" && this.#me?.subscription_contact
    this.#say("contact", drawn(() => contact?.kind ? [fill(room.contact[contact.kind], contact), h("a", { href: `mailto:${contact.email}` }, contact.email)] : [], contact))
  }

  // What depends on the channel; its radio keeps focus.
  #choose() {
    const { channel } = read(this.#form)
    const tags = entries(this.#ways.find((way) => way.channel === channel)?.languages)
    const wishes = [this.#draft.values.language, this.#me?.requester?.language, ...navigator.languages.map((tag) => tag.slice(0, 2))]
    this.#say("languages", ...this.#offer?.languageChoices(tags) ?? [])
    write(this.#form, { language: wishes.find((tag) => tags.includes(tag)) ?? tags[0] })
    this.#part("phone").hidden = channel !== "callback"
  }

  // --- Sending

  async #send() {
    if (this.#busy) return
    clearMistakes(this)
    const gaps = Array.from(missing(this.#form), (field) => ({ field, text: mistake({ field, code: "missing" }, room.errors) }))
    const step = !this.#me && this.querySelector("sign-in-form input")?.name
    if (step) gaps.unshift({ field: step, text: room.first[step] })
    if (gaps.length) return showMistakes(this, gaps)
    this.#busy = true
    this.#draft.key ??= newKey()
    // Kept with the key: a repeated send is the same case.
    if (!this.#draft.queued) {
      Object.assign(this.#draft.values, { follows: asked.follows, locale: words.sign_in.locale })
      this.#draft.along = this.#along?.parts()
    }
    this.#keep(true)
    this.#hold(true, room.sending)
    try {
      const made = await api("POST", "/cases", {
        body: body({ ...read(this.#form), ...this.#draft.along, client, locale: this.#draft.values.locale, follows: this.#draft.values.follows }), key: this.#draft.key, signal: this.#leaving.signal,
      })
      this.#celebrate(made.case ?? {})
    } catch (error) {
      await this.#refused(error)
    } finally {
      this.#busy = false
    }
  }

  // What would be typed now is not in the case that is on its way. Focus stays where it is.
  #hold(yes, ...said) {
    for (const field of this.#form.elements) field.readOnly = yes
    this.#say("waiting", ...said)
  }

  #celebrate({ number, due, channel }) {
    this.#draft = discard()   // nothing is queued any more
    this.#leaving.abort()     // and nothing that comes later changes this page
    this.#along?.done()
    for (const part of this.children) part.hidden = part.dataset.part !== "received"
    this.#say("number", plain(number))
    this.#say("next", named(room.next, channel))
    if (due) this.#say("due", timeElement(due), ` (${zone(due)})`)
    this.#say("confirmation", fill(room.confirmation, this.#me.requester ?? {}))   // the proved address gets it, no other
    this.#part("open").search = new URLSearchParams({ case: number })
    this.querySelector("h2").focus()
    this.dispatchEvent(new CustomEvent("case-sent", { bubbles: true, detail: { number } }))
  }

  async #refused(error) {
    if (this.#leaving.signal.aborted) return
    this.#hold(false)
    if (error.status === 401) return this.#end(room.ended)
    if (error instanceof Offline || error.status > 501) return this.#away(error)
    if (error.status < 428) this.#draft.key = null   // a final answer: the next try is a new one (428 and 429 ask for another)
    this.#keep(false)
    if (error.code !== "not_entitled") return showProblem(this, error, room.errors)
    const allowed = error.allowed_channels.map((channel) => words.offer.channels[plain(channel)]).filter(Boolean)
    await this.#meet()
    showMistakes(this, [{ field: "channel", text: fill(allowed.length ? room.not_entitled : room.none_left, { allowed: listed(allowed) }) }])
  }

  // Nobody there. What is queued goes by itself when they are back.
  #away(error) {
    if (this.#leaving.signal.aborted) return
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
