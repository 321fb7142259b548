// What a page can know about cookies. Reading them can throw where they are blocked.

/** Whether the page can see a cookie that begins so: "varde_try=". */
export function sees(beginning) {
  try {
    return document.cookie.includes(beginning)
  } catch {
    return false
  }
}

/** Whether somebody is signed in, as far as a page can know: scripts cannot read the session's cookie. */
export const signedIn = () => sees("varde_signed_in=")
