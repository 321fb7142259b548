// Finds the answer to a challenge of ALTCHA (altcha.org, version 2): the counter whose key begins as required.

const atOnce = 4   // key derivations that run in parallel
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16))
const hex = (from) => Array.from(from, (byte) => byte.toString(16).padStart(2, "0")).join("")

/**
 * @param {{parameters: object}} challenge as the API sent it
 * @param {AbortSignal} [signal]
 * @returns {Promise<{counter: number, derivedKey: string}>}
 * @throws {DOMException} when `signal` was aborted, or the browser does not know the algorithm
 */
export async function solve({ parameters }, signal) {
  const { nonce, keyPrefix } = parameters
  const way = {
    name: "PBKDF2", hash: parameters.algorithm.split("/")[1], salt: bytes(parameters.salt), iterations: parameters.cost,
  }
  const derive = async (counter) => {
    const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0])
    new DataView(password.buffer).setUint32(password.length - 4, counter)
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"])
    return { counter, derivedKey: hex(new Uint8Array(await crypto.subtle.deriveBits(way, key, parameters.keyLength * 8))) }
  }
  for (let first = 0; ; first += atOnce) {
    signal?.throwIfAborted()
    const tried = await Promise.all(Array.from({ length: atOnce }, (_, place) => derive(first + place)))
    const found = tried.find(({ derivedKey }) => derivedKey.startsWith(keyPrefix))
    if (found) return found
  }
}
