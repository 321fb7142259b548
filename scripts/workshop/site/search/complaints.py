"""
What people complain with when they do not say what is wrong: `complaints.<hash>.json` beside an index, for the browser.

The words are in `vocabulary/complaints.<locale>.toml`; what the product's own parts are called is in
`company/vocabulary/product.<locale>.toml`. A complaint that an article names in its title or in one of its questions is
known, and has an answer.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from chalicelib.company import folder as company_folder
from chalicelib.company import toml_of
from workshop.site.languages.locales import Locale
from workshop.site.search.synonyms import TOKEN, forms
from workshop.site.trouble import SiteTrouble

FOLDER = Path(__file__).parents[4] / "vocabulary"
GROUPS = ("trouble", "weak", "things")  # of words that mean the same
WORDS = ("not", "asking", "clear", "filler")
NOT = "not"


def read_complaints(locale: Locale, *folders: Path) -> dict[str, list[str]]:
    """
    The vocabulary of a language, the product's own parts with the other things.

    Args:
        folders: where the files are; without any, vocabulary/ and the company's own.

    Raises:
        SiteTrouble: a file has another key, or a value is no list of words.
        CompanyBroken: a file is not TOML.
    """
    read = {name: list[str]() for name in (*GROUPS, *WORDS)}
    for name, wanted in ((f"complaints.{locale.id}.toml", read.keys()), (f"product.{locale.id}.toml", {"things"})):
        said: dict[str, list[str]] = {}
        for folder in folders or (FOLDER, company_folder() / "vocabulary"):
            if (folder / name).is_file():
                said |= _read(folder / name, wanted)
        for key, words in said.items():
            read[key] += words
    return read


def _read(file: Path, wanted: Collection[str]) -> dict[str, list[str]]:
    shown = f"vocabulary/{file.name}" if file.parent == FOLDER else f"company/vocabulary/{file.name}"
    said: dict[str, Any] = toml_of(file, shown.removeprefix("company/"))
    for key, words in said.items():
        if key not in wanted or not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise SiteTrouble(f"{shown}: {key}: a list of words was expected, under one of {', '.join(wanted)}")
    return said


def complaints_file(
    vocabulary: Mapping[str, list[str]], locale: Locale, phrases: Iterable[str], stop: frozenset[str]
) -> str:
    """
    The words as JSON: the forms of each group, the small words, and the complaints that articles know.

    Args:
        phrases: the titles and questions of the articles.
        stop: words that carry no meaning in a question.
    """
    lists: dict[str, Any] = {name: [_forms(group, locale) for group in vocabulary[name]] for name in GROUPS}
    lists |= {name: sorted(set(vocabulary[name])) for name in WORDS}
    lists["known"] = sorted(_known(lists, phrases, stop))
    return json.dumps(lists, ensure_ascii=False, separators=(",", ":"))


def _forms(group: str, locale: Locale) -> str:
    return " ".join(sorted({form for word in group.split() for form in forms(word, locale)}))


def _words(phrase: str) -> list[str]:
    return TOKEN.findall(phrase.lower().replace("’", "").replace("'", ""))


def _known(lists: Mapping[str, Any], phrases: Iterable[str], stop: frozenset[str]) -> Iterator[str]:
    """Phrases of such words alone that name a thing: their groups, in order, as the browser names them (vague.js)."""
    groups = {form: f"{name}{number}" for name in reversed(GROUPS)
              for number, its in reversed(list(enumerate(lists[name]))) for form in its.split()}  # fmt: skip
    small, no = stop | set(lists["filler"]), set(lists["not"])
    found = set()
    for phrase in phrases:
        words = _words(phrase)
        if all(word in groups or word in small or word in no for word in words):
            its = {groups[word] for word in words if word in groups} | {NOT for word in words if word in no}
            wrong = any(one.startswith("trouble") for one in its)
            if any(one.startswith("things") for one in its) and (wrong or NOT in its):
                # Beside what is wrong, the weak words say nothing: "import errors and how to fix them".
                found.add(" ".join(sorted(one for one in its if not (wrong and one.startswith("weak")))))
    yield from found
