"""Read company.toml and refuse it when anything in it is wrong, naming every problem at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from chalicelib.company.colours import palette
from chalicelib.company.colours import problems as colour_problems
from chalicelib.company.company import Company, Footer, Locale, Site
from chalicelib.company.files import toml_of
from chalicelib.company.folder import folder
from chalicelib.errors import CompanyBroken

FILE = "company.toml"
Check = Callable[[Any], str | None]


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() and "\n" not in value else "must be text on one line"


def _fits(form: str, example: str) -> Check:
    def check(value: Any) -> str | None:
        fits = isinstance(value, str) and re.fullmatch(form, value)
        return None if fits else f"{value!r} is not of the form {example}"

    return check


_LINK = _fits(r"(?:https?://[^\s/]+(?:/\S*)?|mailto:\S+@\S+|/\S*)", "'https://example.com/imprint'")
_PATH = _fits(r"https?://\S+\{path\}\S*", "'https://git.example.com/edit/main/docs/{path}'")
_NAME = _fits(r"[^<>\n\"]*[^<>\n\"\s][^<>\n\"]*", "'Example support'")
_ADDRESS = _fits(r"[^\s<>@]+@[^\s<>@]+", "'support@example.com'")
COMPANY: Mapping[str, Check] = {
    "name": _text,
    "product": _text,
    "site_address": _fits(
        r"https?://[^\s/?#]+(?:/(?!api(?:/|$))[A-Za-z0-9][A-Za-z0-9._~-]*)*",
        "'https://help.example.com' or 'https://example.com/help', without a slash at its end",
    ),
    "sender": _fits(r"[^<>\n\"]+ <[^\s<>@]+@[^\s<>@]+>", "'Example support <support@example.com>'"),
    "support_address": _ADDRESS,
}
COMPANY_MAY: Mapping[str, Check] = {"edit": _PATH, "history": _PATH}
SITE: Mapping[str, Check] = {
    "name": _text,
    "short_name": _fits(r"\S[^\n]{0,14}", "'Example help', of at most 15 characters"),
    "description": _text,
    "copyright": _text,
}
SITE_MAY: Mapping[str, Check] = {"discourse": _text}
LOCALE: Mapping[str, Check] = {
    # The plugin that builds the pages takes no other form.
    "id": _fits(r"[a-z]{2}(?:-[A-Z]{2})?", "'en' or 'pt-BR'"),
    "tag": _fits(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "'en' or 'pt-BR'"),
    "name": _text,
    "theme": _fits(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?", "'en' or 'pt-BR'"),
    "dates": _fits(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})*", "'en-GB'"),
}
LOCALE_MAY: Mapping[str, Check] = {
    "direction": lambda value: None if value in ("ltr", "rtl") else f"{value!r} is neither 'ltr' nor 'rtl'",
    **dict.fromkeys(("clock", "stemmer", "word_parts", "numbers", "dictionary"), _text),
}
# The articles that pages and the API link to.
ARTICLES = (
    "help", "plans", "seats", "mobile", "languages", "hours", "community", "phone", "good_case", "staff_access",
    "cannot_sign_in", "sign_in_code", "subscription", "my_cases",
)  # fmt: skip


@cache
def shipped() -> Company:
    """
    The company of `folder()`, read once.

    Raises:
        CompanyBroken: with every problem of the file.
    """
    return read(folder())


def read(place: Path) -> Company:
    """
    Read the company of a folder.

    Raises:
        CompanyBroken: with every problem, each as "company.toml: table, row: field … is wrong".
    """
    raw = toml_of(place / FILE, FILE)
    if problems := list(_problems(raw)):
        raise CompanyBroken([f"{FILE}: {problem}" for problem in problems])
    sites = {name: Site(**site) for name, site in raw["site"].items()}
    locales = tuple(
        Locale(**row, prefix=f"{row['id']}/" if number else "", site=sites[row["id"]])
        for number, row in enumerate(raw["locale"])
    )
    return Company(
        **raw["company"],
        locales=locales,
        light=palette(raw["colours"], "light"),
        dark=palette(raw["colours"], "dark"),
        articles={name: path for name, path in raw["articles"].items() if path},
        sender_names=raw.get("sender_names", {}),
        footer=tuple(Footer(row["label"], row["link"]) for row in raw.get("footer", [])),
    )


def _problems(raw: Mapping[str, Any]) -> Iterator[str]:
    tables = ("company", "sender_names", "site", "locale", "colours", "footer", "articles")
    yield from (f"{name}: there is no such table" for name in raw if name not in tables)
    yield from _fields("company", raw.get("company"), COMPANY, COMPANY_MAY)
    rows = raw.get("locale")
    if not isinstance(rows, list) or not rows:
        yield "locale: must be written as [[locale]] rows, at least one"
        rows = []
    for number, row in enumerate(rows, 1):
        yield from _fields(f"locale, row {number} ({_id(row)})", row, LOCALE, LOCALE_MAY)
    ids = [_id(row) for row in rows]
    for name in ("id", "tag"):
        given = [row.get(name) for row in rows if isinstance(row, dict)]
        if len(set(map(str, given))) < len(given):
            yield f"locale: two rows have the same {name}"
    yield from _by_locale("site", raw.get("site"), ids, lambda where, site: _fields(where, site, SITE, SITE_MAY))
    yield from _sender_problems(raw.get("sender_names", {}))
    yield from colour_problems(raw.get("colours"))
    footer = raw.get("footer", [])
    for number, row in enumerate(footer if isinstance(footer, list) else [None], 1):
        where = f"footer, row {number}"
        yield from _fields(where, row, {"label": lambda _: None, "link": lambda _: None}, {})
        for name, check in (("label", _text), ("link", _LINK)) if isinstance(row, dict) else ():
            yield from _by_locale(f"{where}: {name}", row.get(name), ids, partial(_one, check=check))
    yield from _article_problems(raw.get("articles"))


def _id(row: Any) -> str:
    return str(row.get("id", "no id")) if isinstance(row, dict) else "no id"


def _sender_problems(names: Any) -> Iterator[str]:
    if not isinstance(names, dict):
        yield "sender_names: must be written as [sender_names] with a name for each language tag"
        return
    for tag, name in names.items():
        if problem := LOCALE["tag"](tag) or _NAME(name):
            yield f"sender_names: {tag}: {problem}"


def _article_problems(articles: Any) -> Iterator[str]:
    if not isinstance(articles, dict):
        yield "articles: the table [articles] is missing"
        return
    check = _fits(r"[a-z0-9-]+(?:/[a-z0-9-]+)*", "'sign-in/cannot-sign-in', a path under docs/<locale>/ without .md")
    yield from (
        f"articles: {name} is missing; write `{name} = false` where there is none"
        for name in ARTICLES
        if name not in articles
    )
    for name, path in articles.items():
        if name not in ARTICLES:
            yield f"articles: there is no name {name!r}"
        elif path is not False and (problem := check(path)):
            yield f"articles: {name} {problem}"


def _by_locale(where: str, table: Any, ids: list[str], each: Callable[[str, Any], Iterator[str]]) -> Iterator[str]:
    if not isinstance(table, dict):
        yield f"{where}: must have an entry for each of {', '.join(ids)}"
        return
    yield from (f"{where}: {name} is missing" for name in ids if name not in table)
    for name, one in table.items():
        if name in ids:
            yield from each(f"{where}.{name}", one)
        else:
            yield f"{where}: {name!r} is not a locale"


def _one(where: str, value: Any, check: Check) -> Iterator[str]:
    if problem := check(value):
        yield f"{where}: {problem}"


def _fields(where: str, row: Any, needed: Mapping[str, Check], may: Mapping[str, Check]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"{where}: the table is missing"
        return
    yield from (f"{where}: {name} is missing" for name in needed if name not in row)
    for name, value in row.items():
        check = needed.get(name) or may.get(name)
        if check is None:
            yield f"{where}: there is no field {name!r}"
        elif problem := check(value):
            yield f"{where}: {name} {problem}"
