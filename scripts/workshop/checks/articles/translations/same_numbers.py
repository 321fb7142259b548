"""Every number and date of a Norwegian page against its English source, section by section."""

import re
from collections.abc import Iterator, Sequence

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.numbers import Quantity, rules_of, spelled
from workshop.checks.articles.source import Article

# Thousands in one language, decimals in the other: never the same number, although they look alike.
_TREACHEROUS = re.compile(r"\d[.,]\d{3}$")
_DIGITS = re.compile(r"\d+")


def findings(article: Article, english: Article) -> Iterator[Finding]:
    if not (rules_of(article.locale) and rules_of(english.locale)):
        return  # numbers of a language without rules cannot be compared
    for heading, ours in article.sections.items():
        theirs = english.sections.get(heading)
        if theirs is None:
            continue  # reported as a differing heading
        here, there = _Said(article, ours), _Said(english, theirs)
        for quantity, line in here.quantities.items():
            if not there.says(quantity) and not article.allows(line, "numbers"):
                words = f"{quantity.written} is not in the English source ({english.path}:{there.begins})"
                yield Finding(article.path, line, Level.ERROR, words)
        for quantity, line in there.quantities.items():
            if not here.says(quantity) and not english.allows(line, "numbers"):
                words = f"{quantity.written} of the English source is missing here ({english.path}:{line})"
                yield Finding(article.path, here.begins, Level.ERROR, words)
        for value in sorted(here.spelled_only(there)):
            words = f"the number {value} is not in the English source ({english.path}:{there.begins})"
            yield Finding(article.path, here.begins, Level.ERROR, words)
        for value in sorted(there.spelled_only(here)):
            words = f"the number {value} of the English source is missing here ({english.path}:{there.begins})"
            yield Finding(article.path, here.begins, Level.ERROR, words)


class _Said:
    """The numbers of one section, each with its first line."""

    def __init__(self, article: Article, lines: Sequence[tuple[int, str]]) -> None:
        self.begins = lines[0][0] if lines else 1
        self.text = "\n".join(text for _, text in lines)
        self.words, self.ordinals = spelled(self.text, article.locale)
        stated = {article.field_line("title"), article.field_line("description")}
        self.quantities: dict[Quantity, int] = {}
        for number, _ in lines:
            if number <= article.front_lines and number not in stated:
                continue  # questions are the reader's, and differ between languages
            for quantity in article.quantities.get(number, ()):
                self.quantities.setdefault(quantity, number)
        numbers = {number for number, _ in lines}
        for line in article.lines:
            if line.code and line.number in numbers:
                # Code is not written in a language: its digits are compared as written.
                for digits in _DIGITS.findall(" ".join(line.code)):
                    self.quantities.setdefault(Quantity(f"`{digits}", digits), line.number)
        self.values = {quantity.value for quantity in self.quantities}

    def spelled_only(self, other: "_Said") -> set[str]:
        """Written as a word here, and nowhere there. One and two are also articles, pairs and parts of other words."""
        return self.words - other.words - other.ordinals - other.values - {"1", "2"}

    def says(self, quantity: Quantity) -> bool:
        if quantity.value in self.values | self.words | self.ordinals:
            return True
        # Names and versions, such as macOS 10.15, are the same in both languages.
        written = quantity.written
        return not _TREACHEROUS.search(written) and bool(
            re.search(rf"(?<![\d.,]){re.escape(written)}(?!\d)", self.text)
        )
