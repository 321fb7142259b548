"""What a search loads, piece by piece, how each can fail, and what a page says then."""

import pytest

# Every piece meets every fault: half on the results page, half in the dialog. They differ in what they show.
ON_THE_PAGE, IN_THE_DIALOG = ("503", "html", "cut", "refused"), ("404", "elsewhere", "short", "hang")
FAULTS = (*ON_THE_PAGE, *IN_THE_DIALOG)
PLAIN, SLIP = "how do i export contacts to csv", "exprt contacts"
# What a search loads after its modules, as patterns; the misspelled question needs all of it.
PIECES = {
    "the list of languages": r"pagefind-entry\.json$",
    "the engine's script": r"pagefind/en/pagefind\.js$",
    "the engine": r"wasm\.en\.pagefind$",
    "the list of pages": r"\.pf_meta$",
    "the words of the index": r"\.pf_index$",
    "what is shown of a page": r"\.pf_fragment$",
    "the words for spelling": r"/words\.\w+\.json$",
    "the words of complaints": r"/complaints\.\w+\.json$",
}
FILTERS = {"the filters": r"\.pf_filter$"}
MODULES = {
    "the first module of the search": r"/shared/search/engine\.js$",
    "a module that another needs": r"/shared/search/excerpt\.js$",
}
MODULES_OF_THE_PAGE = {**MODULES, "the page's own module": r"/search/results\.js$"}
MODULES_OF_THE_DIALOG = {**MODULES, "the dialog's own module": r"/help/asking/search\.js$"}
WORDS = {
    "": ("Search isn’t working", "No results", "Contact us", "Try again"),
    "no/": ("Søket virker ikke", "Ingen treff", "Kontakt oss", "Prøv igjen"),
}
# Everything that was ever on the page, also for a moment.
SEEN = """window.seen = []
document.addEventListener("DOMContentLoaded", () => new MutationObserver(() => seen.push(
  (document.querySelector("search-results")?.innerText ?? "") + (document.querySelector("dialog.help")?.innerText ?? "")
)).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true }))"""


def broken_one_by_one(kinds, pieces, begin):
    """A kind of fault with all pieces in turn; each kind begins with another one, which meets it as the page opens."""
    names, patterns = list(pieces), list(pieces.values())
    turns = [(kind, (begin + 2 * place) % len(names)) for place, kind in enumerate(kinds)]
    return [
        pytest.param(kind, patterns[first:] + patterns[:first], id=f"{kind}-from {names[first]} on")
        for kind, first in turns
    ]
