"""The articles that pages of the product link to, by the names that company.toml gives them."""

from collections.abc import Mapping
from pathlib import Path

from workshop.site.languages.locales import COMPANY, FIRST


def files_of_articles(root: Path) -> Mapping[str, str]:
    """Name -> file below docs/<locale>/, such as `getting-help/index.md`; without the names that lead nowhere."""
    found = {name: _file(root, path) for name, path in COMPANY.articles.items()}
    return {name: file for name, file in found.items() if file}


def addresses_of_articles(root: Path) -> Mapping[str, str]:
    """Name -> address below the language, such as `getting-help/seats/`."""
    return {name: f"{COMPANY.articles[name]}/" for name in files_of_articles(root)}


def _file(root: Path, path: str) -> str | None:
    for file in (f"{path}.md", f"{path}/index.md"):
        if (root / "docs" / FIRST.id / file).is_file():
            return file
    return None
