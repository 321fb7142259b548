"""Read the file of limits and refuse it when anything in it is wrong, naming every problem at once."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from chalicelib.company import folder, text_of
from chalicelib.errors import LimitsBroken
from chalicelib.limits.rules import DAY, HOUR, WINDOWS, Limit, Limits, MailShare, ProofCost

GROUPS = ("stranger", "customer", "agent", "network", "system", "browser", "known_browser", "mailbox")
THINGS = ("cases", "messages", "letters", "changes", "feedback", "comments", "codes", "tries", "directory")
TABLES: Mapping[str, tuple[str, ...]] = {
    "proof": ("minutes", "rounds", "tries", "hardest"),
    "mail": ("hour", "day", "quick"),
    "desk": ("cases",),
}
FIELDS = ("what", "who", "unit", "free", "reason")
LARGEST_TEXT = 20_000  # characters: a limit of letters below it would refuse a text the policy allows
# Required, so that a row deleted by mistake cannot remove a limit unnoticed.
NEEDED = (
    *((what, who) for what in ("cases", "messages", "letters", "changes") for who in ("stranger", "customer", "agent")),
    ("cases", "network"),
    ("messages", "network"),
    ("feedback", "network"),
    ("comments", "network"),
    ("directory", "system"),
)


@cache
def shipped() -> Limits:
    """
    The limits of the company's folder.

    Raises:
        LimitsBroken: with every problem of the file.
        CompanyBroken: there is no file to read.
    """
    return load(text_of(folder() / "limits.toml", "limits.toml"))


def load(toml: str) -> Limits:
    """
    Read limits.

    Raises:
        LimitsBroken: with every problem, each as "limit, row N (what, who): field … is wrong".
    """
    try:
        raw = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise LimitsBroken([f"the file of limits is not TOML: {error}"]) from error
    if problems := [*_table_problems(raw), *_row_problems(raw.get("limit"))]:
        raise LimitsBroken(problems)
    rows = [Limit(**{**row, "most": row.get("most")}) for row in raw["limit"]]
    tables = {name: {field: raw[name][field] for field in fields} for name, fields in TABLES.items()}
    return Limits(
        rows={(row.what, row.who): row for row in rows},
        proof=ProofCost(**tables["proof"]),
        mail=MailShare(**tables["mail"]),
        desk_cases=tables["desk"]["cases"],
    )


def _table_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name}: there is no such table" for name in raw if name not in TABLES and name != "limit")
    for name, fields in TABLES.items():
        table = raw.get(name)
        if not isinstance(table, dict):
            yield f"{name}: the table [{name}] is missing"
            continue
        yield from (f"{name}: {field} must be a whole number above 0" for field in fields if not _counts(table, field))
        if not _says(table, "reason"):
            yield f"{name}: reason is missing"
        yield from (f"{name}: there is no field {field!r}" for field in table if field not in (*fields, "reason"))
    mail = raw.get("mail")
    if isinstance(mail, dict) and _counts(mail, HOUR) and _counts(mail, DAY) and mail[HOUR] > mail[DAY]:
        yield "mail: more in an hour than in a day"


def _row_problems(rows: Any) -> Iterator[str]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield "limit: must be written as [[limit]] rows"
        return
    seen = set()
    for number, row in enumerate(rows, 1):
        pair = (str(row.get("what")), str(row.get("who")))
        where = f"limit, row {number} ({', '.join(pair)})"
        yield from (f"{where}: {name} is missing" for name in FIELDS if name not in row)
        yield from (f"{where}: there is no field {name!r}" for name in row if name not in (*FIELDS, "most"))
        for name, allowed in (("what", THINGS), ("who", GROUPS)):
            if name in row and row[name] not in allowed:
                yield f"{where}: {name} must be one of {', '.join(allowed)}"
        yield from (
            f"{where}: {name} must say something" for name in ("unit", "reason") if name in row and not _says(row, name)
        )
        yield from _number_problems(where, row)
        if pair in seen:
            yield f"{where}: another row is about the same"
        seen.add(pair)
    yield from (f"limit: {what} of a {who} must have a row" for what, who in NEEDED if (what, who) not in seen)


def _number_problems(where: str, row: Mapping[str, Any]) -> Iterator[str]:
    given = [name for name in ("free", "most") if name in row]
    for name in given:
        numbers = row[name]
        if not (
            isinstance(numbers, dict) and set(numbers) == set(WINDOWS) and all(_counts(numbers, w) for w in WINDOWS)
        ):
            yield f"{where}: {name} must be {{ hour = …, day = … }} with whole numbers above 0"
            return
        if numbers[HOUR] > numbers[DAY]:
            yield f"{where}: {name} is more in an hour than in a day"
        if row.get("what") == "letters" and numbers[HOUR] < LARGEST_TEXT:
            yield f"{where}: {name} is less than the longest text, {LARGEST_TEXT} characters"
    if len(given) == 2 and any(row["free"][window] > row["most"][window] for window in WINDOWS):
        yield f"{where}: free is more than most"


def _counts(table: Mapping[str, Any], field: str) -> bool:
    return type(table.get(field)) is int and table[field] > 0


def _says(table: Mapping[str, Any], field: str) -> bool:
    return field in table and isinstance(table[field], str) and bool(table[field].strip())
