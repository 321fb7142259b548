// Pictures that the page brought along in <template data-icon="name">: no request, and they follow the text's colour.

/** A picture that says nothing by itself: the words beside it do. */
export function icon(name) {
  const picture = document.querySelector(`template[data-icon="${name}"]`).content.firstElementChild.cloneNode(true)
  picture.setAttribute("aria-hidden", "true")
  picture.classList.add("icon")
  return picture
}
