// What somebody is writing, kept until it is sent: a reload, a closed tab or an ended session loses nothing.
import { newKey } from "../../shared/api.js"

/** One text under one name in `localStorage` or `sessionStorage`. */
export class Draft {
  #storage
  #name
  #kept = { text: "", key: null }

  constructor(storage, name) {
    this.#storage = storage
    this.#name = name
    // A browser may forbid storage; then the text lives as long as the page.
    try { this.#kept = JSON.parse(storage.getItem(name)) ?? this.#kept } catch {}
  }

  get text() { return this.#kept.text }

  keep(text) {
    if (text !== this.#kept.text) this.#write({ text, key: null })
  }

  /** The Idempotency-Key of this very text: sending it twice makes one message, other words make another. */
  get key() {
    if (!this.#kept.key) this.#write({ ...this.#kept, key: newKey() })
    return this.#kept.key
  }

  forget() { this.#write({ text: "", key: null }) }

  #write(kept) {
    this.#kept = kept
    try {
      if (kept.text) this.#storage.setItem(this.#name, JSON.stringify(kept))
      else this.#storage.removeItem(this.#name)
    } catch {}
  }
}

/** Forget every draft whose name begins so: at sign-out. */
export function forgetDrafts(storage, beginning) {
  try {
    for (const name of Object.keys(storage)) if (name.startsWith(beginning)) storage.removeItem(name)
  } catch {}
}
