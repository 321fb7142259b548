"""
What the generator knows about the company: a configuration for each language, made from company.toml into `.build/`.

`mkdocs.yml` has what no company changes. `mkdocs build -f .build/company/mkdocs.<locale>.yml` works alone, without
fallback pages, alternates and dates.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from workshop.site.brand.theme import write_theme
from workshop.site.files import put_if_new
from workshop.site.languages.locales import COMPANY, LOCALES, Locale, language_in_words
from workshop.site.languages.words import own_words, translated, words_of
from workshop.site.system.linked import addresses_of_articles

FOLDER = ".build/company"
THEME = "theme"
# The theme's icons for the two buttons of the palette, and the colours that company.toml names (site.css).
_SCHEMES = (
    ("light", "default", "material/weather-night", "to_dark"),
    ("dark", "slate", "material/weather-sunny", "to_light"),
)


def write_configuration(root: Path) -> None:
    """Make the files for the help centre at `root`; those that are there already stay as they are."""
    folder = root / FOLDER
    for locale in LOCALES:
        text = yaml.safe_dump(dict(configuration(root, locale)), allow_unicode=True, sort_keys=False, width=10_000)
        put_if_new(folder / f"mkdocs.{locale.id}.yml", text.encode())
    write_theme(root, folder / THEME)


def configuration_of(root: Path, locale: Locale) -> Path:
    """Where the configuration of a language is."""
    return root / FOLDER / f"mkdocs.{locale.id}.yml"


def theme_of(root: Path) -> Path:
    """Templates and files of the company, which the generator finds before those of overrides/."""
    return root / FOLDER / THEME


def configuration(root: Path, locale: Locale) -> Mapping[str, Any]:
    """What a language's configuration adds to mkdocs.yml."""
    titles = words_of(root, locale)["header"]
    return {
        "INHERIT": str(root / "mkdocs.yml"),
        "site_name": locale.site.name,
        "site_description": locale.site.description,
        "copyright": locale.site.copyright,
        "site_url": f"{COMPANY.site_address}/{locale.prefix}",
        "docs_dir": str(root / "docs"),
        "site_dir": str(root / "site" / locale.prefix),
        **({"edit_uri_template": COMPANY.edit} if COMPANY.edit else {}),
        "theme": {
            "custom_dir": str(root / "overrides"),
            "language": locale.theme,
            "direction": locale.direction,
            "palette": [
                {
                    "media": f"(prefers-color-scheme: {name})",
                    "scheme": scheme,
                    "primary": "custom",
                    "accent": "custom",
                    "toggle": {"icon": icon, "name": titles[title]},
                }
                for name, scheme, icon, title in _SCHEMES
            ],
        },
        "extra": {
            "locale": locale.id,
            "tag": locale.tag,
            "locales": [_known(root, one, locale) for one in LOCALES],
            "company": {"name": COMPANY.name, "product": COMPANY.product, "support_address": COMPANY.support_address},
            "short_name": locale.site.short_name,
            "scope": urlsplit(f"{COMPANY.site_address}/").path,
            "theme_colour": COMPANY.light.primary,
            "articles": dict(addresses_of_articles(root)),
            "footer": [{"label": one.label[locale.id], "link": one.link[locale.id]} for one in COMPANY.footer],
            **({"history_uri_template": COMPANY.history} if COMPANY.history else {}),
        },
        "plugins": {
            "i18n": {
                "build_only_locale": locale.id,
                "languages": [
                    {"locale": one.id, "name": one.name, **({"default": True} if not one.prefix else {})}
                    for one in LOCALES
                ],
            }
        },
        "markdown_extensions": {
            "pymdownx.snippets": {"base_path": [str(root / "includes" / locale.id), str(root / "includes")]},
            "toc": {"permalink_title": titles["permalink"]},
        },
    }


def _known(root: Path, one: Locale, locale: Locale) -> dict[str, str | bool]:
    """What the templates of `locale` know of a language; `og` as social networks write it."""
    return {
        "id": one.id,
        "tag": one.tag,
        "prefix": one.prefix,
        "name": one.name,
        "direction": one.direction,
        "words": language_in_words(one, locale),
        "has_words": "header" in {**translated(root, one), **own_words(one)},
        "og": one.dates.replace("-", "_"),
    }
