"""Both passes at the same time, and their complaints in the words of a writer."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.site.generator.configuration import FOLDER, configuration_of, theme_of
from workshop.site.languages.locales import Locale
from workshop.site.trouble import SiteTrouble

LIMIT_SECONDS = 1800


def run_passes(orders: dict[Locale, dict[str, Any]]) -> None:
    """Run one MkDocs per language side by side; SiteTrouble names everything both complained about."""
    running = {}
    for locale, order in orders.items():
        # The theme prints a notice to its own users at each start; it says nothing about this site.
        process = subprocess.Popen(
            [sys.executable, "-m", "workshop.site.generator.one_pass", str(_written(order))],
            text=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        running[locale] = process
    troubles = [line for locale, process in running.items() for line in _finish(locale, process)]
    if troubles:
        raise SiteTrouble(*dict.fromkeys(troubles))


def _written(order: dict[str, Any]) -> Path:
    """The order as a file beside the pass's output: a long navigation does not fit on a command line."""
    file = Path(order["site_dir"] + ".json")
    file.write_text(json.dumps(order), encoding="utf-8")
    return file


def _finish(locale: Locale, process: "subprocess.Popen[str]") -> list[str]:
    try:
        out, err = process.communicate(timeout=LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return [f"{FOLDER}/mkdocs.{locale.id}.yml: the pass took more than {LIMIT_SECONDS // 60} minutes"]
    try:
        messages = json.loads(out.splitlines()[-1])["troubles"]
    except (IndexError, ValueError, KeyError):
        return [f"{FOLDER}/mkdocs.{locale.id}.yml: the generator stopped without a word: {err.strip()[-400:]}"]
    return [readable(message, locale) for message in messages]


def readable(message: str, locale: Locale) -> str:
    """A sentence that begins with the file, where the generator named one."""
    text = " ".join(message.split())
    if re.match(r"(?:docs|includes|overrides)/[^:]+:\d+: ", text):
        return text  # a sentence of ours (content/plugin.py)
    # Where the generator looked is of no use to a writer, and names folders of this machine.
    text = re.sub(r"'([\w./-]+)' not found in search paths: .*", r"the template '\1' is not in overrides/", text)
    named = re.search(r"(?:Doc file|reading page|building page) '([^']+)'(?: contains)?:? ?", text)
    if named:
        text = f"docs/{named[1]}: {text[named.end() :]}"
    elif "Snippet at path" in text:
        text = f"docs/{locale.id}: {text}; are the tables in includes/{locale.id} there?"
    else:
        text = f"{FOLDER}/mkdocs.{locale.id}.yml: {text}"
    return text


def order(root: Path, locale: Locale, stage: Path, out: Path, site_url: str, nav: list[Any]) -> dict[str, Any]:
    """The input of one pass."""
    return {
        "config": str(configuration_of(root, locale)),
        "root": str(root),
        "theme": str(theme_of(root)),
        "scope": urlsplit(site_url.rstrip("/") + "/").path,
        "docs_dir": str(stage),
        "site_dir": str(out),
        "site_url": site_url.rstrip("/") + "/" + locale.prefix,
        "nav": nav,
    }
