"""
Make `newer.json`: what browsers learned after the floor, from MDN's browser-compat-data (CC0).

    npm pack @mdn/browser-compat-data && tar xzf mdn-browser-compat-data-*.tgz
    python -m workshop.checks.browser_floor.table package/data.json
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workshop.checks.browser_floor import HERE, Floor, read_floor

BROWSERS = {"chrome": ("chrome", "chrome_android"), "edge": ("edge",), "firefox": ("firefox", "firefox_android"),
            "safari": ("safari", "safari_ios")}  # fmt: skip
Node = Mapping[str, Any]


def newer_than(floor: Floor, data: Node) -> dict[str, Any]:
    """Names by kind, each with the versions that have it; a name is here when one browser of the floor lacks it."""

    def late(node: Node) -> str | None:
        support = node["__compat"]["support"]
        versions = {
            name: _latest([_since(support[one]) for one in ids if one in support]) for name, ids in BROWSERS.items()
        }
        if not any(versions.values()):
            return None  # nobody has it, so nobody uses it
        lacking = [name for name, since in versions.items() if since is None or since > (floor[name],)]
        return " ".join(f"{name} {'.'.join(map(str, versions[name] or ('none',)))}" for name in lacking) or None

    def found(nodes: Iterator[tuple[str, Node]]) -> dict[str, str]:
        return {name: said for name, node in sorted(nodes, key=lambda one: one[0]) if (said := late(node))}

    code, style, page = data["javascript"], data["css"], data["html"]
    members = {name: node for name, (node, owner) in _members(data) if not late(owner)}
    newer_members = found(iter(members.items()))
    names = {name.split(".")[1] for name in newer_members}
    return {
        "version": data["__meta"]["version"],
        "globals": found(_globals(data)),
        "members": newer_members,
        "old_names": sorted(names & {name.split(".")[1] for name, node in members.items() if not late(node)}),
        "syntax": found(pair for kind in code if kind != "builtins" for pair in _deep(kind, code[kind])),
        "properties": found(_children(style["properties"])),
        "values": found(
            (f"{name}: {value}", node)
            for name, inner in _children(style["properties"])
            for value, node in _children(inner)
        ),
        "at_rules": found(_children(style["at-rules"])),
        "media": found(_children(style["at-rules"]["media"])),
        "selectors": found(_children(style["selectors"])),
        "functions": found(_deep("types", style["types"])),
        "elements": found(_children(page["elements"])),
        "attributes": found(_attributes(page)),
    }


def _since(support: Any) -> tuple[int, ...] | None:
    """The first version that has it without a flag or another name; a partial one counts, `floor.toml` says why."""
    all_ = support if isinstance(support, list) else [support]
    plain = [one for one in all_ if not {"flags", "prefix", "alternative_name", "version_removed"} & set(one)]
    found = [one["version_added"] for one in plain if one.get("version_added") not in (False, None, "preview")]
    return min((tuple(map(int, one.lstrip("≤").split("."))) for one in found), default=None)


def _children(node: Node) -> Iterator[tuple[str, Node]]:
    for name, inner in node.items():
        if not name.startswith("__") and "__compat" in inner:
            yield name, inner


def _latest(versions: list[tuple[int, ...] | None]) -> tuple[int, ...] | None:
    """Of a desktop browser and its sibling on phones, the later one; what one has no use for does not count."""
    return max((one for one in versions if one), default=None)


def _attributes(page: Node) -> Iterator[tuple[str, Node]]:
    yield from _children(page["global_attributes"])
    for tag, inner in _children(page["elements"]):
        for name, node in _children(inner):
            yield f"{tag}.{name}", node


def _deep(path: str, node: Node) -> Iterator[tuple[str, Node]]:
    for name, inner in node.items():
        if name.startswith("__"):
            continue
        if "__compat" in inner:
            yield f"{path}.{name}", inner
        yield from _deep(f"{path}.{name}", inner)


def _globals(data: Node) -> Iterator[tuple[str, Node]]:
    for tree in (data["api"], data["javascript"]["builtins"]):
        yield from _children(tree)
    yield from _children(data["api"]["Window"])


def _members(data: Node) -> Iterator[tuple[str, tuple[Node, Node]]]:
    """`Owner.name`, with the owner: what belongs to a new kind of object comes with the object."""
    for tree in (data["api"], data["javascript"]["builtins"]):
        for owner, inner in _children(tree):
            for name, node in _children(inner):
                yield f"{owner}.{name.removesuffix('_static')}", (node, inner)
                if owner == "Intl":
                    for method, deep in _children(node):
                        yield f"{name}.{method.removesuffix('_static')}", (deep, node)


def main() -> None:
    data = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    table = newer_than(read_floor().versions, data)
    (HERE / "newer.json").write_text(json.dumps(table, indent=0, ensure_ascii=False) + "\n", "utf-8")
    print({name: len(value) for name, value in table.items()})


if __name__ == "__main__":
    main()
