"""
The policy's answers, worked out by hand from its published page, as plain sets. No code of the policy is used here.

`python -m tests.nordlys.facts` writes the whole table to tests/nordlys/decisions.json, which Python and the command
line must agree with. A case is `(tier, channel, created, seat, on, client, language)`.
"""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "decisions.json"

# P1, P2, D1: which plan reaches us where.
PLANS = {
    "free": {"knowledge_base", "community"},
    "starter": {"knowledge_base", "community", "chat", "email"},
    "professional": {"knowledge_base", "community", "chat", "email", "phone", "callback"},
    "enterprise": {"knowledge_base", "community", "chat", "email", "phone", "callback"},
}
CHANNELS = ("knowledge_base", "community", "chat", "email", "phone", "callback")

# P3, D2: the day before the rule, the day of the rule, and no day known. Only the middle one is a new account.
CREATED = ("2024-03-04", "2024-03-05", None)
NEW_ACCOUNTS = {"2024-03-05"}
SEATS = ("core", "sales", "service", "view_only", None)
SEATS_THAT_COUNT = {"core", "sales", "service"}
CHANNELS_THAT_NEED_A_SEAT = {"chat", "email", "phone", "callback"}

# P4, P5: Norwegian, Italian and Chinese are nobody's language of support. Reading alone needs no language.
LANGUAGES = ("en", "fr", "de", "ja", "pt", "es", "nb", "it", "zh")
SIX = {"en", "fr", "de", "ja", "pt", "es"}
ANSWERED_IN = {"chat": SIX, "email": SIX, "callback": SIX, "phone": {"en"}}

# P8: the last day of mobile callbacks, the first day without, and a day long after.
DAYS = ("2024-09-02", "2024-09-03", "2026-01-05")
CLIENTS = ("web", "mobile")
NEVER_ON_MOBILE = {"chat", "phone"}
NO_MOBILE_CALLBACK = {"2024-09-03", "2026-01-05"}

# Every refusal that can happen, in the order of D6, each with a letter of its own for the file.
LETTERS = {
    (): ".",
    ("tier",): "t",
    ("seat",): "s",
    ("client",): "c",
    ("language",): "l",
    ("tier", "seat"): "T",
    ("tier", "client"): "d",
    ("tier", "language"): "m",
    ("seat", "client"): "u",
    ("seat", "language"): "v",
    ("client", "language"): "w",
    ("tier", "seat", "client"): "D",
    ("tier", "seat", "language"): "M",
    ("tier", "client", "language"): "n",
    ("seat", "client", "language"): "x",
    ("tier", "seat", "client", "language"): "N",
}


class Case(NamedTuple):
    tier: str
    channel: str
    created: str | None
    seat: str | None
    on: str
    client: str
    language: str


def answer(case: Case) -> tuple[str, ...]:
    """Every reason that refuses, in the order of D6."""
    refused = {
        "tier": case.channel not in PLANS[case.tier],
        "seat": case.channel in CHANNELS_THAT_NEED_A_SEAT
        and case.created in NEW_ACCOUNTS
        and case.seat not in SEATS_THAT_COUNT,
        "client": case.client == "mobile"
        and (case.channel in NEVER_ON_MOBILE or (case.channel == "callback" and case.on in NO_MOBILE_CALLBACK)),
        "language": case.channel in ANSWERED_IN and case.language not in ANSWERED_IN[case.channel],
    }
    return tuple(reason for reason in ("tier", "seat", "client", "language") if refused[reason])


def table() -> dict[str, object]:
    """The file: a row per person and channel, with one letter for every day, client and language."""
    inside = list(product(DAYS, CLIENTS, LANGUAGES))
    rows = [
        [*outside, "".join(LETTERS[answer(Case(*outside, *rest))] for rest in inside)]
        for outside in product(PLANS, CHANNELS, CREATED, SEATS)
    ]
    return {
        "columns": ["tier", "channel", "created", "seat", "answers"],
        "answers_for": {"on": DAYS, "client": CLIENTS, "language": LANGUAGES},
        "letters": {letter: reasons for reasons, letter in LETTERS.items()},
        "rows": rows,
    }


def written() -> str:
    """The file's text, one row of the table a line, so that a change can be read in a diff."""
    whole = table()
    rows = ",\n".join(json.dumps(row) for row in whole.pop("rows"))  # type: ignore[union-attr]
    head = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in whole.items())
    return f'{{\n{head},\n"rows": [\n{rows}\n]\n}}\n'


def committed() -> Iterator[tuple[Case, tuple[str, ...]]]:
    """Every case of the committed file, with its reasons."""
    stored = json.loads(FILE.read_text("utf-8"))
    inside = list(product(*stored["answers_for"].values()))
    for *outside, letters in stored["rows"]:
        for rest, letter in zip(inside, letters, strict=True):
            yield Case(*outside, *rest), tuple(stored["letters"][letter])


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
