"""
How languages write numbers, dates and times, and speak of answers: a file of data each.

A locale names its file in company.toml (`numbers = "swedish"`). Without one, numbers and facts of the policy in its
articles are not looked at.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
NAMES = frozenset(file.stem for file in _HERE.glob("*.toml"))


@dataclass(frozen=True)
class Rules:
    """
    Those of one language.

    Attributes:
        months: their names in small letters, January first.
        words: numbers written as words.
        ordinals: third, fourth and so on. "Every ten minutes" is «hvert tiende minutt».
        groups, point: what is between thousands (any of these characters), and before decimals.
        names: numbers that are names or versions, and written in English everywhere; None where there are none.
        patterns: how numbers are found. Groups: `n` a number, `y` `m` or `name` `d` a date, `h` `min` `half` (or `h2`
            `min2`) a time, `version` what is kept as it is. `{months}` is any name of a month.
        answers: what a sentence is about when its minutes are the policy's, and not those of an import.
        open: what a sentence is about when its times are opening hours.
        plan_begins: whether a sentence can begin with the name of a plan.
        units: the policy's units of time, by the kind of a promise.
    """

    months: tuple[str, ...]
    words: Mapping[str, int]
    ordinals: tuple[str, ...]
    groups: str
    point: str
    names: re.Pattern[str] | None
    patterns: tuple[re.Pattern[str], ...]
    answers: re.Pattern[str]
    open: re.Pattern[str]
    plan_begins: bool
    units: Mapping[str, str]


@cache
def rules(name: str) -> Rules:
    """The rules of a file of this folder, which `NAMES` lists."""
    held: dict[str, Any] = tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))
    policy, months = held["policy"], "|".join(held["months"])
    return Rules(
        months=tuple(held["months"]),
        words=held["words"],
        ordinals=tuple(held["ordinals"]),
        groups=held["groups"],
        point=held["point"],
        names=re.compile(held["names"]) if "names" in held else None,
        patterns=tuple(_pattern(one.replace("{months}", months)) for one in held["patterns"]),
        answers=_pattern(policy["answers"]),
        open=_pattern(policy["open"]),
        plan_begins=policy.get("plan_begins", True),
        units=policy["units"],
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
