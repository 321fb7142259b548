"""
Write the comment that lists changed pages with their pictures.

The job that comments on GitHub can write to the repository, and its input was made by code of the pull request.
So this file imports only the standard library, validates everything it reads, and is run from the main branch:
`PYTHONPATH=scripts python3 -m workshop.pull_requests.comment FOLDER --images ADDRESS`.
"""

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SIZES: Mapping[str, tuple[int, int]] = {"phone": (390, 844), "desktop": (1280, 900)}
SHOWN = {"phone": 180, "desktop": 420}  # pixels in the comment
MOST_PAGES = 12  # with pictures; the others are listed
MOST_ROWS = 200
MOST_BYTES = 1_500_000  # of a picture
MARK = "<!-- changed-pages -->"
WHY = {
    "new": "new", "changed": "changed", "stand-in": "English in place of Norwegian", "table": "a table in it changed",
    "picture": "a file in it changed", "theme": "a sample: what every page is made with changed",
}  # fmt: skip
_ADDRESS = re.compile(r"(?:[a-z0-9][a-z0-9-]*/)*")


class NotBelieved(Exception):
    """What the pull request's job left is not of the form that ours leaves."""


def photo_name(address: str, size: str) -> str:
    return f"{address.strip('/').replace('/', '_') or 'home'}.{size}.jpg"


def comment(rows: Sequence[Mapping[str, str]], images: str) -> str:
    """The Markdown; `images` is where the pictures are."""
    lines = [MARK, ""]
    if not rows:
        return "\n".join([*lines, "No page looks different.", ""])
    lines += [
        f"**{len(rows)} page{'' if len(rows) == 1 else 's'} changed.** The whole site is in the artifact `preview`."
    ]
    for row in rows[:MOST_PAGES]:
        photos = "".join(
            f'<img src="{images}/{photo_name(row["address"], size)}" width="{SHOWN[size]}" alt="{size}" align="top"> '
            for size in SIZES
        )
        lines += ["", f"<details><summary>{_line(row)}</summary>", "", photos.strip(), "", "</details>"]
    if rest := rows[MOST_PAGES:]:
        lines += ["", "Without pictures:", "", *(f"- {_line(row)}" for row in rest)]
    return "\n".join([*lines, ""])


def _line(row: Mapping[str, str]) -> str:
    return f"{_plain(row['title'])} (<code>/{row['address']}</code>): {WHY[row['why']]}"


def _plain(title: str) -> str:
    """A title as text: no markup, no mention, no link."""
    return re.sub(r"[^\w ,.?!()'’«»–-]", "", title)[:100]


def believed(folder: Path) -> tuple[int, Sequence[Mapping[str, str]]]:
    """The number and the rows of pages.json, and nothing else in `folder/photos` than our pictures."""
    try:
        left: Any = json.loads((folder / "pages.json").read_bytes()[:500_000])
        number, rows = left["number"], left["pages"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotBelieved(f"pages.json cannot be read: {error}") from error
    if type(number) is not int or not 0 < number < 10_000_000:
        raise NotBelieved("the number is not that of a pull request")
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise NotBelieved(f"the pages are not a list of at most {MOST_ROWS}")
    for row in rows:
        strings = isinstance(row, dict) and set(row) == {"address", "title", "why"} and all(
            isinstance(value, str) for value in row.values())  # fmt: skip
        if not strings or not _ADDRESS.fullmatch(row["address"]) or row["why"] not in WHY:
            raise NotBelieved(f"not a page: {str(row)[:200]}")
    wanted = {photo_name(row["address"], size) for row in rows[:MOST_PAGES] for size in SIZES}
    photos = folder / "photos"
    if photos.is_symlink() or not photos.is_dir():
        raise NotBelieved("photos is not a folder")
    for photo in photos.iterdir():
        if photo.is_symlink() or not photo.is_file() or photo.name not in wanted:
            raise NotBelieved(f"{photo.name[:100]} is not one of the pictures")
        if photo.stat().st_size > MOST_BYTES or photo.read_bytes()[:3] != b"\xff\xd8\xff":
            raise NotBelieved(f"{photo.name} is not a JPEG of at most {MOST_BYTES} bytes")
    return number, rows


def main(arguments: list[str] | None = None) -> int:
    """Write comment.md and print the number of the pull request; 1 when something is not as ours leaves it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the artifact of the pull request's job")
    parser.add_argument("--images", required=True, help="the address where the pictures will be; {number} is put in")
    options = parser.parse_args(arguments)
    try:
        number, rows = believed(options.folder)
    except NotBelieved as error:
        print(f"comment: {error}", file=sys.stderr)
        return 1
    text = comment(rows, options.images.replace("{number}", str(number)))
    (options.folder / "comment.md").write_text(text, "utf-8")
    print(number)
    return 0


if __name__ == "__main__":
    sys.exit(main())
