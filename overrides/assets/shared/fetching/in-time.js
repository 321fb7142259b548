const LONGEST = 15_000   // ms; the browser does not report the progress of an import

/** The result of a promise, such as an import, or an error when it takes too long: a hanging import never fails. */
export function inTime(coming) {
  let timer
  const late = new Promise((_, reject) => { timer = setTimeout(reject, LONGEST, new Error("nothing comes")) })
  return Promise.race([coming, late]).finally(() => clearTimeout(timer))
}
