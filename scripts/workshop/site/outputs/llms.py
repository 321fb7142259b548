"""`llms.txt`: what this help centre is, and where its articles are as Markdown, for a reader that is a machine."""

from typing import Any

from workshop.site.built import Built
from workshop.site.files import put
from workshop.site.languages.locales import LOCALES, Locale
from workshop.site.outputs.plain import FILE as COPY
from workshop.site.outputs.plain import as_text
from workshop.site.pages.navigation import navigation
from workshop.site.pages.staged import Staged

FILE = "llms.txt"


def write_llms(built: Built) -> str:
    """One list per language; each names the other."""
    for locale in built.locales:
        put(built.site / locale.prefix / FILE, _list(built, locale))
    return FILE


def _list(built: Built, locale: Locale) -> str:
    pages = {one.page.path: one for one in built.staged if one.locale is locale and not one.stands_in
             and (one.searched or one.page.path == "index.md")}  # fmt: skip
    home = pages["index.md"].page
    lines = [f"# {as_text(home.title)}", "", f"> {as_text(str(home.meta.get('description') or home.title))}", ""]
    loose: list[str] = []
    for entry in navigation({path: one.page for path, one in pages.items()}):
        (title, inside), *_ = entry.items()
        if isinstance(inside, list):
            lines += [f"## {as_text(title)}", "", *(_line(pages[path], built) for path in _paths(inside)), ""]
        elif inside != "index.md":
            loose.append(_line(pages[inside], built))
    others = [f"- [{FILE}]({built.base}{other.prefix}{FILE}): {other.tag}" for other in LOCALES if other != locale]
    # A program with little space can stop reading at this heading.
    return "\n".join([*lines, "## Optional", "", *loose, *others]) + "\n"


def _paths(inside: list[Any]) -> list[str]:
    return [entry if isinstance(entry, str) else next(iter(entry.values())) for entry in inside]


def _line(one: Staged, built: Built) -> str:
    about = as_text(str(one.page.meta.get("description") or ""))
    return f"- [{as_text(one.page.title)}]({built.base}{one.address}{COPY})" + (f": {about}" if about else "")
