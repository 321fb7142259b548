// Solves a challenge in a worker, so that typing and scrolling are not blocked.
import { solve } from "./solve.js"

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ solution: await solve(data) })
  } catch {
    postMessage({})   // the page computes it instead
  }
})
