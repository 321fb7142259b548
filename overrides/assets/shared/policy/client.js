// Which of the policy's clients this browser is: a browser, or the site installed as an app.

/**
 * @param {Object<string, {installed: boolean}>} clients the policy's, by id
 * @param {string} [asked] the id that an app puts into the address of the page
 * @returns {string} an id; where the policy has no client of this kind, its first
 */
export function clientOf(clients, asked) {
  const { matches: installed } = matchMedia("(display-mode: standalone)")
  const ids = Object.keys(clients)
  return ids.includes(asked) ? asked : ids.find((id) => clients[id].installed === installed) ?? ids[0]
}
