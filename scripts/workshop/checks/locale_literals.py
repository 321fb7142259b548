"""
Languages of the site in the product. Code asks the table of locales of company.toml, and never names one.

Looked at are strings, keys and properties of code and templates in intake/ and overrides/. Texts and comments are free.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workshop.site.languages.locales import LOCALES

LOOKED_AT = ("intake", "overrides")
ENDINGS = (".py", ".js", ".css", ".html", ".json")
WORDS = "overrides/words"  # a file of sentences for each language: texts, whatever their keys are
LEFT_OUT = frozenset({
    "overrides/assets/shared/policy/policy.json",  # these three are written from the policy by scripts/render_policy
    "overrides/partials/named.html",
    "overrides/partials/reached.html",
})  # fmt: skip
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
_STRING = re.compile(r"""(?P<quote>["'`])(?P<text>(?:\\.|(?!(?P=quote)).)*?)(?P=quote)""")
_KEY = re.compile(r"(?<![\w$.\"'?])(\w+)\s*:(?!:)")
_PROPERTY = re.compile(r"\.(\w+)\b(?!\s*\()")
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w\"'`])//[^\n]*|\{#.*?#\}|<!--.*?-->", re.DOTALL)


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
    for top in LOOKED_AT:
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            left_out = path in LEFT_OUT or path.startswith(f"{WORDS}/") or "__pycache__" in path
            if file.suffix in ENDINGS and file.is_file() and not left_out:
                found = _python(file) if file.suffix == ".py" else _script(file)
                yield from dict.fromkeys((path, line, word) for line, text in found for word in _named(text, names))


def _named(text: str, names: frozenset[str]) -> Iterator[str]:
    """A language as itself, or as the beginning of an address."""
    word = text.strip("/")
    if word in names and (word == text or text.startswith("/") or text.endswith("/")):
        yield word


def _python(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _script(file: Path) -> Iterator[tuple[int, str]]:
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), file.read_text("utf-8"))
    for number, line in enumerate(text.split("\n"), 1):
        yield from ((number, one["text"]) for one in _STRING.finditer(line))
        bare = _STRING.sub('""', line)
        if file.suffix == ".js":
            yield from ((number, word) for word in (*_KEY.findall(bare), *_PROPERTY.findall(bare)))
