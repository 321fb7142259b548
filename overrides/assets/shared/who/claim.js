// The owner of a text before the address is proved.

/**
 * An owner's id for somebody who claims an address but has not proved it yet; it becomes valid once they do. The address
 * itself is not stored. "" where the browser cannot hash (plain http).
 */
export async function claimed(email) {
  const bytes = new TextEncoder().encode(email.trim().toLowerCase())
  const hash = await globalThis.crypto?.subtle?.digest("SHA-256", bytes)
  return hash ? `?${[...new Uint8Array(hash).slice(0, 16)].map((one) => one.toString(16).padStart(2, "0")).join("")}` : ""
}
