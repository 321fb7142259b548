/** On every page, and therefore small: the menu by keyboard, and the search when somebody uses it. */

const label = document.querySelector("[data-drawer]")
const drawer = document.querySelector("#__drawer")
if (label && drawer) {
  // The theme opens its menu with a label, which the keyboard does not reach; a button replaces it.
  const menu = document.createElement("button")
  Object.assign(menu, { className: label.className, title: label.title, ariaLabel: label.title, ariaExpanded: drawer.checked })
  menu.dataset.drawer = ""
  menu.append(...label.childNodes)
  label.replaceWith(menu)
  menu.addEventListener("click", () => drawer.click())
  drawer.addEventListener("change", () => { menu.ariaExpanded = drawer.checked })
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !drawer.checked) return
    drawer.click()
    menu.focus()
  })
}

// A table wider than the screen scrolls by itself (the theme wraps it), so the keyboard must reach it.
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
  }
  // Reading without a connection is extra: a browser that refuses loses nothing else.
  // Once the page has loaded, the worker fetches ahead what is needed offline.
  try {
    navigator.serviceWorker.register(__md_scope + "sw.js").then(() => navigator.serviceWorker.ready).then(({ active }) => active.postMessage(0)).catch(() => {})
  } catch { /* this browser has none, or stores nothing */ }
})

// Help: a link to the contact page that opens the dialog instead. On the next page the dialog is restored.
const help = () => import("../help/index.js")
for (const link of document.querySelectorAll("[data-help]")) {
  Object.assign(link, { role: "button", ariaHasPopup: "dialog" })
  link.addEventListener("pointerenter", () => help().catch(() => {}), { once: true })   // usually a click follows
}
document.addEventListener("click", event => {
  const link = event.target.closest("[data-help]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  help().then(({ open }) => open(link), () => location.assign(link.href))
})
document.addEventListener("keydown", event => {
  if (event.key !== " " || !event.target.closest?.("[data-help]")) return
  event.preventDefault()
  event.target.click()
})
// The script in the head has read the tab's storage (main.html).
if (document.documentElement.dataset.helped) help().then(({ resume }) => resume(), () => document.documentElement.removeAttribute("data-beside"))

document.addEventListener("focusin", ({ target }) => {
  const form = target.closest?.("form[data-find]")
  if (!form || form.dataset.find) return
  form.dataset.find = "ready"
  import("../search/field.js").then(({ suggest }) => suggest(form), () => { form.dataset.find = "" })   // at the next focus
})

// Support specialists see a link to the desk where customers see My cases. The session's mark grants no access.
if (document.cookie.includes("=agent")) for (const link of document.querySelectorAll("[data-desk]")) {
  link.lastElementChild.textContent = link.title = link.dataset.desk
  link.href = link.href.replace("inbox", "desk")
}

// Switching language keeps the place: sections, questions and cases have the same ids in both.
document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("[data-switch]")
  if (!link) return
  const passed = [...document.querySelectorAll(".article :is(h2, h3)[id]")].filter(one => one.getBoundingClientRect().top < 200)
  link.search = location.search
  link.hash = passed.pop()?.id ?? ""
})

// In print, folded parts are open and links show their address.
addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details")) one.open = true
  for (const link of document.querySelectorAll(".article a[href]:not(.headerlink)")) link.dataset.address = link.href
})

// "Was this article helpful?" is a plain form. Its script loads with the first answer; if it fails, the form is sent.
document.addEventListener("submit", event => {
  const form = event.target
  if (form.dataset.feedback !== "") return
  event.preventDefault()
  import("../feedback/index.js").finally(() => {
    form.dataset.feedback = "ready"
    form.requestSubmit(event.submitter)
  })
})
