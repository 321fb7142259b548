"""Begin an article: a file in each language, with front matter and headings, ready to be written."""

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path

from workshop.checks.articles.structure.front_matter import PLACEHOLDER
from workshop.site.content.names import against
from workshop.site.languages.locales import FIRST, LOCALES
from workshop.site.languages.stamp import stamped

ROOT = Path(__file__).resolve().parents[3]
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# The check refuses both descriptions until somebody has written them.
SKELETONS = tomllib.loads((Path(__file__).parent / "skeletons.toml").read_text("utf-8"))


class CannotBegin(Exception):
    """The article cannot be made like this; the message says what to change."""


def begin(root: Path, place: str, titles: dict[str, str], new_topic: bool = False) -> list[Path]:
    """Write the files and return them. Raises CannotBegin, and then nothing has been written."""
    topic, _, name = place.removesuffix(".md").partition("/")
    if why := against(topic):
        raise CannotBegin(why)
    if not _NAME.fullmatch(name):
        raise CannotBegin(f"{place} is not of the form topic/name, in small English letters, digits and hyphens")
    if not (root / "docs" / FIRST.id).is_dir():
        raise CannotBegin(f"there is no docs/{FIRST.id}; company/company.toml names {FIRST.id!r} as the first language")
    topics = sorted(folder.name for folder in (root / "docs" / FIRST.id).iterdir() if folder.is_dir())
    if topic not in topics and not new_topic:
        raise CannotBegin(f"there is no topic {topic}; there are {', '.join(topics)}. For a new one, add --new-topic")
    files = {locale: root / "docs" / locale / topic / f"{name}.md" for locale in titles}
    if there := [str(file.relative_to(root)) for file in files.values() if file.exists()]:
        raise CannotBegin(f"{' and '.join(there)} exists already; nothing was changed")
    texts = {locale: _text(locale, title) for locale, title in titles.items()}
    for locale in texts:
        if locale != FIRST.id:
            texts[locale] = stamped(texts[locale], texts[FIRST.id], f"{topic}/{name}.md")
    for locale, file in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(texts[locale], "utf-8")
    return list(files.values())


def _text(locale: str, title: str) -> str:
    tag = next(one.tag for one in LOCALES if one.id == locale)
    words = next((SKELETONS[name] for name in (tag, tag[:2]) if name in SKELETONS), next(iter(SKELETONS.values())))
    description, heading, step = f"{PLACEHOLDER}: {words['description']}", words["heading"], words["step"]
    # JSON is YAML, and quotes anything in a title.
    front = (
        f"title: {json.dumps(title, ensure_ascii=False)}\ndescription: {json.dumps(description, ensure_ascii=False)}\n"
    )
    return f"---\n{front}keywords: []\n---\n\n## {heading} {{ #first-thing }}\n\n1. {step}\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/new_article", description=__doc__)
    parser.add_argument("place", metavar="TOPIC/NAME", help="where it goes, such as contacts/custom-fields")
    for locale in LOCALES:
        parser.add_argument(f"--title-{locale.id.lower()}", required=True, metavar="TITLE", dest=locale.id)
    parser.add_argument("--new-topic", action="store_true", help="the topic is a new one")
    parser.add_argument("--root", type=Path, default=ROOT, help="the help centre (default: this one)")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        files = begin(
            root, options.place, {locale.id: getattr(options, locale.id) for locale in LOCALES}, options.new_topic
        )
    except CannotBegin as trouble:
        print(f"new_article: {trouble}", file=sys.stderr)
        return 1
    first, *translations = (file.relative_to(root).as_posix() for file in files)
    topic = Path(first).parent.name
    steps = [
        f"Write {first}. Its headings keep their ids in every language.",
        f"Link to it from docs/{FIRST.id}/{topic}/index.md: the navigation follows that order.",
    ]
    for locale, file in zip(LOCALES[1:], translations, strict=True):
        steps.append(f"Write {file}, and link to it from docs/{locale.id}/{topic}/index.md.")
        steps.append(f"scripts/stamp_translations {file}")
    steps.append(f"scripts/check {' '.join([first, *translations])}")
    print(f"Made {' and '.join([first, *translations])}. Next:")
    print(*(f"{number}. {step}" for number, step in enumerate(steps, 1)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
