// Words for what the API refuses.
import { Offline, Problem } from "../fetching/api.js"
import { plain } from "../drawing/h.js"
import { fill, plural, words } from "./words.js"

/** Words for one `{field, code, params}` of a problem document: the section's `said["FIELD.CODE"]`, or those of the code. */
export const mistake = ({ field: name, code, params }, said = {}) => {
  const { fields } = words.problem
  return fill(said[`${name}.${code}`] ?? fields[plain(code)] ?? fields.other, params)
}

/** Words for an error that is not about a field, or that is unknown. */
export function explain(error) {
  if (error instanceof Offline) return words.problem.offline
  if (!(error instanceof Problem)) console.warn("not drawn:", error)
  if (error.code === "slow_down") return plural(words.problem.slow_down, Math.ceil((error.retryAfter ?? 60) / 60))
  const said = words.problem[plain(error.code)]
  return typeof said === "string" ? said : words.problem.other
}
