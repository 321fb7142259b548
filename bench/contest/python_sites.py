"""Varde itself, and Material for MkDocs as it comes, with its own search."""

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from bench.contest.articles import LANGUAGES, ROOT, Article
from bench.contest.contender import Job, SearchUse, write

HOME = {"en": "Help", "no": "Hjelp"}
OURS_SEARCH = SearchUse(field="#find-home", results=".suggestions [role=option] strong")
MATERIAL_SEARCH = SearchUse(field=".md-search__input", results=".md-search-result__item h1", opener=".md-search__input")


def markdown(one: Article, box: str) -> str:
    """The article with its front matter; `box` has a place for the note."""
    front = {"title": one.title, "description": one.description, "keywords": list(one.keywords)}
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items())
    return f"---\n{lines}\n---\n{box.format(note=one.note)}\n\n{one.body}"


MKDOCS_BOX = "!!! note\n\n    {note}"


def ours(folder: Path, articles: dict[str, list[Article]]) -> Job:
    """Our own templates and configuration around the articles."""
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    for name in ("overrides", "includes"):
        shutil.copytree(ROOT / name, folder / name)
    for language, pages in articles.items():
        topics = {one.topic: one for one in pages if one.slug == "index"}
        cards = [{"title": one.title, "text": one.description, "link": f"{topic}/"} for topic, one in topics.items()]
        hero = {"title": HOME[language], "text": HOME[language]}
        front = f"title: {HOME[language]}\ntemplate: home.html\nhero: {json.dumps(hero)}\ncards: {json.dumps(cards)}"
        write(folder / "docs" / language / "index.md", f"---\n{front}\n---\n")
        write(folder / "docs" / language / "search.md", "---\ntitle: Search\ntemplate: search.html\n---\n")
        for one in pages:
            write(folder / "docs" / language / one.topic / f"{one.slug}.md", markdown(one, MKDOCS_BOX))
    out = folder / "site"
    command = [sys.executable, "-m", "workshop.site.build", "--source", folder, "--out", out]
    return Job(folder, out, [command])


def same_site(folder: Path, articles: dict[str, list[Article]]) -> Job:
    """Ours in every way, only that the generator's own search makes the index, in each pass, and Pagefind none."""
    job = ours(folder, articles)
    shared = folder / "mkdocs.yml"
    shared.write_text(shared.read_text("utf-8").replace("\nplugins:\n", "\nplugins:\n  search: {}\n"), "utf-8")
    return replace(job, commands=[[*job.commands[0], "--no-search"]])


CONFIG = """site_name: Help
site_url: http://127.0.0.1:8000/{prefix}
docs_dir: docs
site_dir: site/{prefix}
edit_uri_template: https://git.example.com/{{path}}
strict: true
theme:
  name: material
  language: {theme}
  font: false
  features: [navigation.indexes, navigation.prune, content.code.copy]
plugins:
  search:
    lang: {search}
  i18n:
    docs_structure: folder{only}
    fallback_to_default: false
    reconfigure_material: {at_once}
    reconfigure_search: false
    languages:
      - {{locale: en, name: English, default: true}}
      - {{locale: "no", name: Norsk, theme: {{language: nb}}}}
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.snippets
  - pymdownx.superfences
validation: {{omitted_files: ignore, not_found: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}}
"""


MKDOCS = (sys.executable, "-m", "mkdocs", "build", "-q")
QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def material(folder: Path, articles: dict[str, list[Article]]) -> Job:
    """The plugin for languages that we use, too, one pass per language, side by side: the fastest way there is."""
    _write_material(folder, articles)
    for language in LANGUAGES:
        _configure(folder, [language])
    # Each pass empties its folder first: English, whose folder holds the other, writes beside it.
    commands = [[*MKDOCS, "-f", f"{language}.yml", "-d", f"site-{language}"] for language in LANGUAGES]
    return Job(folder, folder / "site-en", commands, QUIET, [folder / "site-no"])


def material_at_once(folder: Path, articles: dict[str, list[Article]]) -> Job:
    """The same as its manual has it: one `mkdocs build` for all languages."""
    _write_material(folder, articles)
    _configure(folder, list(LANGUAGES))
    return Job(folder, folder / "site", [[*MKDOCS, "-f", "en.yml", "-d", "site"]], QUIET)


def _configure(folder: Path, languages: list[str]) -> None:
    """A file named after the first language, for a pass over these."""
    first, *others = languages
    config = CONFIG.format(
        prefix={"en": "", "no": "no/"}[first],
        theme={"en": "en", "no": "nb"}[first],
        search=json.dumps(languages),
        only="" if others else f'\n    build_only_locale: "{first}"',
        at_once=str(bool(others)).lower(),
    )
    write(folder / f"{first}.yml", config)


def _write_material(folder: Path, articles: dict[str, list[Article]]) -> None:
    for language, pages in articles.items():
        links = "\n".join(f"- [{one.title}]({one.topic}/index.md)" for one in pages if one.slug == "index")
        write(folder / "docs" / language / "index.md", f"# {HOME[language]}\n\n{links}\n")
        for one in pages:
            write(folder / "docs" / language / one.topic / f"{one.slug}.md", markdown(one, MKDOCS_BOX))
