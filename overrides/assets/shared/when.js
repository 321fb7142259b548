// Instants as instant.js tells them, and how far away they are.
import { plain } from "./drawn.js"
import { say } from "./instant.js"
import { language } from "./words.js"

export { soon, timeElement, when, zone } from "./instant.js"

/** "24 Nov 2026". */
export const day = say({ dateStyle: "medium" })
/** "11:00". */
export const clock = say({ timeStyle: "short" })

const steps = Object.entries({ year: 31536e6, month: 2592e6, week: 6048e5, day: 864e5, hour: 36e5, minute: 6e4 })
const distance = new Intl.RelativeTimeFormat(language, { numeric: "auto" })

/** "in 3 hours", "5 minutes ago", "now"; `now` in milliseconds. */
export function relative(iso, now = Date.now()) {
  const apart = new Date(iso) - now
  if (Number.isNaN(apart)) return plain(iso)
  const [unit, length] = steps.find(([, size]) => Math.abs(apart) >= size) ?? ["second", Infinity]
  return distance.format(Math.trunc(apart / length) || 0, unit)
}
