const LONGEST = 15_000   // ms; nobody says how far a module has come

/** What comes, such as a module, or a failure in time: an import that hangs says nothing. */
export function inTime(coming) {
  let timer
  const late = new Promise((_, reject) => { timer = setTimeout(reject, LONGEST, new Error("nothing comes")) })
  return Promise.race([coming, late]).finally(() => clearTimeout(timer))
}
