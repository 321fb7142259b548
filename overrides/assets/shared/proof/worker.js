// Solves a challenge beside the page, so that writing and scrolling go on.
import { solve } from "./solve.js"

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ solution: await solve(data) })
  } catch {
    postMessage({})   // the page tries it itself
  }
})
