/** Marks the plan of a signed-in reader in the policy's tables. Not signed in, or no answer: the page stays as it is. */

import { signedIn } from "../shared/who/cookies.js"

// Without a session the API would only answer 401.
const me = signedIn() && await fetch(__md_scope + "api/me", { headers: { Accept: "application/json" } }).then((answer) => answer.ok && answer.json()).catch(() => {})
const tier = me?.account?.tier
const cells = tier ? [...document.querySelectorAll("[data-tier]")].filter(cell => cell.dataset.tier === tier) : []
if (cells.length) {
  const words = JSON.parse(document.querySelector('script[data-words="plan"]').textContent)
  const name = cells.find(cell => cell.tagName === "TH") ?? cells[0]
  document.querySelector(".plan-note").textContent = words.marked.replace("{tier}", name.textContent.trim())
  for (const cell of cells) {
    cell.classList.add("yours")
    // Also for screen readers; only in headings, which are read out with each cell.
    if (cell.tagName === "TH") {
      cell.append(Object.assign(document.createElement("span"), { className: "sr", textContent: ` (${words.yours})` }))
    }
  }
}
