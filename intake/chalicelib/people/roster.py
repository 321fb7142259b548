"""A roster: people and accounts as a CSV file. Every mistake is named with its line, or all rows are read."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from chalicelib.people.address import same_address
from chalicelib.people.person import Account, Directory, Person
from chalicelib.policy import Rules

COLUMNS = (
    "account_id", "account_name", "tier", "account_created", "csm_name", "csm_email",
    "email", "name", "seat", "language", "role",
)  # fmt: skip
ROLES = ("requester", "agent")


class BadRoster(ValueError):
    """The file cannot be loaded; `mistakes` names each with its line."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True)
class Entry:
    """One line: a person, and the account they belong to, if any."""

    person: Person
    account: Account | None


_Seen = dict[tuple[str, str], tuple[int, object]]


def read(file: TextIO, rules: Rules, ascii_address: Callable[[str], str | None]) -> list[Entry]:
    """
    Read the whole file before anything is stored. Columns of other names are left alone.

    Raises:
        BadRoster: a column is missing, or a line cannot be understood or contradicts an earlier one.
    """
    rows = csv.DictReader(file)
    entries: list[Entry] = []
    mistakes: list[str] = []
    seen: _Seen = {}
    try:
        found = [name.strip() for name in rows.fieldnames or ()]
        if len(found) == 1 and ";" in found[0]:
            raise BadRoster(["the columns are separated by semicolons; save the file with commas"])
        if missing := [f"column {name} is missing" for name in COLUMNS if name not in found]:
            raise BadRoster(missing)
        rows.fieldnames = found
        for row in rows:
            values = {name: (row.get(name) or "").strip() for name in COLUMNS}
            email = ascii_address(values["email"])
            wrong = [*_mistakes(values, email, rules), *_contradictions(values, rows.line_num, seen)]
            mistakes += [f"line {rows.line_num}: {mistake}" for mistake in wrong]
            if email and not wrong:
                entries.append(_entry({**values, "email": email}))
    except csv.Error as error:
        mistakes.append(f"line {rows.line_num + 1}: {error}")
    if mistakes:
        raise BadRoster(mistakes)
    return entries


def _contradictions(row: Mapping[str, str], line: int, seen: _Seen) -> Iterator[str]:
    """Two lines about one person, or two accounts with one id: which of them would hold?"""
    account = tuple(row[name] for name in COLUMNS if name.startswith(("account_", "tier", "csm_")))
    for what, said in (("email", (same_address(row["email"]), line)), ("account_id", (row["account_id"], account))):
        first, known = seen.setdefault((what, str(said[0])), (line, said))
        if said[0] and known != said:
            yield f"{what} {row[what]!r} says something else than line {first}"


def _mistakes(row: Mapping[str, str], email: str | None, rules: Rules) -> Iterator[str]:
    if email is None:
        yield f"email {row['email']!r} is not an e-mail address"
    if row["role"] and row["role"] not in ROLES:
        yield f"role {row['role']!r} is not one of {', '.join(ROLES)}"
    if row["seat"] and row["seat"] not in rules.seats:
        yield f"seat {row['seat']!r} is not one of {', '.join(rules.seats)}, or empty"
    if not row["account_id"]:
        return
    if row["tier"] not in rules.tiers:
        yield f"tier {row['tier']!r} is not one of {', '.join(rules.tiers)}"
    if not row["account_name"]:
        yield "account_name is empty"
    try:
        date.fromisoformat(row["account_created"])
    except ValueError:
        yield f"account_created {row['account_created']!r} is not a day such as 2024-03-05"


def _entry(row: Mapping[str, str]) -> Entry:
    account = None
    if row["account_id"]:
        account = Account(
            id=row["account_id"],
            name=row["account_name"],
            tier=row["tier"],
            created=date.fromisoformat(row["account_created"]),
            csm_name=row["csm_name"] or None,
            csm_email=row["csm_email"] or None,
        )
    person = Person(
        email=row["email"],
        name=row["name"] or row["email"].partition("@")[0],
        language=row["language"] or "en",
        role=row["role"] or "requester",
        seat=row["seat"] or None,
    )
    return Entry(person, account)


def store(entries: Sequence[Entry], directory: Directory) -> tuple[int, int]:
    """Store accounts, then people; how many of each."""
    accounts = {entry.account.id: entry.account for entry in entries if entry.account}
    for account in accounts.values():
        directory.put_account(account)
    for entry in entries:
        directory.put_person(entry.person, entry.account.id if entry.account else None)
    return len(accounts), len(entries)
