"""Mark Norwegian articles as up to date with their English sources (front matter `source_hash`)."""

import argparse
import re
import sys
from pathlib import Path

from workshop.site.languages.locales import FIRST, others
from workshop.site.pages.page import FRONT, parse

ROOT = Path(__file__).resolve().parents[4]
DIGITS = 16  # of the hash; enough to notice any change
_LINE = re.compile(r"^source_hash:.*\n", re.MULTILINE)


def stamped(norwegian: str, english: str, path: str) -> str:
    """The Norwegian file with the hash of the English text as the last line of its front matter."""
    front = FRONT.match(norwegian)
    if front is None:
        raise ValueError("has no front matter")
    inner = _LINE.sub("", front[1] + "\n")
    digest = parse(path, english).body_hash[:DIGITS]
    return f'---\n{inner}source_hash: "{digest}"\n---\n{norwegian[front.end() :]}'


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/stamp_translations", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="translations that were brought up to date")
    parser.add_argument("--all", action="store_true", help="every translation")
    options = parser.parse_args(arguments)
    folders = [ROOT / "docs" / locale.id for locale in others(FIRST)]
    files = sorted(file for folder in folders for file in folder.rglob("*.md")) if options.all else options.files
    if not files:
        parser.error("name the articles that are up to date, or --all")
    failed = 0
    for file in files:
        try:
            home = next((one for one in folders if file.resolve().is_relative_to(one)), None)
            if home is None:
                raise ValueError(f"is not in {' or '.join(f'docs/{one.name}' for one in folders)}")
            path = file.resolve().relative_to(home).as_posix()
            english = (ROOT / "docs" / FIRST.id / path).read_text("utf-8")
            text = file.read_text("utf-8")
            if (new := stamped(text, english, path)) != text:
                file.write_text(new, "utf-8")
                print(f"{file}: stamped")
        except (OSError, ValueError) as error:
            print(f"{file}: {error}", file=sys.stderr)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
