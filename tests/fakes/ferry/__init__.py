"""
The tests' own policy and its public holidays: whatever company is given, the rows in policy.toml stay.

Names are needed in every locale of the company that is given; those it has beside en and no say what English says.
"""

import re
from functools import cache
from pathlib import Path

from chalicelib.policy import Policy
from chalicelib.policy.load import load
from tests.roles import company
from workshop.policy.render import public_holidays

HOLIDAYS = public_holidays("NO")


def named(text: str) -> str:
    """Rows that have names in en and no, with one in each other locale of the company."""
    others = [locale["id"] for locale in company.LOCALES if locale["id"] not in ("en", "no")]
    return re.sub(
        r'\{ en = ("[^"]*"), ', lambda found: found[0] + "".join(f"{one} = {found[1]}, " for one in others), text
    )


TEXT = named((Path(__file__).parent / "policy.toml").read_text("utf-8"))


@cache
def ferry() -> Policy:
    return load(TEXT, HOLIDAYS)
