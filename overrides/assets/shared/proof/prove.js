// A proof of work for the API, loaded when it demands one: the page shows a notice and stays usable.
import { Problem } from "../fetching/api.js"
import { h } from "../drawing/h.js"
import { words } from "../words/words.js"
import { solve } from "./solve.js"

const most = 3   // proofs for one request: if somebody else is faster, the API demands a harder one

/**
 * Repeat a request with a proof.
 *
 * @param {object} problem the document of the 428
 * @param {AbortSignal} [signal]
 * @param {(proof: string) => Promise<object>} send the same request, with the same key; throws Problem
 * @returns {Promise<object>} its answer
 * @throws what `send` throws; Problem where no proof can be found, as on plain http; DOMException when `signal` was aborted
 */
export async function again(problem, signal, send) {
  for (let tries = 1; ; tries++) {
    const proof = await prove(problem.challenge, signal)
    if (!proof) throw new Problem({ status: 428, headers: new Headers() }, problem)
    try {
      return await send(proof)
    } catch (error) {
      if (error.status !== 428 || tries === most) throw error
      problem = error.document
    }
  }
}

async function prove(challenge, signal) {
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

// Null when no worker can start.
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

// Visible and announced, without moving focus. An open dialog silences what is outside it.
function say(text) {
  const said = h("p", { role: "status" })
  Object.assign(said.style, {
    position: "fixed", insetInline: "0", bottom: "1rem", zIndex: 10, margin: "0 auto", padding: ".6rem .8rem",
    width: "fit-content", maxWidth: "min(32rem, 90vw)", border: "1px solid", borderRadius: ".2rem",
    background: "var(--md-default-bg-color)", color: "var(--md-typeset-color)", fontSize: ".7rem",
  })
  const place = document.querySelector("dialog[open]") ?? document.body
  place.append(said)
  setTimeout(() => { said.textContent = text }, 50)   // a live region that is inserted with its text is not announced
  return said
}
