"""
The oldest browsers that all of Varde works in, and a check that our scripts, styles and templates use nothing newer.

`floor.toml` is the promise and its exceptions; `newer.json` is made from MDN's browser-compat-data (`table.py`).
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Floor = Mapping[str, int]
OURS = "overrides"

# Behaviour of syntax that is older, or not for pages.
_ELSEWHERE = {"operators.import.http_errors_not_cached", "statements.import.http_errors_not_cached",
              "statements.import.service_worker_support", "statements.import.worklet_support"}  # fmt: skip
# How the syntax that is newer than the floor looks. One that the table names and this list does not is a finding.
SYNTAX = {
    "grammar.trailing_commas.trailing_commas_in_dynamic_import": r"\bimport\([^()]*,\s*\)",
    "operators.await.top_level": r"^(?!\s)(?!.*\basync\b).*\bawait\b",
    "operators.import.defer": r"\bimport\.defer\b",
    "operators.import.import_source": r"\bimport\.source\b",
    "operators.import.options_parameter": r"\bimport\([^()]*,\s*\{",
    "regular_expressions.modifier": r"\(\?[ims]*-?[ims]+:",
    "regular_expressions.named_capturing_group.duplicate_named_capturing_groups": r"\(\?<(\w+)>[^\n]*\(\?<\1>",
    "statements.await_using": r"\bawait\s+using\b",
    "statements.import.import_attributes": r"\bimport\b[^;\n]*\bwith\s*\{",
    "statements.import.import_assertions": r"\bimport\b[^;\n]*\bassert\s*\{",
    "statements.import.defer": r"\bimport\s+defer\b",
    "statements.import.import_source": r"\bimport\s+source\b",
    "statements.using": r"^\s*using\s+\w+\s*=",
}


@dataclass(frozen=True)
class Promise:
    """
    Attributes:
        versions: major version by browser; iOS and Android are those of the same name.
        enhancements: newer features that may be missing, by the table's name, with what a reader then sees.
        ours: names of our own objects that browsers use for something newer.
    """

    versions: Floor
    enhancements: Mapping[str, str]
    ours: frozenset[str]


def read_floor() -> Promise:
    said = tomllib.loads((HERE / "floor.toml").read_text("utf-8"))
    return Promise(said["floor"], said["enhancements"], frozenset(said["ours"]["names"]))


def findings(root: Path) -> list[str]:
    """What is newer than the floor in our own files, as `file:line: what (versions that have it)`."""
    newer = json.loads((HERE / "newer.json").read_text("utf-8"))
    promise = read_floor()
    found, met = [], set()
    for file in sorted((root / OURS).rglob("*")):
        look = {".js": _script, ".css": _style, ".html": _template}.get(file.suffix)
        for at, name, since in look(file.read_text("utf-8"), newer) if look else ():
            met.add(name.split(":")[0])
            if name.split(":")[0] not in promise.enhancements and name.split(".")[-1] not in promise.ours:
                found.append(f"{file.relative_to(root)}:{at}: {name} is newer than the floor ({since})")
    idle = [f"floor.toml: {name} is not used any more" for name in promise.enhancements if name not in met]
    unknown = [
        f"no pattern for the syntax {name} ({since})" for name, since in newer["syntax"].items() if not _known(name)
    ]
    return [*found, *idle, *unknown]


_Found = Iterator[tuple[int, str, str]]


def _known(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in SYNTAX) or name in _ELSEWHERE


def _script(text: str, newer: Mapping[str, Any]) -> _Found:
    code = _without_comments(text)
    by_name: dict[str, list[str]] = {}
    for member in newer["members"]:
        by_name.setdefault(member.split(".")[1], []).append(member)
    old = set(newer["old_names"])
    for at, line in enumerate(code.split("\n"), 1):
        for name in re.findall(r"\.\s*([A-Za-z_]\w*)|[{,]\s*([A-Za-z_]\w*)\s*(?=[,}=])", line):
            name = name[0] or name[1]
            # A name that older objects also have can be theirs; the full `Owner.name` cannot.
            for member in by_name.get(name, ()):
                if name not in old or member in line:
                    yield at, member, newer["members"][member]
        for name in re.findall(r"(?<![.\w$#'\"`-])([A-Za-z_]\w*)\b(?!\s*:)", line):
            if name in newer["globals"]:
                yield at, name, newer["globals"][name]
    for name, pattern in SYNTAX.items():
        for hit in re.finditer(pattern, code, re.MULTILINE):
            yield code.count("\n", 0, hit.start()) + 1, name, newer["syntax"].get(name, "")


def _style(text: str, newer: Mapping[str, Any]) -> _Found:
    code = re.sub(r"/\*.*?\*/|url\(\"[^\"]*\"\)", lambda one: "\n" * one[0].count("\n"), text, flags=re.DOTALL)
    for at, line in enumerate(code.split("\n"), 1):
        for name, value in re.findall(r"(?:^|[{;])\s*([a-z-]+)\s*:\s*([^;{}]+)", line):
            if name in newer["properties"]:
                yield at, name, newer["properties"][name]
            for word in re.findall(r"[a-z-]+", value):
                if f"{name}: {word}" in newer["values"]:
                    yield at, f"{name}: {word}", newer["values"][f"{name}: {word}"]
        for kind, pattern in (("selectors", r"::?([a-z-]+)"), ("at_rules", r"@([a-z-]+)"), ("media", r"\(([a-z-]+):")):
            for name in re.findall(pattern, line):
                if name in newer[kind]:
                    yield at, name, newer[kind][name]
        for name in re.findall(r"([a-z-]+)\(", line):
            for one in newer["functions"]:
                if one.split(".")[-1] == name:
                    yield at, one, newer["functions"][one]
        if re.search(r"(?:^|[{};])\s*&", line) and "nesting" in newer["selectors"]:
            yield at, "nesting", newer["selectors"]["nesting"]


def _template(text: str, newer: Mapping[str, Any]) -> _Found:
    for at, line in enumerate(text.split("\n"), 1):
        for tag, attributes in re.findall(r"<([a-z][a-z0-9-]*)((?:\s+[^<>]*)?)", line):
            if tag in newer["elements"]:
                yield at, tag, newer["elements"][tag]
            for name in re.findall(
                r"(?<=\s)([a-z]+)(?==|\s|$)", re.sub(r"\"[^\"]*\"|\{[%{].*?[%}]\}", '""', attributes)
            ):
                for one in (name, f"{tag}.{name}"):
                    if one in newer["attributes"]:
                        yield at, one, newer["attributes"][one]


def _without_comments(text: str) -> str:
    text = re.sub(r"/\*.*?\*/", lambda one: "\n" * one[0].count("\n"), text, flags=re.DOTALL)
    return re.sub(r"(^|\s)//[^\n]*", r"\1", text)
