"""The articles that pages and the API link to by name, as company.toml maps them: each must be there."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from chalicelib.company import folder
from workshop.site.languages.locales import COMPANY, FIRST

_TOML = "company/company.toml"


def lost_articles(root: Path, is_there: Callable[[str], bool]) -> Iterator[str]:
    """
    What is wrong with the names, as `file:line: words`. A tree that is not this company's has no names.

    Args:
        is_there: whether readers of the first language have a page at this path of its folder, such as
            `sign-in/index.md`.
    """
    if (root / "company").resolve() != folder().resolve():
        return
    lines = (root / _TOML).read_text("utf-8").split("\n") if (root / _TOML).is_file() else []
    for name, path in COMPANY.articles.items():
        line = next((at for at, text in enumerate(lines, 1) if re.match(rf"\s*{name}\s*=", text)), 1)
        if not any(is_there(file) for file in (f"{path}.md", f"{path}/index.md")):
            yield (
                f"{_TOML}:{line}: articles: {name} leads to {path}, but there is no docs/{FIRST.id}/{path}.md; "
                f"name another article, or write `{name} = false`"
            )
