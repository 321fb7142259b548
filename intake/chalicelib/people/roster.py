"""A roster: people and accounts as a CSV file. Every mistake is named with its line, or all rows are read."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from chalicelib.company import shipped
from chalicelib.pasted import NotUnderstood
from chalicelib.pasted.address import address
from chalicelib.pasted.language import language
from chalicelib.pasted.letters import plain
from chalicelib.people.address import same_address
from chalicelib.people.person import Account, Directory, Person
from chalicelib.policy import Rules

COLUMNS = (
    "account_id", "account_name", "tier", "account_created", "contact_name", "contact_email",
    "email", "name", "seat", "language", "role",
)  # fmt: skip
OPTIONAL = ("former_emails",)  # addresses a person had before, with spaces, commas or semicolons between
ROLES = ("requester", "agent")
LONGEST = {"account_id": 100, "account_name": 200, "contact_name": 200, "name": 200}  # characters, as at the API's door


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
    former: tuple[str, ...] = ()


_Seen = dict[tuple[str, str], tuple[int, object]]


def read(data: bytes, rules: Rules, *, reserved: bool = False) -> list[Entry]:
    """
    Read the whole file before anything is stored. Columns of other names are left alone.

    Args:
        data: as a spreadsheet saved it (`pasted.table`).
        reserved: take addresses at `.test` (`pasted.address`).

    Raises:
        BadRoster: a column is missing, or a line cannot be understood or contradicts an earlier one.
    """
    from chalicelib.pasted import table  # here: the API's process never reads a file

    entries: list[Entry] = []
    mistakes: list[str] = []
    seen: _Seen = {}
    try:
        for line, values in table.rows(table.text_of(data), COLUMNS, OPTIONAL):
            found = _understood(values, reserved)
            wrong = [*_mistakes(values, found, rules), *_contradictions(found, line, seen)]
            mistakes += [f"line {line}: {mistake}" for mistake in wrong]
            if not wrong:
                entries.append(_entry(found))
    except NotUnderstood as error:
        mistakes += _about_the_file(error)
    if mistakes:
        raise BadRoster(mistakes)
    return entries


def _about_the_file(error: NotUnderstood) -> Iterator[str]:
    if error.code == "columns_missing":
        yield from (f"column {name} is missing" for name in cast("list[str]", error.params["missing"]))
    elif error.code == "bad_row":
        yield f"line {error.params['line']}: {error.params['why']}"
    else:
        yield "the file is not text; save it as CSV in UTF-8"


def _understood(row: Mapping[str, str], reserved: bool) -> Mapping[str, str]:
    """The row as it is meant; a value that cannot be read becomes empty, or stays for the mistake to quote."""
    from chalicelib.pasted import table

    created = table.day(row["account_created"])
    return {
        **row,
        "email": address(row["email"], reserved=reserved) or "",
        "contact_email": address(row["contact_email"], reserved=reserved) or "",
        "former_emails": " ".join(address(one, reserved=reserved) or "" for one in _listed(row["former_emails"])),
        "account_id": plain(row["account_id"]),
        "account_created": created.isoformat() if created else "",
        "language": language(row["language"]) or "",
        **{name: plain(row[name]).lower() for name in ("tier", "seat", "role")},
    }


def _contradictions(row: Mapping[str, str], line: int, seen: _Seen) -> Iterator[str]:
    """Two lines about one person, or two accounts with one id: nobody can know which one is right."""
    account = tuple(row[name] for name in COLUMNS if name.startswith(("account_", "tier", "contact_")))
    for what, said in (("email", (same_address(row["email"]), line)), ("account_id", (row["account_id"], account))):
        first, known = seen.setdefault((what, str(said[0])), (line, said))
        if said[0] and known != said:
            yield f"{what} {row[what]!r} says something else than line {first}"
    for one in row["former_emails"].split():
        first, _ = seen.setdefault(("former_emails", same_address(one)), (line, row["email"]))
        if first != line:
            yield f"former_emails {one!r} is already that of line {first}"


def _mistakes(row: Mapping[str, str], found: Mapping[str, str], rules: Rules) -> Iterator[str]:
    if not found["email"]:
        yield f"email {row['email']!r} is not an e-mail address"
    if found["role"] and found["role"] not in ROLES:
        yield f"role {row['role']!r} is not one of {', '.join(ROLES)}"
    if found["seat"] and found["seat"] not in rules.seats:
        yield f"seat {row['seat']!r} is not one of {', '.join(rules.seats)}, or empty"
    if row["language"] and not found["language"]:
        yield f"language {row['language']!r} is not a language tag such as en or pt-BR"
    for one, understood in zip(_listed(row["former_emails"]), found["former_emails"].split(" "), strict=False):
        if not understood:
            yield f"former_emails {one!r} is not an e-mail address"
    for name, most in LONGEST.items():
        if len(row[name]) > most:
            yield f"{name} is longer than {most} characters"
    if not found["account_id"]:
        return
    if found["tier"] not in rules.tiers:
        yield f"tier {row['tier']!r} is not one of {', '.join(rules.tiers)}"
    if not row["account_name"]:
        yield "account_name is empty"
    if row["contact_email"] and not found["contact_email"]:
        yield f"contact_email {row['contact_email']!r} is not an e-mail address"
    if not found["account_created"]:
        yield f"account_created {row['account_created']!r} {_no_day(row['account_created'])}"


def _no_day(written: str) -> str:
    from chalicelib.pasted import table

    either = table.either_day(written)
    if not either:
        return "is not a day such as 2024-03-05"
    return f"may mean {either[0]} or {either[1]}; write it like one of these"


def _entry(row: Mapping[str, str]) -> Entry:
    account = None
    if row["account_id"]:
        account = Account(
            id=row["account_id"],
            name=row["account_name"],
            tier=row["tier"],
            created=date.fromisoformat(row["account_created"]),
            contact_name=row["contact_name"] or None,
            contact_email=row["contact_email"] or None,
        )
    person = Person(
        email=row["email"],
        name=row["name"] or row["email"].partition("@")[0],
        language=row["language"] or shipped().first.tag,
        role=row["role"] or "requester",
        seat=row["seat"] or None,
    )
    return Entry(person, account, tuple(row["former_emails"].split()))


def _listed(cell: str) -> list[str]:
    return re.split(r"[\s,;]+", cell.strip()) if cell.strip() else []


def store(entries: Sequence[Entry], directory: Directory, moved: Callable[[str], None]) -> tuple[int, int]:
    """
    Store accounts, then people; how many of each.

    Args:
        moved: called with each former address that was handed over now.
    """
    accounts = {entry.account.id: entry.account for entry in entries if entry.account}
    for account in accounts.values():
        directory.put_account(account)
    # Who had an address before takes what is theirs first: the same file may give the address to somebody else.
    for entry in sorted(entries, key=lambda entry: not entry.former):
        account_id = entry.account.id if entry.account else None
        for left in directory.put_person(entry.person, account_id, entry.former):
            moved(left)
    return len(accounts), len(entries)
