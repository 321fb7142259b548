"""
Articles for the contest: made up, the same every time, in the words of our own articles.

Each language's words follow each other as they do in docs/ (pairs of words), so that their frequencies, and with them
the size of an index, are those of real text; every article adds a few words of its own, as real articles do.
"""

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "no")
IN_A_TOPIC = 20
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NOT_TEXT = re.compile(r"```.*?```|<[^>]+>|\{[^}]*\}|^(?:#|\||!!!|--8<--).*$|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.]")


@dataclass(frozen=True)
class Article:
    """One article of one language; `body` is Markdown that every contender reads, links as `(../topic-01/x.md)`."""

    topic: str
    slug: str  # "index" is the page of a topic
    title: str
    description: str
    keywords: tuple[str, ...]
    body: str
    note: str  # a sentence for a box, which each contender writes differently


class Language:
    """Sentences in the words of docs/<name>."""

    def __init__(self, name: str) -> None:
        text = " . ".join(
            _NOT_TEXT.sub(" ", _FRONT.sub("", file.read_text("utf-8")))
            for file in sorted((ROOT / "docs" / name).rglob("*.md"))
        )
        words = _WORD.findall(text)
        self._after: dict[str, list[str]] = defaultdict(list)
        for one, other in pairwise(words):
            self._after[one].append(other)
        # Sorted, so that the order of the files does not change the choice.
        self.words = sorted({word.lower() for word in words if len(word) > 3})

    def sentence(self, dice: random.Random) -> str:
        """Between four and about twenty words."""
        said: list[str] = []
        word = "."
        while True:
            word = dice.choice(self._after[word])
            if word == "." or len(said) == 22:
                if len(said) >= 4:
                    return " ".join(said)[0].upper() + " ".join(said)[1:] + "."
                word = "."
                said.clear()
            else:
                said.append(word)

    def coined(self, dice: random.Random) -> str:
        """A word that few articles share, as names of features and fields are."""
        first, last = (dice.choice(self.words) for _ in range(2))
        return (first[: dice.randint(3, 6)] + last[-dice.randint(3, 6) :]).replace("-", "")


def articles(name: str, count: int) -> list[Article]:
    """The first `count` articles of a language, topic by topic; more articles do not change the first ones' topics."""
    language = Language(name)
    topics = [f"topic-{number:02}" for number in range(1, max(2, -(-count // IN_A_TOPIC)) + 1)]
    slugs = [(topic, "index" if place == 0 else f"article-{place:02}")
             for topic in topics for place in range(IN_A_TOPIC)][:count]  # fmt: skip
    return [_article(language, name, topic, slug, number, slugs) for number, (topic, slug) in enumerate(slugs)]


def _article(language: Language, name: str, topic: str, slug: str, number: int,
             slugs: list[tuple[str, str]]) -> Article:  # fmt: skip
    dice = random.Random(f"{name} {number}")
    own = [language.coined(dice) for _ in range(6)]
    title = f"{' '.join(language.sentence(dice).rstrip('.').split()[:6])} {own[0]}".capitalize()
    parts: list[str] = []
    wanted, written = dice.randint(300, 900), 0
    while written < wanted:
        part = _section(language, dice, own, number, slugs)
        written += len(part.split())
        parts.append(part)
    about, note = language.sentence(dice), language.sentence(dice)
    return Article(topic, slug, title, about, tuple(own[:3]), "\n".join(parts), note)


def _section(language: Language, dice: random.Random, own: list[str], number: int, slugs: list[tuple[str, str]]) -> str:
    def text(sentences: int) -> str:
        said = [language.sentence(dice) for _ in range(sentences)]
        said[0] = f"{said[0][:-1]} {dice.choice(own)}."
        return "\n".join(said)

    heading = " ".join(language.sentence(dice).rstrip(".").split()[:7])
    topic, slug = dice.choice(slugs)
    link = f"{language.sentence(dice)[:-1]}: [{dice.choice(own)}](../{topic}/{slug}.md)."
    steps = "\n".join(f"{place}. {language.sentence(dice)}" for place in range(1, dice.randint(3, 6)))
    more = {
        0: "\n\n" + "\n".join(f"- {language.sentence(dice)}" for _ in range(dice.randint(2, 5))),
        1: "\n\n| NC | |\n| --- | --- |\n" + "\n".join(
            f"| NC-{number:05} | {language.sentence(dice)} |" for _ in range(3)),
        2: f'\n\n```json\n{{"code": "NC-{number:05}", "field": "{dice.choice(own)}"}}\n```',
        3: "",
    }[dice.randrange(4)]  # fmt: skip
    return f"## {heading}\n\n{text(dice.randint(2, 5))}\n\n{steps}\n\n{text(2)}\n{link}{more}\n"
