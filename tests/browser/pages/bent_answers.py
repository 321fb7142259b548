"""Answers of the API that were bent: each field in turn replaced by what no page expects."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

JUNK: tuple[Any, ...] = (None, True, -1e99, "\\", "constructor", "2026-99-99T99:99:99Z", [], [None], {"a": {"b": "\\"}})

IDS = ("kind", "answers_by", "status")  # fields whose values are no words of a page, though a page may have such a word

# In the page: what `fetch` brings from the API is bent as `window.bend` says, and what goes wrong is noted.
HARNESS = """() => {
  window.wrong = []
  window.under = 0
  addEventListener("error", ({ message }) => window.wrong.push(message))
  addEventListener("unhandledrejection", ({ reason }) => window.wrong.push(String(reason)))
  const real = window.fetch
  const kept = {}   // the API is asked once, and bent often
  const heard = async (answer) => ({ ok: answer.ok, status: answer.status, text: await answer.text() })
  window.fetch = async (url, options) => {
    window.under++
    try {
      const { pathname } = new URL(url, location)
      const { route, path, value, instead } = window.bend ?? {}
      const mine = route && new RegExp(route).test(`${options?.method ?? "GET"} ${pathname}`)
      const { status: refused } = instead ?? {}
      if (mine && instead) return new Response(JSON.stringify(instead.body), { status: refused })
      const get = (options?.method ?? "GET") === "GET" && pathname.startsWith("/api/")
      const { ok, status, text } = get && kept[url] || await heard(await real(url, options))
      if (get && ok) kept[url] = { ok, status, text }
      if (!mine || !ok) return new Response(text, { status })
      const whole = { answer: JSON.parse(text) }
      const way = ["answer", ...path]
      let place = whole
      for (const step of way.slice(0, -1)) place = place[step]
      place[way.at(-1)] = value
      return new Response(JSON.stringify(whole.answer), { status })
    } finally {
      window.under--
    }
  }
  // Nothing is on its way, and what came is drawn.
  window.settled = async () => {
    for (let quiet = 0, all = 0; quiet < 3 && all < 200; all++) {
      await new Promise((done) => setTimeout(done, 8))
      quiet = window.under ? 0 : quiet + 1
    }
  }
}"""

# In the page: bend each way in turn, restart the element (or press its button), and report what is missing or wrong.
TRY_ALL = r"""async ([selector, bends, sure, all, press]) => {
  const found = []
  const host = document.querySelector(selector)
  const begin = async () => {
    const { parentNode, nextSibling } = host
    if (press) document.querySelector(press).click()
    else {
      host.remove()
      parentNode.insertBefore(host, nextSibling)
    }
    await window.settled()
  }
  for (const bend of bends) {
    window.bend = bend
    window.wrong.length = 0
    await begin()
    const typed = () => [...host.querySelectorAll("input, textarea")].map(({ value }) => value).join(" ")
    const read = () => host.textContent + typed()
    const at = bend.path.join("/")
    // With the whole answer gone, or what decides whether an entry is shown at all, there is less to show.
    const gone = all.includes(at) ? "" : /\/(channel|answers_by)$/.test(at) ? at.replace(/[^/]*$/, "") : `${at}/`
    const without = (shown) => sure.filter(({ route, path, text }) => !shown.includes(text) && gone !== ""
      && !(route === bend.route && `${path}/`.startsWith(gone)))
    const stands = () => read().trim().length >= 40 && !without(read()).length
    // A machine that is busy is not a page that does not survive.
    for (let more = 200; !stands() && more; more--) await new Promise((done) => setTimeout(done, 50))
    const shown = read()
    const missing = without(shown)
    if (window.wrong.length || missing.length || shown.trim().length < 40) {
      const what = window.wrong.join("; ") || `without ${missing.map(({ text }) => text)}: ${shown.slice(0, 300)}`
      found.push(`${bend.route} ${at} = ${JSON.stringify(bend.value)}: ${what}`)
    }
  }
  window.bend = null
  return found
}"""


@dataclass(frozen=True)
class Answer:
    """A route of the API, as `METHOD /path` (a pattern), and what it answered."""

    route: str
    body: Any

    def places(self) -> Iterator[tuple[list[str | int], Any]]:
        """Every place in it, the whole first; of a list, the first entry and the last."""
        yield from _places([], self.body)

    def bends(self) -> list[dict[str, Any]]:
        return [
            {"route": self.route, "path": path, "value": junk}
            for path, value in self.places()
            for junk in JUNK
            if junk != value or type(junk) is not type(value)
        ]

    def texts(self, shown: str) -> list[dict[str, str]]:
        """The texts in it that the page shows, with their places: they must still show when another place is bent."""
        return [
            {"route": self.route, "path": "/".join(map(str, path)), "text": value}
            for path, value in self.places()
            if isinstance(value, str) and len(value) > 3 and value in shown and path[-1] not in IDS
        ]


def _places(path: list[str | int], value: Any) -> Iterator[tuple[list[str | int], Any]]:
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _places([*path, name], inner)
    elif isinstance(value, list):
        for place in sorted({0, len(value) - 1} if value else set()):
            yield from _places([*path, place], value[place])
