"""
The codes of problem documents and what they mean: one file, `codes.toml`, for the documents, OpenAPI and the page.

It is read when the first problem document is built, so a process that refuses nothing never reads it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Text = Mapping[str, str]  # name of a language -> the text


class CodesBroken(Exception):
    """The file of codes has mistakes; the message names each."""


@dataclass(frozen=True)
class Problem:
    """
    A kind of problem document.

    Attributes:
        status: HTTP status.
        when: what has happened.
        do: what a client can do about it.
        fields: names of what such a document contains besides the fields of every one.
    """

    code: str
    status: int
    title: Text
    when: Text
    do: Text
    fields: Sequence[str] = ()


@dataclass(frozen=True)
class Field:
    """A field of problem documents; `always` says that every document has it, `schema` is its JSON schema."""

    name: str
    schema: Mapping[str, Any]
    means: Text
    always: bool = False


@dataclass(frozen=True)
class Mistake:
    """A code that an entry of `errors` carries, with the names of its parameters."""

    code: str
    means: Text
    params: Sequence[str] = ()


@dataclass(frozen=True)
class Codes:
    """Everything in the file. `languages`: name -> language tag, the first is that of titles in problem documents."""

    languages: Mapping[str, str]
    page: Mapping[str, Text]
    problems: Mapping[str, Problem]
    fields: Mapping[str, Field]
    mistakes: Mapping[str, Mistake]

    def title(self, code: str) -> str:
        return self.problems[code].title[next(iter(self.languages))]

    def fields_of(self, code: str) -> Iterator[Field]:
        """What a problem document of this code may contain besides what every one does."""
        return (self.fields[name] for name in self.problems[code].fields)


@cache
def shipped() -> Codes:
    """The codes of this API."""
    return load(Path(__file__).with_name("codes.toml").read_text("utf-8"))


def load(toml: str) -> Codes:
    """
    Read a file of codes.

    Raises:
        CodesBroken: with every text that is missing in a language, and every field that is not described.
    """
    raw = tomllib.loads(toml)
    codes = Codes(
        raw["languages"],
        raw["page"],
        {row["code"]: Problem(**row) for row in raw["problem"]},
        {row["name"]: Field(**row) for row in raw["field"]},
        {row["code"]: Mistake(**row) for row in raw["mistake"]},
    )
    if mistakes := [*_untranslated(codes), *_undescribed(codes)]:
        raise CodesBroken("; ".join(mistakes))
    return codes


def _untranslated(codes: Codes) -> Iterator[str]:
    texts: dict[str, Text] = {f"page.{name}": text for name, text in codes.page.items()}
    for one in codes.problems.values():
        texts |= {f"{one.code}.title": one.title, f"{one.code}.when": one.when, f"{one.code}.do": one.do}
    texts |= {f"field {one.name}": one.means for one in codes.fields.values()}
    texts |= {f"mistake {one.code}": one.means for one in codes.mistakes.values()}
    for where, text in texts.items():
        yield from (f"{where} has no text in {language}" for language in codes.languages if not text.get(language))


def _undescribed(codes: Codes) -> Iterator[str]:
    for one in codes.problems.values():
        yield from (f"{one.code} contains {name}, which no [[field]] row describes" for name in one.fields
                    if name not in codes.fields)  # fmt: skip
