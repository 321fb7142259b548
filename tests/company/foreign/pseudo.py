"""
English words as the pseudo-locale `ar-XB` writes them: longer, and with no vowel as English has it.

A plain vowel on a page of this locale belongs to something that was written by hand. Places in braces, markup,
addresses and code stay as they are.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

LONGER = str.maketrans({
    "a": "äá", "e": "ëé", "i": "ïí", "o": "öó", "u": "üú", "y": "ÿý",
    "A": "ÄÁ", "E": "ËÉ", "I": "ÏÍ", "O": "ÖÓ", "U": "ÜÚ", "Y": "ŸÝ",
})  # fmt: skip
KEPT = re.compile(r"""(\{[^}]*\}|<[^>]*>|`[^`]*`|\]\([^)]*\)|\[[^\]]*\]:|https?://\S+|&\w+;|%\w)""")
READ = re.compile(r"^(\s*(?:- )?(?:title|description|text): )(.*)$")
ASKED = re.compile(r'(ask: ")([^"]*)(")')
LISTED = re.compile(r"^(keywords: \[)(.*)(\])$")


def words(text: str) -> str:
    """A sentence, with its places and markup kept."""
    return "".join(part if KEPT.fullmatch(part) else part.translate(LONGER) for part in KEPT.split(text))


def article(text: str) -> str:
    """A Markdown article: what is read in its front matter, and its body without the tables it takes in."""
    _, front, body = text.split("---\n", 2)
    lines = [line if "--8<--" in line else words(line) for line in body.split("\n")]
    return "---\n" + "".join(_front(line) + "\n" for line in front.splitlines()) + "---\n" + "\n".join(lines)


def _front(line: str) -> str:
    if found := READ.match(line):
        return found[1] + words(found[2])
    if found := LISTED.match(line):
        return found[1] + words(found[2]) + found[3]
    return ASKED.sub(lambda one: one[1] + words(one[2]) + one[3], line)


def rows(text: str, locale: str = "ar-XB") -> str:
    """TOML: every inline table of words gets an entry for the pseudo-locale, and so does each table [site.en]."""

    def longer(found: re.Match[str]) -> str:
        english = found[1]
        made = english if english.startswith("http") else words(english)
        return f'{found[0][:-2]}, {locale} = "{made}" }}'

    text = re.sub(r'\{ en = "([^"]*)",[^}]* \}', longer, text)
    site = re.search(r"^\[site\.en\]\n((?:\w+ = .*\n)+)", text, re.MULTILINE)
    if site:
        made = re.sub(r'^(\w+ = ")(.*)(")$', lambda one: one[1] + words(one[2]) + one[3], site[1], flags=re.MULTILINE)
        text = text.replace(site[0], f"{site[0]}[site.{locale}]\n{made}", 1)
    return text


def page_words(words_of_pages: Mapping[str, Any], place: str = "") -> str:
    """TOML of the words of the pages, by section. What is an address stays as it is."""
    lines, tables = [], []
    for key, value in words_of_pages.items():
        if isinstance(value, Mapping):
            tables.append(page_words(value, f"{place}.{json.dumps(key)}" if place else json.dumps(key)))
        else:
            many = [words(str(one)) for one in value] if isinstance(value, list | tuple) else words(str(value))
            said = value if key.endswith("_address") else many
            lines.append(f"{json.dumps(key)} = {json.dumps(said, ensure_ascii=False)}")
    return "\n".join([*([f"[{place}]"] if place else []), *lines, "", *tables])
