/** On every page, and therefore almost nothing: the menu by keyboard, and the search when somebody wants it. */

const menu = document.querySelector("[data-drawer]")
const drawer = document.getElementById("__drawer")
if (menu && drawer) {
  // A label cannot be focused; as a button it can. Enter is the theme's own, Space and Escape are ours.
  Object.assign(menu, { tabIndex: 0, role: "button", ariaLabel: menu.title })
  const tell = () => { menu.ariaExpanded = drawer.checked }
  menu.addEventListener("keydown", event => {
    if (event.key !== " ") return
    event.preventDefault()
    menu.click()
  })
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && drawer.checked) {
      drawer.click()
      menu.focus()
    }
  })
  drawer.addEventListener("change", tell)
  tell()
}

document.addEventListener("focusin", async ({ target }) => {
  const form = target.closest?.("form[data-find]")
  if (!form || form.dataset.find) return
  form.dataset.find = "ready"
  const { suggest } = await import("../search/field.js")
  suggest(form)
})
