// What the policy calls the program somebody uses: a browser, or the site installed as an app.

/**
 * Which of the policy's clients this browser is.
 *
 * @param {{clients: object}} policy
 * @param {boolean} [installed] whether the site runs as an app on the device
 * @returns {string} an id; where the policy has no client of this kind, its first
 */
export function clientOf({ clients }, installed = false) {
  const ids = Object.keys(clients)
  return ids.find((id) => clients[id].installed === installed) ?? ids[0]
}
