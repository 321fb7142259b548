"""Begin an article: both language files, with front matter and headings, ready to be written."""

import argparse
import json
import re
import sys
from pathlib import Path

from workshop.checks.articles.front_matter import PLACEHOLDER
from workshop.site.content.names import against
from workshop.site.stamp import stamped

ROOT = Path(__file__).resolve().parents[3]
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# The check refuses both descriptions until somebody has written them.
WORDS = {
    "en": (f"{PLACEHOLDER}: one sentence on what the reader can do here", "Do the first thing", "The first step."),
    "no": (f"{PLACEHOLDER}: én setning om hva leseren får gjort her", "Gjør det første", "Det første trinnet."),
}


class CannotBegin(Exception):
    """The article cannot be made like this; the message says what to change."""


def begin(root: Path, place: str, titles: dict[str, str], new_topic: bool = False) -> list[Path]:
    """Write the files and return them. Raises CannotBegin, and then nothing has been written."""
    topic, _, name = place.removesuffix(".md").partition("/")
    if why := against(topic):
        raise CannotBegin(why)
    if not _NAME.fullmatch(name):
        raise CannotBegin(f"{place} is not of the form topic/name, in small English letters, digits and hyphens")
    topics = sorted(folder.name for folder in (root / "docs" / "en").iterdir() if folder.is_dir())
    if topic not in topics and not new_topic:
        raise CannotBegin(f"there is no topic {topic}; there are {', '.join(topics)}. For a new one, add --new-topic")
    files = {locale: root / "docs" / locale / topic / f"{name}.md" for locale in WORDS}
    if there := [str(file.relative_to(root)) for file in files.values() if file.exists()]:
        raise CannotBegin(f"{' and '.join(there)} exists already; nothing was changed")
    texts = {locale: _text(locale, title) for locale, title in titles.items()}
    texts["no"] = stamped(texts["no"], texts["en"], f"{topic}/{name}.md")
    for locale, file in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(texts[locale], "utf-8")
    return list(files.values())


def _text(locale: str, title: str) -> str:
    description, heading, step = WORDS[locale]
    # JSON is YAML, and quotes anything in a title.
    front = (
        f"title: {json.dumps(title, ensure_ascii=False)}\ndescription: {json.dumps(description, ensure_ascii=False)}\n"
    )
    return f"---\n{front}keywords: []\n---\n\n## {heading} {{ #first-thing }}\n\n1. {step}\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/new_article", description=__doc__)
    parser.add_argument("place", metavar="TOPIC/NAME", help="where it goes, such as contacts/custom-fields")
    parser.add_argument("--title-en", required=True, metavar="TITLE")
    parser.add_argument("--title-no", required=True, metavar="TITLE")
    parser.add_argument("--new-topic", action="store_true", help="the topic is a new one")
    parser.add_argument("--root", type=Path, default=ROOT, help="the help centre (default: this one)")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        files = begin(root, options.place, {"en": options.title_en, "no": options.title_no}, options.new_topic)
    except CannotBegin as trouble:
        print(f"new_article: {trouble}", file=sys.stderr)
        return 1
    english, norwegian = (file.relative_to(root) for file in files)
    topic = english.parent.relative_to("docs/en")
    print(f"""Made {english} and {norwegian}. Next:
1. Write the English one. Its headings keep their ids in both languages.
2. Link to it from docs/en/{topic}/index.md: the navigation follows that order.
3. Write the Norwegian one, and link to it from docs/no/{topic}/index.md.
4. scripts/stamp_translations {norwegian}
5. scripts/check {english} {norwegian}""")
    return 0


if __name__ == "__main__":
    sys.exit(main())
