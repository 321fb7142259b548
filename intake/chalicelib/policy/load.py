"""Read the policy file and refuse it when anything in it is wrong, naming every problem at once."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.errors import PolicyBroken
from chalicelib.policy.calendar import holidays_of
from chalicelib.policy.calendar_mistakes import calendar_problems
from chalicelib.policy.policy import Policy
from chalicelib.policy.schema import (
    ALWAYS,
    AT_ONCE,
    IN_COMPANY_TOML,
    KEYS,
    MOST,
    NEVER_EMPTY,
    OPENS_CASES,
    TABLES,
    UNIT_OF_PROMISE,
    VENDOR,
    VENDOR_MAY,
    Known,
    day,
    text,
)

COMMON = {"since": day, "source": text}


def load(policy_toml: str, holidays_toml: str) -> Policy:
    """
    Read a policy.

    Args:
        policy_toml: the dated rows, as in `company/policy.toml`.
        holidays_toml: the generated public holidays, a list of days per year and country.

    Raises:
        PolicyBroken: with every problem, each as "table, row N (id): field … is wrong".
    """
    raw = _parsed(policy_toml, "the policy file")
    holidays = _parsed(holidays_toml, "the file of public holidays")
    problems = [*_vendor_problems(raw), *_table_problems(raw)]
    if not problems:
        problems = [*_sense_problems(raw, holidays)]
    if problems:
        raise PolicyBroken(problems)
    return Policy(vendor=raw["vendor"], tables={name: raw.get(name, []) for name in TABLES}, holidays=holidays)


def _parsed(toml: str, what: str) -> dict[str, Any]:
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise PolicyBroken([f"{what} is not TOML: {error}"]) from error


def _known(raw: Mapping[str, Any]) -> Known:
    def ids(table: str) -> frozenset[str]:
        rows = raw.get(table)
        rows = rows if isinstance(rows, list) else []
        return frozenset(str(row.get("id")) for row in rows if isinstance(row, dict) and "id" in row)

    return {table: ids(table) for table in TABLES}


def _vendor_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    vendor = raw.get("vendor")
    if not isinstance(vendor, dict):
        yield "vendor: the table [vendor] is missing"
        return
    may = {name: check for name, check in VENDOR_MAY.items() if name in vendor}
    yield from _field_problems("vendor", vendor, {**VENDOR, **may}, _known(raw), also=frozenset(IN_COMPANY_TOML))
    yield from (
        f"vendor: {name} is read from company.toml, [company], {there}; remove it here"
        for name, there in IN_COMPANY_TOML.items()
        if name in vendor
    )
    try:
        ZoneInfo(str(vendor.get("zone")))
    except (KeyError, ValueError, OSError):
        yield f"vendor: zone {vendor.get('zone')!r} is not a time zone such as 'Europe/Oslo'"


def _table_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    known = _known(raw)
    yield from (f"{name}: there is no such table" for name in raw if name not in TABLES and name != "vendor")
    for name, (key, fields) in TABLES.items():
        rows = raw.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield f"{name}: must be written as [[{name}]] rows"
            continue
        if not rows and name in NEVER_EMPTY:
            yield f"{name}: has no row"
        elif name not in raw:
            yield f"{name}: has no row; if that is meant, write `{name} = []` above [vendor]"
        seen: set[tuple[str, str]] = set()
        for number, row in enumerate(rows, 1):
            where = f"{name}, row {number} ({row.get(key, 'no ' + key)})"
            wanted = {key: KEYS.get(name, text), **COMMON, **({} if row.get("withdrawn") is True else fields)}
            yield from _field_problems(where, row, wanted, known, also=frozenset({"withdrawn"}))
            if row.get("withdrawn", True) is not True:
                yield f"{where}: withdrawn must be true, or left out"
            mark = (str(row.get(key)), str(row.get("since")))
            if mark in seen:
                yield f"{where}: another row has the same {key} and the same day"
            seen.add(mark)


def _field_problems(
    where: str, row: Mapping[str, Any], wanted: Mapping[str, Any], known: Known, also: frozenset[str] = frozenset()
) -> Iterator[str]:
    for name, check in wanted.items():
        if name not in row:
            yield f"{where}: {name} is missing"
        elif problem := check(row[name], known):
            yield f"{where}: {name} {problem}"
    yield from (f"{where}: there is no field {name!r}" for name in row if name not in wanted and name not in also)


def _sense_problems(raw: Mapping[str, Any], holidays: Mapping[str, Any]) -> Iterator[str]:
    """Mistakes that only show when the fields are read together."""
    yield from calendar_problems({name: raw[name] for name in TABLES})
    for number, row in enumerate(raw["promise"], 1):
        if row.get("withdrawn"):
            continue
        if row["unit"] != (unit := UNIT_OF_PROMISE[row["kind"]]):
            yield (
                f"promise, row {number} ({row['channel']}): unit {row['unit']!r} does not fit {row['kind']!r}, "
                f"which counts {unit}"
            )
        elif unit in ("business hours", "business days") and row["amount"] == 0:
            yield f"promise, row {number} ({row['channel']}): amount must be at least one {unit.removesuffix('s')}"
    for number, row in enumerate(raw["case_field"], 1):
        most = MOST.get(row["id"])
        if most is not None and row.get("limit", 0) > most:
            yield f"case_field, row {number} ({row['id']}): limit must be at most {most}"
    yield from _channel_problems(raw)
    yield from _calling_problems(raw)
    yield from _gaps(raw)
    yield from _days_without(raw)
    if (place := holidays_of(raw["vendor"])) not in holidays:
        yield f"vendor: no public holidays are stored for {place!r}; run scripts/render_policy"


def _channel_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Traits of a channel that contradict each other."""
    live = {row["channel"] for row in raw["promise"] if row.get("kind") == "live"}
    opening = {row["id"] for row in raw["channel"] if row.get("opens_case")}
    for number, row in enumerate(raw["channel"], 1):
        where, who = f"channel, row {number} ({row['id']})", row.get("answers_by")
        if row.get("opens_case") and who not in OPENS_CASES:
            yield f"{where}: opens_case needs answers_by {', '.join(OPENS_CASES)}, not {who!r}"
        if row["id"] in live and not row.get("withdrawn") and who not in AT_ONCE:
            yield f"{where}: a live promise needs answers_by {' or '.join(AT_ONCE)}, not {who!r}"
    for number, row in enumerate(raw["live"], 1):
        if row.get("withdrawn"):
            continue
        if row["channel"] not in live:
            yield f"live, row {number} ({row['channel']}): the channel has no live promise"
        if row["turns_into"] not in opening - live:
            where = f"live, row {number} ({row['channel']})"
            yield f"{where}: turns_into must be a channel that opens a case and is not live"


def _calling_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Rows about calls (decision D14) of a channel that does not call, or that lead to one that calls again."""
    answers = {row["id"]: row.get("answers_by") for row in raw["channel"] if row.get("opens_case")}
    written = {channel for channel, who in answers.items() if who == "mail"}
    for table in ("attempts", "chosen_time"):
        for number, row in enumerate(raw[table], 1):
            where = f"{table}, row {number} ({row['channel']})"
            if row.get("withdrawn"):
                continue
            if answers.get(row["channel"]) != "call":
                yield f"{where}: the channel does not open cases that are answered by call"
            if row.get("most") == 0:
                yield f"{where}: most must be at least 1"
            if row.get("turns_into", "") not in {"", *written}:
                yield f"{where}: turns_into must be a channel that opens cases and answers by mail"


def _days_without(raw: Mapping[str, Any]) -> Iterator[str]:
    """Days on which somebody who names no client, or no topic, would have none."""
    days = sorted({row["since"] for name in TABLES for row in raw[name]})
    for name, what in (("client", "client that is not installed"), ("topic", "topic")):
        rows = sorted(raw[name], key=lambda row: row["since"])
        for on in days:
            latest = {row["id"]: row for row in rows if row["since"] <= on}
            if all(row.get("withdrawn") or row.get("installed") for row in latest.values()):
                yield f"{name}: there is no {what} on {on}"
                break


def _gaps(raw: Mapping[str, Any]) -> Iterator[str]:
    """Days on which a question would have no answer, or one that nobody wrote down."""
    first = min(row["since"] for name in TABLES for row in raw[name])
    needed = [(name, one, first) for name, ids in ALWAYS.items() for one in ids]
    needed.append(("tier", raw["vendor"]["unknown_address_tier"], first))
    # A channel that is answered, but has no languages, would promise every language there is.
    needed += [("languages", row["id"], row["since"]) for row in raw["channel"] if row.get("opens_case")]
    for name, one, start in dict.fromkeys(needed):
        rows = [row for row in raw[name] if row[TABLES[name][0]] == one]
        if not any(row["since"] <= start for row in rows):
            yield f"{name}: {one!r} has no row for {start}"
        if any(row.get("withdrawn") for row in rows):
            yield f"{name}: {one!r} is always needed and cannot be withdrawn; replace it"
