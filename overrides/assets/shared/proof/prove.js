// A proof of work for the API, loaded when it asks for one: the page says that it takes a moment, and goes on.
import { h } from "../h.js"
import { words } from "../words.js"
import { solve } from "./solve.js"

/**
 * @param {object} challenge of a 428
 * @param {AbortSignal} [signal]
 * @returns {Promise<string|null>} what goes into Proof-Of-Work; null when none can be found, as on plain http
 * @throws {DOMException} when `signal` was aborted
 */
export async function prove(challenge, signal) {
  if (!globalThis.crypto?.subtle) return null
  const said = say((words.problem ?? words.feedback)?.proving ?? "")
  try {
    const solution = await beside(challenge, signal) ?? await solve(challenge, signal)
    return btoa(JSON.stringify({ challenge, solution }))
  } catch (error) {
    if (signal?.aborted) throw error
    return null
  } finally {
    said.remove()
  }
}

// Nothing when there is no worker to be had.
function beside(challenge, signal) {
  return new Promise((resolve, reject) => {
    let worker
    const end = (how, what) => {
      worker?.terminate()
      signal?.removeEventListener("abort", stop)
      how(what)
    }
    const stop = () => end(reject, signal.reason)
    if (signal?.aborted) return stop()
    try {
      worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" })
    } catch {
      return end(resolve)
    }
    signal?.addEventListener("abort", stop)
    worker.onmessage = ({ data }) => end(resolve, data.solution)
    worker.onerror = () => end(resolve)
    worker.postMessage(challenge)
  })
}

// Seen and heard, without moving focus. An open dialog silences what is outside it.
function say(text) {
  const said = h("p", { role: "status" })
  Object.assign(said.style, {
    position: "fixed", insetInline: "0", bottom: "1rem", zIndex: 10, margin: "0 auto", padding: ".6rem .8rem",
    width: "fit-content", maxWidth: "min(32rem, 90vw)", border: "1px solid", borderRadius: ".2rem",
    background: "var(--md-default-bg-color)", color: "var(--md-typeset-color)", fontSize: ".7rem",
  })
  const place = document.querySelector("dialog[open]") ?? document.body
  place.append(said)
  setTimeout(() => { said.textContent = text }, 50)   // a region that arrives with its words is not heard
  return said
}
