"""
Permitted names of folders and files in docs/, and the kinds of files that can be there.

An address belongs to one thing. A topic named like something that the server answers or the build writes would be
built, found, linked to, and never served.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from workshop.site.content.kinds import DOWNLOADS, PICTURES
from workshop.site.languages.locales import LOCALES
from workshop.site.outputs.written import ROUTES, TOOLS, WRITTEN
from workshop.site.pages.left_overs import is_kept, is_left_over

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)


def _taken() -> Mapping[str, str]:
    found = {name: f"/{name}/ is answered by the server" for name in ROUTES}
    found |= {name: f"the build writes {name} there" for name in WRITTEN}
    return found | {
        name.removesuffix(".html"): f"the build writes {name} there" for name in WRITTEN if name.endswith(".html")
    }


# The names that an address may not begin with below a language, each with what is there.
TAKEN = _taken()
_LANGUAGES = {name: f"{name} is the folder of a language" for one in LOCALES for name in (one.id, one.tag)}
_TOOLS = {name: f"/{name}/ is a page of the help centre that does something" for name in TOOLS}


def against(name: str) -> str | None:
    """Why a topic, or an article outside a topic, cannot have this name; None when it can."""
    if not _NAME.fullmatch(name):
        return f"{name!r} is not a name of small English letters, digits and hyphens"
    why = {**TAKEN, **_LANGUAGES, **_TOOLS}.get(name)
    return f"{name!r} cannot be the name of a topic or article: {why}" if why else None


def refused(root: Path) -> Iterator[tuple[str, str]]:
    """The files of docs/ that cannot be where they are, by path from `root`, and why."""
    for locale in LOCALES:
        folder = root / "docs" / locale.id
        files = sorted(
            path for path in folder.rglob("*") if is_kept(path) or (path.is_symlink() and not is_left_over(path.name))
        )
        names = {file.relative_to(folder).as_posix() for file in files}
        for file in files:
            path = file.relative_to(folder)
            for words in _against(path, file, names):
                yield f"docs/{locale.id}/{path.as_posix()}".encode("utf-8", "backslashreplace").decode(), words


def _against(path: Path, file: Path, names: set[str]) -> Iterator[str]:
    if any(one.is_symlink() for one in (file, *list(file.parents)[: len(path.parts) - 1])):
        yield "is a link to another place; put the file itself here"
        return
    *folders, name = path.parts
    stem, _, kind = name.rpartition(".")
    if kind == "md":
        tool = not folders and stem in (*TOOLS, "index")
        words = [*folders, *([] if stem == "index" else [stem])]
        if words and not tool and (why := against(words[0])):
            yield why
        yield from (f"{one!r} is not a name of small English letters, digits and hyphens"
                    for one in words[1:] if not _NAME.fullmatch(one))  # fmt: skip
        if stem != "index" and (Path(*folders) / stem / "index.md").as_posix() in names:
            yield f"has the same address as {stem}/index.md; one of them must go"
        return
    if kind.lower() not in PICTURES + DOWNLOADS:
        yield f"a file of the kind .{kind.lower()} may not lie here; these may: md, {', '.join(PICTURES + DOWNLOADS)}"
    if not all(_FILE.fullmatch(one) for one in path.parts):
        yield "is not a name of English letters, digits, hyphens and dots"
    if folders and (why := against(folders[0])):
        yield why
