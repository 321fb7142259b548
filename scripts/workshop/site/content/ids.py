"""The ids that belong to the page around an article: an article's id of the same name would be found in their place."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

# In templates: id="case-{{ name }}-error"; in scripts: id: `sign-in-${name}` and getElementById("find").
_WRITTEN = re.compile(r"""\bid="([^"]+)"|\bid: ["`]([^"`]+)["`]|getElementById\(["`]([^"`]+)["`]\)""")
_FILLED = re.compile(r"\{\{.*?\}\}|\$\{.*?\}")
_TELLING = 3  # letters; `${list.id}-${at}` says nothing
_KINDS = (".html", ".js")
# Ids around every article; the others only around pages that have their own template.
_ARTICLES = ("main.html", "partials", "assets/site", "assets/help", "assets/search", "assets/feedback")
_FORM = "partials/case_form.html"


@cache
def ids_of_pages(overrides: Path, tool: bool) -> Sequence[re.Pattern[str]]:
    """A pattern for each id that our templates and scripts give or look for on a page; the theme's begin with __."""
    found = set[str]()
    for top in (".",) if tool else _ARTICLES:
        for file in _files(overrides / top):
            if tool or not file.as_posix().endswith(_FORM):
                found |= {name for names in _WRITTEN.findall(file.read_text("utf-8")) for name in names}
    plain = sorted(name for name in found if name and not _FILLED.search(name))
    # `${id}-error` belongs to a field whose own id is one of the plain ones.
    fields = f"(?:{'|'.join(map(re.escape, plain))})"
    filled = sorted(name for name in found if _FILLED.search(name) and len(_FILLED.sub("", name)) >= _TELLING)
    return [re.compile(re.escape(name)) for name in plain] + [re.compile(_pattern(name, fields)) for name in filled]


def _files(top: Path) -> list[Path]:
    files = [top] if top.is_file() else sorted(top.rglob("*"))
    return [file for file in files if file.suffix in _KINDS and file.is_file()]


def _pattern(name: str, fields: str) -> str:
    first, *rest = _FILLED.split(name)
    filled = (
        f"{'' if place == 0 and not first else '[a-z0-9_-]+'}{re.escape(part)}" for place, part in enumerate(rest)
    )
    return "".join([re.escape(first) or fields, *filled])
