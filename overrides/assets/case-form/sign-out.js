// Signing out of the page of the form; fetched when somebody presses that button.
import { showProblem } from "../shared/drawing/mistakes.js"
import { signOut } from "../shared/who/sign-out.js"

/** @param {HTMLElement} page the case-form */
export async function leave(page) {
  try {
    if (!await signOut("/session", page.me.requester, page.leaving.signal)) return
  } catch (error) {
    return showProblem(page, error)
  }
  page.me = null
  page.writing.turnTo("")
  page.introduce()
  page.toSignIn()
}
