"""Words that contradict our vocabulary, with the better one: vocabulary/terms.toml."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.source import Article
from workshop.checks.articles.words.own_files import toml_of

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")


@dataclass(frozen=True)
class Term:
    avoid: re.Pattern[str]
    use: str
    why: str

    def __str__(self) -> str:
        return f"say {self.use}" + (f" ({self.why})" if self.why else "")


class Vocabulary:
    """The terms of all languages, read once."""

    def __init__(self, root: Path) -> None:
        files = [root / folder / "terms.toml" for folder in ("vocabulary", "company/vocabulary")]
        rows = [row for file in files if file.is_file() for row in toml_of(root, file).get("term", [])]
        self.terms: Mapping[str, Sequence[Term]] = {
            locale: [_term(row) for row in rows if row["locale"] == locale]
            for locale in dict.fromkeys(row["locale"] for row in rows)
        }
        # Most lines have none of them, and one search finds out.
        self.any = {
            locale: re.compile("|".join(f"(?:{term.avoid.pattern})" for term in terms) or r"(?!)", re.IGNORECASE)
            for locale, terms in self.terms.items()
        }

    def findings(self, article: Article) -> Iterator[Finding]:
        for number, text in article.prose:
            if not article.allows(number, "terms"):
                for found in self.found(article.locale, text):
                    yield Finding(article.path, number, Level.ERROR, found)

    def found(self, locale: str, text: str) -> Iterator[str]:
        """Each word of a text to avoid, with the better one. Skips text in quotation marks."""
        if locale not in self.any or not self.any[locale].search(text):
            return
        unquoted = _QUOTED.sub(" ", text)
        for term in self.terms[locale]:
            for found in term.avoid.finditer(unquoted):
                yield f"{found[0]}: {term}"


def _term(row: Mapping[str, object]) -> Term:
    avoid = row["avoid"]
    words = avoid if isinstance(avoid, list) else [str(avoid)]
    return Term(re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE), str(row["use"]), str(row.get("why", "")))
