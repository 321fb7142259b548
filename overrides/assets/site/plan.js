/** Marks the plan of a signed-in reader in the policy's tables. Not signed in, or no answer: the page stays as it is. */

const signedIn = document.cookie.includes("varde_signed_in=")   // else the API would only say 401
const answer = signedIn && await fetch("/api/me", { headers: { Accept: "application/json" } }).catch(() => null)
const tier = answer?.ok ? (await answer.json()).account?.tier : null
const cells = tier ? [...document.querySelectorAll("[data-tier]")].filter(cell => cell.dataset.tier === tier) : []
if (cells.length) {
  const words = JSON.parse(document.querySelector('script[data-words="plan"]').textContent)
  const name = cells.find(cell => cell.tagName === "TH") ?? cells[0]
  document.querySelector(".plan-note").textContent = words.marked.replace("{tier}", name.textContent.trim())
  for (const cell of cells) {
    cell.classList.add("yours")
    // Heard as well as seen; only in headings, which are read out with each cell.
    if (cell.tagName === "TH") {
      cell.append(Object.assign(document.createElement("span"), { className: "sr", textContent: ` (${words.yours})` }))
    }
  }
}
