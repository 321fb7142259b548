"""Another company's policy, made from the tests' own row by row."""

import json
import tomllib
from collections.abc import Callable
from datetime import date, time
from typing import Any

from chalicelib.policy import Policy
from chalicelib.policy.load import load
from tests.fakes.ferry import HOLIDAYS, TEXT
from tests.roles import company

Rows = dict[str, Any]
NAMED = {locale["id"]: "Video" for locale in company.LOCALES}
EVERY_DAY = {"since": date(1970, 1, 1), "source": "P1"}


def another(change: Callable[[Rows], None]) -> Policy:
    """The tests' own policy after a change of its tables."""
    rows = tomllib.loads(TEXT)
    change(rows)
    return load(written(rows), HOLIDAYS)


def written(rows: Rows) -> str:
    """The tables as TOML."""
    empty = [f"{name} = []" for name, table in rows.items() if table == []]
    lines = [*empty, "[vendor]", *_fields(rows["vendor"])]
    for name, table in rows.items():
        for row in table if isinstance(table, list) else ():
            lines += [f"[[{name}]]", *_fields(row)]
    return "\n".join(lines)


def _fields(row: Rows) -> list[str]:
    return [f"{name} = {_value(value)}" for name, value in row.items()]


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(_fields(value)) + " }"
    return value.isoformat() if isinstance(value, date | time) else json.dumps(value, ensure_ascii=False)


def keep(rows: Rows, table: str, *ids: str, key: str = "id") -> None:
    """Only these rows of a table."""
    rows[table] = [row for row in rows[table] if row[key] in ids]


# --- What other companies are like ------------------------------------------------------------------------------------


def unchanged(_: Rows) -> None:
    """The tests' own."""


def with_video(rows: Rows) -> None:
    """A channel more: a video call now, which needs no phone number."""
    tiers = [row["id"] for row in rows["tier"]][1:]
    rows["channel"].append({
        "id": "video", "rank": 9, "name": {**NAMED, "en": "Video call", "no": "Videosamtale"}, "tiers": tiers,
        "answers_by": "call", "opens_case": True, "follows_hours": True, "needs": [], **EVERY_DAY,
    })  # fmt: skip
    rows["languages"].append({"channel": "video", "languages": ["en"], "profile_language_needed": False, **EVERY_DAY})
    rows["promise"].append({"channel": "video", "kind": "live", "amount": 0, "unit": "minutes", **EVERY_DAY})
    for client in rows["client"]:
        client["channels"].append("video")


def without_phones(rows: Rows) -> None:
    """Nobody dials, nobody is called."""
    gone = {"line", "ring"}
    rows["channel"] = [row for row in rows["channel"] if row["id"] not in gone]
    for table in ("languages", "promise", "live", "attempts", "chosen_time"):
        rows[table] = [row for row in rows[table] if row["channel"] not in gone]
    for row in (*rows["client"], *rows["seat_rule"]):
        row["channels"] = [channel for channel in row["channels"] if channel not in gone]
    rows["phone_number"] = []


def without_seats(rows: Rows) -> None:
    rows["seat"], rows["seat_rule"] = [], []


def with_one_tier(rows: Rows) -> None:
    """Everybody has the same, and nobody a contact for a subscription."""
    only = rows["tier"][0]["id"]
    keep(rows, "tier", only)
    for channel in rows["channel"]:
        channel["tiers"] = [only]
    rows["subscription"] = []


def with_other_ids(rows: Rows) -> None:
    """The same company under other ids: whatever asks for one by name stops working."""
    for table, keys in IDS.items():
        new = {row["id"]: f"x_{row['id']}" for row in rows[table]}
        for row in rows[table]:
            row["id"] = new[row["id"]]
        for other, field in keys:
            for row in rows[other] if isinstance(rows[other], list) else [rows[other]]:
                if field in row:
                    value = row[field]
                    row[field] = [new[one] for one in value] if isinstance(value, list) else new[value]


# table -> the fields of other tables that name its rows
IDS = {
    "tier": [("channel", "tiers"), ("subscription", "tier"), ("vendor", "unknown_address_tier")],
    "seat": [("seat_rule", "seats")],
    "channel": [
        ("seat_rule", "channels"), ("languages", "channel"), ("client", "channels"), ("promise", "channel"),
        ("live", "channel"), ("live", "turns_into"), ("attempts", "channel"),
        ("attempts", "turns_into"), ("chosen_time", "channel"), ("topic", "open_channels"),
    ],
    "topic": [],
    "client": [],
    "team": [("subscription", "contact")],
}  # fmt: skip
