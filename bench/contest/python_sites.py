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
    for name in ("mkdocs.yml", "mkdocs.en.yml", "mkdocs.no.yml"):
        shutil.copyfile(ROOT / name, folder / name)
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
edit_uri_template: https://git.nordlys.example/{{path}}
strict: true
theme:
  name: material
  language: {theme}
  font: false
  features: [navigation.indexes, navigation.prune, content.code.copy]
plugins:
  search:
    lang: ["{language}"]
  i18n:
    docs_structure: folder
    build_only_locale: "{language}"
    fallback_to_default: false
    reconfigure_material: false
    reconfigure_search: false
    languages:
      - {{locale: en, name: English, default: true}}
      - {{locale: "no", name: Norsk}}
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


def material(folder: Path, articles: dict[str, list[Article]]) -> Job:
    """The plugin for languages that we use, too, one pass per language, side by side: the fastest way there is."""
    for language, pages in articles.items():
        prefix = "" if language == "en" else f"{language}/"
        theme = {"en": "en", "no": "nb"}[language]
        write(folder / f"{language}.yml", CONFIG.format(language=language, prefix=prefix, theme=theme))
        links = "\n".join(f"- [{one.title}]({one.topic}/index.md)" for one in pages if one.slug == "index")
        write(folder / "docs" / language / "index.md", f"# {HOME[language]}\n\n{links}\n")
        for one in pages:
            write(folder / "docs" / language / one.topic / f"{one.slug}.md", markdown(one, MKDOCS_BOX))
    # Each pass empties its folder first: English, whose folder holds the other, writes beside it.
    commands = [
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", f"{language}.yml", "-d", f"site-{language}"]
        for language in LANGUAGES
    ]
    return Job(folder, folder / "site-en", commands, {"NO_MKDOCS_2_WARNING": "1"}, [folder / "site-no"])
