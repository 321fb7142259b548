"""Tell the supervisor what changed on disk: a page's source, or the product's code."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import watchfiles

_PAGES = ("docs", "overrides", "includes")

Tell = Callable[[str], None]


def start(root: Path, intake: Path, tell: Tell) -> None:
    """Watch in the background; `tell` gets "site" or "code", after a burst of changes has ended."""
    trees = [root / name for name in _PAGES if (root / name).is_dir()]
    threading.Thread(target=_watch, args=([*trees, intake], True, root, intake, tell), daemon=True).start()
    threading.Thread(target=_watch, args=([root], False, root, intake, tell), daemon=True).start()


def _watch(paths: Iterable[Path], recursive: bool, root: Path, intake: Path, tell: Tell) -> None:
    for changes in watchfiles.watch(*paths, recursive=recursive, debounce=300, step=100, raise_interrupt=False):
        kinds = {kind_of(Path(changed), root, intake) for _, changed in changes}
        for kind in sorted(kind for kind in kinds if kind):
            tell(kind)


def kind_of(changed: Path, root: Path, intake: Path) -> str:
    """What a changed file means: "site", "code", or nothing."""
    if changed.is_relative_to(intake):
        return "code" if changed.suffix in (".py", ".toml", ".json") else ""
    inside = changed.relative_to(root).parts
    if inside[0] in _PAGES or (len(inside) == 1 and changed.match("mkdocs*.yml")):
        return "site"
    return ""
