"""Blocks as plain text and as HTML: no tables, no pictures, nothing that is fetched."""

import re
from html import escape
from pathlib import Path

from chalicelib.mail.content.blocks import Block, Code, Content, Facts, Link, Note, Paragraph, Quote

_STYLE = (Path(__file__).parent / "mail.css").read_text(encoding="utf-8")
# A case number that breaks at its hyphen is hard to read aloud.
_NUMBER = re.compile(r"\b[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def as_text(content: Content, colon: str) -> str:
    """The plain text, a blank line between blocks; `colon` joins a name and its value."""
    return "\n\n".join(_text(block, colon) for block in content.blocks) + "\n"


def as_html(content: Content, *, language: str, brand: str) -> str:
    """A whole HTML document that reads well in light and dark and without its style sheet."""
    blocks = content.blocks
    foot = "".join(_html(block) for block in blocks if isinstance(block, Note))
    main = "\n".join(_html(block) for block in blocks if not isinstance(block, Note))
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(content.subject)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f'<div class="letter">\n<p class="brand">{escape(brand)}</p>\n<main>\n{main}\n</main>\n'
        + (f"<footer>\n{foot}\n</footer>\n" if foot else "")
        + "</div>\n</body>\n</html>\n"
    )


def _text(block: Block, colon: str) -> str:
    match block:
        case Facts(pairs):
            return "\n".join(f"{name}{colon}{value}" for name, value in pairs)
        case Link(label, address):
            return f"{label}{colon.rstrip()}\n{address}"
        case Code(text):
            return f"    {text}"
        case Quote(text):
            return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
        case Note(text):
            return f"--\n{text}"
        case Paragraph(text):
            return text


def _html(block: Block) -> str:
    match block:
        case Facts(pairs):
            row = '<div><dt>{}</dt> <dd dir="auto">{}</dd></div>'
            rows = "".join(row.format(escape(name), escape(value)) for name, value in pairs)
            return f"<dl>{rows}</dl>"
        case Link(label, address):
            href = escape(address)
            return f'<p class="go"><a class="button" href="{href}">{escape(label)}</a></p>'
        case Code(text):
            return f'<p class="code">{escape(text)}</p>'
        case Quote(text):
            return f'<blockquote dir="auto">{_lines(text)}</blockquote>'
        case Note(text) | Paragraph(text):
            return f"<p>{_lines(text)}</p>"


def _lines(text: str) -> str:
    whole = _NUMBER.sub(r'<span class="number">\g<0></span>', escape(text))
    return whole.replace("\n", "<br>\n")
