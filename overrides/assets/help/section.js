// The section of an article, as plain text in paragraphs and lists: what a page says, without its markup.
const most = 60   // words; more is reading, and the article is better for that
const heading = /^H[1-6]$/
const left_out = ".headerlink, .sr, sup, script, style, table, pre"

/**
 * @param {string} url of the article; its #fragment names the section, none means the first words
 * @returns {Promise<{title: string, section: string|null, lang: string|null, commit: string|null,
 *   blocks: {list: "ul"|"ol"|null, text: string}[]}>} `blocks` hold at most 60 words
 */
export async function section(url, signal) {
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const article = page.querySelector("[data-article]")
  const top = article.querySelector("h1")
  const id = decodeURIComponent(new URL(url, location.href).hash.slice(1))
  const found = id && page.getElementById(id)
  const start = found && heading.test(found.tagName) ? found : top
  const texts = blocks(start)
  const description = page.querySelector("meta[name=description]")?.content
  return {
    title: plain(top), section: start === top ? null : plain(start), lang: article.getAttribute("lang"), commit: article.dataset.commit ?? null,
    blocks: shortened(texts.length ? texts : [{ list: null, text: description ?? "" }]),
  }
}

// From a heading to the next one; a section that begins with a smaller heading goes on below it.
function blocks(start) {
  const found = []
  for (let node = start.nextElementSibling; node; node = node.nextElementSibling) {
    if (heading.test(node.tagName) && (found.length || node.tagName <= start.tagName)) break
    for (const block of node.matches("p, ul, ol") ? [node] : node.querySelectorAll("p, ul, ol")) {
      if (block.parentElement.closest("li")) continue   // its words come with the outer list
      const list = block.tagName === "P" ? null : block.tagName.toLowerCase()
      found.push(...(list ? [...block.children] : [block]).map((one) => ({ list, text: plain(one) })).filter(({ text }) => text))
    }
  }
  return found
}

function plain(element) {
  const copy = element.cloneNode(true)
  for (const one of copy.querySelectorAll(left_out)) one.remove()
  return copy.textContent.replace(/\s+/g, " ").trim()
}

function shortened(all) {
  let room = most
  const kept = []
  for (const { list, text } of all) {
    const words = text.split(" ")
    if (words.length > room && room < 8 && kept.length) break   // a few words of a sentence help nobody
    kept.push({ list, text: words.length > room ? `${words.slice(0, room).join(" ")} …` : text })
    room -= words.length
    if (room <= 0) break
  }
  return kept
}
