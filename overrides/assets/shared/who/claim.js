// Whose words they are, before anybody has proved an address.

/**
 * Who says to be the owner of an address, before they prove it: an owner as good as an id, once they have. The address
 * itself is not kept. "" where the browser cannot hash (plain http).
 */
export async function claimed(email) {
  const bytes = new TextEncoder().encode(email.trim().toLowerCase())
  const hash = await globalThis.crypto?.subtle?.digest("SHA-256", bytes)
  return hash ? `?${[...new Uint8Array(hash).slice(0, 16)].map((one) => one.toString(16).padStart(2, "0")).join("")}` : ""
}
