"""Files of limits that differ from the shipped one in what a test is about."""

import tomllib
from pathlib import Path
from typing import Any

from chalicelib.company import folder as folder_of_the_company

FREE = 100  # cases that a customer can send in an hour without a proof, on a `generous` stack
SHIPPED = folder_of_the_company() / "limits.toml"
Pair = tuple[int, int]


def limits_toml(**changes: tuple[Pair, Pair | None]) -> str:
    """
    The shipped file with other numbers: `cases_stranger=((hour, day), (hour, day))`, free and most.

    A most of None is left out.
    """
    raw = tomllib.loads(SHIPPED.read_text("utf-8"))
    rows = {f"{row['what']}_{row['who']}": row for row in raw["limit"]}
    for name, (free, most) in changes.items():
        rows[name].update(free=_pair(free))
        rows[name].pop("most", None)
        if most:
            rows[name]["most"] = _pair(most)
    return written(raw)


def generous(folder: Path) -> dict[str, str]:
    """The environment of a stack whose tests send much from one machine; a customer still has a limit."""
    return _environment(folder, cases_customer=((FREE, 5000), (1000, 9000)), cases_network=((10**6, 10**7), None))


def unlimited(folder: Path) -> dict[str, str]:
    """The same of one whose tests send as fast as they can."""
    return _environment(
        folder,
        cases_customer=((10**6, 10**7), (10**6, 10**7)),
        letters_customer=((10**8, 10**9), (10**8, 10**9)),
        cases_network=((10**6, 10**7), None),
    )


def _environment(folder: Path, **changes: tuple[Pair, Pair | None]) -> dict[str, str]:
    raw = tomllib.loads(limits_toml(**changes))
    raw["mail"]["quick"] = 10**6
    file = folder / "limits.toml"
    file.write_text(written(raw), "utf-8")
    return {"VARDE_LIMITS": str(file)}


def _pair(numbers: Pair) -> dict[str, int]:
    return dict(zip(("hour", "day"), numbers, strict=True))


def written(raw: dict[str, Any]) -> str:
    """TOML of what a file of limits holds; anything else is written as a text."""

    def value(one: Any) -> str:
        if isinstance(one, dict):
            return "{ " + ", ".join(f"{name} = {value(inner)}" for name, inner in one.items()) + " }"
        return str(one) if type(one) is int else f'"{one}"'

    lines = []
    for name, table in raw.items():
        for row in table if isinstance(table, list) else [table]:
            lines += [f"[[{name}]]" if isinstance(table, list) else f"[{name}]"]
            lines += [f"{field} = {value(content)}" for field, content in row.items()]
    return "\n".join(lines)
