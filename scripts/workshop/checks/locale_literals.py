"""
Languages of the site in the product. Code asks the table of locales of company.toml, and never names one.

Looked at are strings, keys and properties of code and templates in intake/ and overrides/. Texts and comments are free.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workshop.checks.literals_of import KEY, PROPERTY, STRING, files, without_comments
from workshop.site.languages.locales import LOCALES

LOOKED_AT = ("intake", "overrides")
WORDS = "overrides/words/"  # a file of sentences for each language: texts, whatever their keys are
# (file, word) -> why it must be there.
_ANSWER = "what a reader answers: yes or no"
_RULES = "rules of a language of articles by its tag; a language without rules takes the plain path"
EXCEPTIONS: Mapping[tuple[str, str], str] = {
    ("intake/chalicelib/aws/feedback.py", "no"): _ANSWER,
    ("intake/chalicelib/http/routes/articles.py", "no"): _ANSWER,
    ("intake/chalicelib/mail/sentences.py", "nb"): "which words of mails other languages can read",
    ("intake/chalicelib/mail/sentences.py", "no"): "which words of mails other languages can read",
    ("overrides/assets/help/answers/answer.js", "no"): _ANSWER,
    ("overrides/partials/feedback.html", "no"): _ANSWER,
    ("overrides/assets/shared/search/forms.js", "en"): _RULES,
    ("overrides/assets/shared/search/forms.js", "nb"): _RULES,
    ("overrides/assets/shared/search/spelling.js", "en"): "an ending of Norwegian words",
    ("overrides/assets/shared/search/spelling.js", "nb"): _RULES,
    ("overrides/assets/shared/search/words.js", "en"): _RULES,
    ("overrides/assets/shared/search/words.js", "nb"): _RULES,
}


def findings(root: Path, names: frozenset[str] | None = None) -> Sequence[str]:
    """Every literal that is a language of the site, as "file, line N: what, and what to ask instead"."""
    return [
        f"{path}, line {line}: {word!r} is a language of the site; take it from the table of locales (company.toml)"
        for path, line, word in _all(root, names or of_the_site())
        if (path, word) not in EXCEPTIONS
    ]


def needless(root: Path) -> Sequence[tuple[str, str]]:
    """Exceptions for what is not there any more."""
    return sorted(EXCEPTIONS.keys() - {(path, word) for path, _, word in _all(root, of_the_site())})


def of_the_site() -> frozenset[str]:
    """Folders and tags of the languages."""
    return frozenset(name for locale in LOCALES for name in (locale.id, locale.tag))


def _all(root: Path, names: frozenset[str]) -> Iterator[tuple[str, int, str]]:
    for path in files(root, LOOKED_AT, (WORDS,)):
        if not path.endswith(".toml"):  # texts in several languages, by their tags
            text = (root / path).read_text("utf-8")
            found = _python(text) if path.endswith(".py") else _script(path, text)
            yield from dict.fromkeys((path, line, word) for line, said in found for word in _named(said, names))


def _named(text: str, names: frozenset[str]) -> Iterator[str]:
    """A language as itself, or as the beginning of an address."""
    word = text.strip("/")
    if word in names and (word == text or text.startswith("/") or text.endswith("/")):
        yield word


def _python(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _script(path: str, text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(without_comments(path, text).split("\n"), 1):
        yield from ((number, one["text"]) for one in STRING.finditer(line))
        bare = STRING.sub('""', line)
        if path.endswith(".js"):
            yield from ((number, word) for word in (*KEY.findall(bare), *PROPERTY.findall(bare)))
