// Asking again and again, only while somebody looks.

const patience = { least: 5_000, most: 120_000 }   // milliseconds between tries when the API does not answer

/**
 * Call `ask` after `wait` milliseconds, then again after as many as it answers. A hidden tab does not ask;
 * shown again, it asks at once. A throw doubles the wait.
 */
export function watch(ask, wait, signal) {
  let timer, asking = false
  const later = () => { timer = setTimeout(again, wait) }
  async function again() {
    clearTimeout(timer)
    if (asking) return
    asking = true
    try {
      wait = await ask() || patience.least
    } catch {
      wait = Math.min(Math.max(wait * 2, patience.least), patience.most)
    }
    asking = false
    if (!signal.aborted && !document.hidden) later()
  }
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer)
    if (!document.hidden) again()
  }, { signal })
  signal.addEventListener("abort", () => clearTimeout(timer))
  if (!document.hidden) later()
}
