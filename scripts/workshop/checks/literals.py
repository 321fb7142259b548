"""
Ids of a policy in the product. Code asks plans, seats, channels, topics, clients and teams for traits, not for ids.

The ids are those of the company that is there and of the foreign company of the tests. Looked at are strings, keys and
properties of code and templates, selectors of styles, keys of words, and names of files. Texts and comments are free.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chalicelib.company import folder
from workshop.checks.literals_of import Literal, files, literals

TABLES = ("tier", "seat", "channel", "topic", "client", "team")
FOREIGN = "tests/company/shop/company/policy.toml"
LOOKED_AT = ("intake", "scripts", "overrides")
# This list, and data of others.
LEFT_OUT = ("scripts/workshop/checks/literals.py", "scripts/workshop/checks/browser_floor/newer.json")

# Ids that are also words of the product. They are refused only where they are compared with a row of the policy, or are
# listed with another id of the same table.
WORDS_OF_THE_PRODUCT: Mapping[str, str] = {
    "email": "a person and a case have an address: the field `email` of API, forms and CSV",
    "phone": "a case has a number to call: the field `phone`; a channel says with `needs` that it is needed",
    "chat": "a trait: `answers_by` of a channel",
    "community": "a table of the policy, a kind of search result and a name of an article in company.toml",
    "callback": "a parameter of functions",
    "free": "a bound in limits.toml up to which nothing is asked",
    "general": "the folder of suggested questions without a topic",
    "sign_in": "signing in to the help centre: a package, a section of words, kinds of mails",
    "subscription": "a table of the policy and what a topic `asks`",
    "mobile": "a name of an article in company.toml",
    "service": "what the API is built from",
    "web": "the network",
    "letter": "a mail before it is sent",
    "reader": "whoever reads a page",
    "browser": "whoever signs in has one: limits, sessions and pages name it",
    "owner": "whoever wrote a draft or opened a session; a column of a table",
    "core": "git’s setting `core.quotePath`, a part of the engine",
}
OFTEN = (
    5  # an id of somebody's policy that more files than this write is a word of the language of code, such as `name`
)
FIELDS = frozenset({"email", "phone"})  # of a person or a case: a list may hold both

# Places that must name an id all the same: (file, id) -> why.
_ARTICLE = "company.toml names the articles that pages link to, and calls this one so"
EXCEPTIONS: Mapping[tuple[str, str], str] = {
    ("intake/chalicelib/company/load.py", "mobile"): _ARTICLE,
    ("intake/chalicelib/company/load.py", "community"): _ARTICLE,
    ("intake/chalicelib/company/load.py", "phone"): _ARTICLE,
    ("intake/chalicelib/company/load.py", "subscription"): _ARTICLE,
    ("intake/chalicelib/http/problems.py", "mobile"): _ARTICLE,
    ("overrides/assets/help/people/ways.js", "mobile"): _ARTICLE,
    ("overrides/partials/case_form.html", "mobile"): _ARTICLE,
}


@dataclass(frozen=True)
class Vocabulary:
    """Ids of the policies by table."""

    tables: Mapping[str, frozenset[str]]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset().union(*self.tables.values())

    def tables_of(self, word: str) -> Sequence[str]:
        return [table for table, ids in self.tables.items() if word in ids]

    def several(self, words: Iterable[str]) -> bool:
        """Whether two or more of the words are ids of one table, and not only fields of a case."""
        found = set(words)
        return any(len(found & ids) > 1 and not (found & ids) <= FIELDS for ids in self.tables.values())


def findings(root: Path, policies: Sequence[Path] | None = None) -> Sequence[str]:
    """Every literal that is the id of a row, as "file, line N: what, and what to ask instead"."""
    vocabulary = read(policies or [path for path in (folder() / "policy.toml", root / FOREIGN) if path.exists()])
    named = dict.fromkeys(
        f"{one.path}, line {one.line}: {one.word!r} is the id of a {' and a '.join(vocabulary.tables_of(one.word))}; "
        "ask for a trait of the row, or take the id from the policy"
        for one in _refused_literals(root, vocabulary)
        if (one.path, one.word) not in EXCEPTIONS
    )
    return list(named)


def needless(root: Path, policies: Sequence[Path]) -> Sequence[tuple[str, str]]:
    """The exceptions that these policies do not need."""
    found = {(one.path, one.word) for one in _refused_literals(root, read(policies))}
    return sorted(EXCEPTIONS.keys() - found)


def _refused_literals(root: Path, vocabulary: Vocabulary) -> Iterator[Literal]:
    written = [one for path in files(root, LOOKED_AT, LEFT_OUT) for one in literals(root, path, vocabulary.ids)]
    often = {word for word, places in _files_of(written).items() if len(places) > OFTEN}
    free = {*WORDS_OF_THE_PRODUCT, *often}
    # A word of the product is refused only where it is meant as an id.
    yield from (one for one in written if one.word not in free or one.compared or vocabulary.several(one.beside))


def _files_of(written: Iterable[Literal]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in written:
        found.setdefault(one.word, set()).add(one.path)
    return found


def read(policies: Sequence[Path]) -> Vocabulary:
    rows = [tomllib.loads(path.read_text("utf-8")) for path in policies]
    return Vocabulary({
        table: frozenset(row["id"] for policy in rows for row in policy.get(table, []))
        for table in TABLES
    })  # fmt: skip
