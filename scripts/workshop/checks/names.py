"""Words that contradict our vocabulary outside the articles: pages, mails, names of the policy, root files."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from chalicelib.policy import Policy
from chalicelib.policy.names import unnamed as missing_in
from workshop.checks.articles.words.terms import Vocabulary
from workshop.checks.words import LOCALES, flat, read
from workshop.policy.words import WORDS
from workshop.site.languages.locales import LOCALES as SITE_LOCALES

# The mails have words in more languages than the vocabulary; it knows those of the site.
MAILS = {locale.tag: locale.id for locale in SITE_LOCALES}
# Root files in the language their readers work in. The changelog is a record, and names things by the words of its day.
ROOT_FILES: Mapping[str, str] = {"SKRIVING.md": "no"}
RECORDS = frozenset({"CHANGELOG.md"})
_CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|\{\w+\}")
_ALLOWED = "<!-- check: allow terms -->"


def findings(root: Path) -> Sequence[str]:
    """Each such word with its place, and the better one."""
    vocabulary = Vocabulary(root)
    return [
        f"{place}: {found}"
        for place, locale, text in texts(root)
        for found in vocabulary.found(locale, _CODE.sub(" ", text))
    ]


def unnamed(policy: Policy, day: date) -> Sequence[str]:
    """Channels without a name in a language of mails, as "email (ja)": those mails say the name of the first locale."""
    rules = policy.on(day)
    answered = [channel for channel in rules.channels.values() if channel.opens_case]
    return [
        f"{channel.id} ({', '.join(missing)})"
        for channel in answered
        if (missing := missing_in(channel.name, list(rules.languages)))
    ]


def texts(root: Path) -> Iterator[tuple[str, str, str]]:
    """Everything people read outside the articles: (place, locale, text)."""
    for locale in LOCALES:
        for key, text in flat(read(root, locale)):
            if not key.endswith("_address"):
                yield f"overrides/words/{locale}.html: {key}", locale, text
        for key, text in WORDS.get(locale, {}).items():
            yield f"scripts/workshop/policy/words.py: {locale}.{key}", locale, text
    for tag, locale in MAILS.items():
        path = f"intake/chalicelib/mail/words/{tag}.toml"
        if not (root / path).is_file():
            continue
        for key, text in flat(tomllib.loads((root / path).read_text("utf-8"))):
            yield f"{path}: {key}", locale, text
    yield from _policy(root)
    for file in sorted(root.glob("*.md")):
        if file.name not in RECORDS:
            yield from _prose(file, ROOT_FILES.get(file.name, "en"))


def _policy(root: Path) -> Iterator[tuple[str, str, str]]:
    """Names, labels and advice of the policy's rows, in the site's languages."""
    path = "company/policy.toml"
    tables: Mapping[str, Any] = tomllib.loads((root / path).read_text("utf-8"))
    for table, rows in tables.items():
        for row in rows if isinstance(rows, list) else ():
            for key in ("name", "label", "text"):
                for locale, text in row.get(key, {}).items():
                    if locale in LOCALES:  # the others are for mails only
                        yield f"{path}: {table} {row.get('id', '')}", locale, text


def _prose(file: Path, locale: str) -> Iterator[tuple[str, str, str]]:
    """The lines of a Markdown file, without its blocks of code."""
    fenced = False
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced and _ALLOWED not in line:
            yield f"{file.name}:{number}", locale, line
