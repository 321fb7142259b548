// What a page can know about cookies. Reading them can throw where they are blocked.

/** Whether somebody is signed in, as far as a page can know: scripts cannot read the session's cookie. */
export const signedIn = () => cookies().includes("varde_signed_in=")

/** Whether the browser stores our cookies. (`navigator.cookieEnabled` says yes where cookies are blocked for a site.) */
export function keepsCookies() {
  try { document.cookie = "varde_try=1; Max-Age=5; SameSite=Strict" } catch { /* the next line finds out */ }
  return cookies().includes("varde_try=")
}

function cookies() {
  try {
    return document.cookie
  } catch {
    return ""
  }
}
