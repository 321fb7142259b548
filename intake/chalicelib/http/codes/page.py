"""The page `/api/problems`: every problem code, for people who build a client. Plain HTML that loads nothing."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from html import escape
from http import HTTPStatus

from chalicelib.http.codes import Codes, Field, Mistake, Problem, Text, shipped

STYLE = (
    ":root{color-scheme:light dark;background:Canvas;color:CanvasText}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem}"
    "code{overflow-wrap:anywhere}section:target{outline:2px solid;outline-offset:.5rem}"
    "dt{font-weight:600}dd{margin:0 0 .5rem}a{color:LinkText}"
)
SECURITY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LONGEST_WISH = 200  # characters of Accept-Language that are read


def language_for(asked: str | None, accepted: str, languages: Mapping[str, str]) -> str:
    """
    The language to answer in: the one asked for, else the first that the browser accepts, else the first we have.

    Args:
        asked: name of a language, from the address.
        accepted: the header Accept-Language.
        languages: name -> tag.
    """
    if asked is not None and asked in languages:
        return asked
    for wish in sorted(accepted[:LONGEST_WISH].lower().split(","), key=_weight, reverse=True):
        begins = wish.partition(";")[0].partition("-")[0].strip()
        for name, tag in languages.items():
            if begins in (name, tag) and _weight(wish) > 0:
                return name
    return next(iter(languages))


def _weight(wish: str) -> float:
    _, has_weight, weight = wish.replace(" ", "").partition(";q=")
    try:
        return float(weight) if has_weight else 1.0
    except ValueError:
        return 0.0


@cache
def page(language: str) -> str:
    """The whole page in one of the languages of `codes.toml`."""
    codes = shipped()
    words = {name: escape(text[language]) for name, text in codes.page.items()}
    return "".join(
        [
            f'<!doctype html><html lang="{codes.languages[language]}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<title>{words['title']}</title><style>{STYLE}</style></head><body>",
            f"<header>{_languages(codes, language)}</header><main><h1>{words['title']}</h1><p>{words['intro']}</p>",
            f'<p><a href="openapi.json">{words["documented"]}</a></p>',
            f"<h2>{words['always']}</h2>{_fields((f for f in codes.fields.values() if f.always), language)}",
            *(_section(codes, one, language, words) for one in codes.problems.values()),
            f'<section id="errors"><h2>{words["mistakes"]}</h2><p>{words["mistakes_intro"]}</p>',
            _mistakes(codes.mistakes.values(), language, words),
            "</section></main></body></html>",
        ]
    )


def _languages(codes: Codes, shown: str) -> str:
    """Links to the page in the other languages, each by its own name."""
    others = {name: tag for name, tag in codes.languages.items() if name != shown}
    links = (
        f'<a href="?locale={name}" lang="{tag}" hreflang="{tag}">{escape(codes.page["language"][name])}</a>'
        for name, tag in others.items()
    )
    return f"<nav>{' '.join(links)}</nav>" if others else ""


def _section(codes: Codes, one: Problem, language: str, words: Mapping[str, str]) -> str:
    rows = {
        words["status"]: f"{one.status} {HTTPStatus(one.status).phrase}",
        words["when"]: _text(one.when, language),
        words["do"]: _text(one.do, language),
    }
    if one.fields:
        rows[words["fields"]] = _fields(codes.fields_of(one.code), language)
    listed = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in rows.items())
    return (
        f'<section id="{one.code}"><h2><code>{one.code}</code>: {_text(one.title, language)}</h2>'
        f"<dl>{listed}</dl></section>"
    )


def _fields(fields: Iterable[Field], language: str) -> str:
    items = "".join(f"<li><code>{one.name}</code>: {_text(one.means, language)}</li>" for one in fields)
    return f"<ul>{items}</ul>"


def _mistakes(mistakes: Iterable[Mistake], language: str, words: Mapping[str, str]) -> str:
    rows = "".join(
        f"<dt><code>{one.code}</code></dt><dd>{_text(one.means, language)}{_params(one, words)}</dd>"
        for one in mistakes
    )
    return f"<dl>{rows}</dl>"


def _params(one: Mistake, words: Mapping[str, str]) -> str:
    names = ", ".join(f"<code>{name}</code>" for name in one.params)
    return f" ({words['params']}: {names})" if names else ""


def _text(text: Text, language: str) -> str:
    return escape(text[language])
