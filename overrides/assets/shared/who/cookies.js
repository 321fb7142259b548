// The few things a page can know of cookies. Asking may throw where they are blocked.

/** Whether somebody is signed in, as far as the page can know: the session's own cookie cannot be read. */
export const signedIn = () => cookies().includes("varde_signed_in=")

/** Whether the browser keeps a cookie from us. (`navigator.cookieEnabled` says yes where cookies are blocked for a site.) */
export function keepsCookies() {
  try { document.cookie = "varde_try=1; Max-Age=5; SameSite=Strict" } catch { /* the next line sees it */ }
  return cookies().includes("varde_try=")
}

function cookies() {
  try {
    return document.cookie
  } catch {
    return ""
  }
}
