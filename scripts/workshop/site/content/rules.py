"""
The list: elements with their attributes, values, addresses. Everything else is refused.

It is what Markdown makes with the extensions of mkdocs.yml, and the HTML that a writer can need beside it (tables with
merged cells, keys, definition lists). Nothing here runs, fetches from another host, sends, or covers the page.
"""

import html
import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

# Kept light: each pass of the generator imports this.
from workshop.site.content.kinds import PICTURES

_TEXT = re.compile(r"[^\x00-\x1f\x7f]*")
_NUMBER = re.compile(r"[0-9]{1,4}")
_TOKEN = re.compile(r"[a-z][a-z0-9-]*")
# Ours, those of footnotes, and `_1`, the id of a heading without a letter of the alphabet.
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*|_[0-9]+|fn(?:ref)?[0-9]*:[\w.-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CLASSES = re.compile(
    r"md-button|md-button--primary|admonition(?:-title)?|headerlink|footnote(?:-ref|-backref)?|inline|end"
    r"|highlight(?:table)?|language-[\w+#-]+|linenos|linenodiv|code|filename|hll"
    # The kinds of boxes, and the classes of coloured code: two letters and a digit at most.
    r"|abstract|bug|danger|example|failure|info|note|question|quote|success|tip|warning|[a-z][a-z0-9]{0,2}"
)
_ALIGN = re.compile(r"left|right|center")
_YES = re.compile(r"(?:open|reversed)?")  # an attribute that says all by being there

# For every element.
EVERYWHERE: Mapping[str, re.Pattern[str]] = {
    "id": _ID, "lang": _LANGUAGE, "dir": re.compile(r"ltr|rtl|auto"), "title": _TEXT,
}  # fmt: skip
_CELL = {"align": _ALIGN, "colspan": _NUMBER, "rowspan": _NUMBER, "data-tier": _TOKEN, "headers": _TEXT}
_LINK, _PICTURE = "link", "picture"  # attributes with an address
ELEMENTS: Mapping[str, Mapping[str, re.Pattern[str] | str]] = {
    "a": {"href": _LINK, "hreflang": _LANGUAGE, "rel": _TEXT},
    "img": {"src": _PICTURE, "alt": _TEXT, "width": _NUMBER, "height": _NUMBER, "loading": re.compile(r"lazy|eager")},
    "th": {**_CELL, "scope": re.compile(r"(?:row|col)(?:group)?"), "abbr": _TEXT},
    "td": _CELL,
    "ol": {"start": _NUMBER, "type": re.compile(r"[1aAiI]"), "reversed": _YES},
    "li": {"value": _NUMBER},
    "details": {"open": _YES},
    "time": {"datetime": _TEXT},
    "span": {"data-linenos": _TEXT},
    "col": {"span": _NUMBER},
    **{name: {} for name in (
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "dl", "dt", "dd", "blockquote", "pre", "div",
        "figure", "figcaption", "summary", "table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr",
        "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
        "strong", "sub", "sup", "u", "var", "wbr",
    )},
}  # fmt: skip
VOID = frozenset({"br", "hr", "img", "wbr", "col"})
SCHEMES = ("https", "http", "mailto", "tel")

_WITH_HOST = ("https", "http")
_SCHEME = re.compile(r"([^/?#:]*):")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\\]")


def against(element: str, name: str, value: str, taken: Sequence[re.Pattern[str]]) -> str | None:
    """
    Why an element cannot have this attribute with this value, None when it can.

    Args:
        value: as written in the HTML, its entities not decoded.
        taken: ids that the templates and scripts of the pages use.
    """
    said = html.unescape(value)
    if name == "class":
        odd = [one for one in said.split() if not _CLASSES.fullmatch(one)]
        return f"the class {odd[0]} is not one of those that articles use" if odd else None
    rule = ELEMENTS[element].get(name) or EVERYWHERE.get(name)
    if rule is None:
        return f"{_named(element)} may not have {name}=…"
    if isinstance(rule, str):
        return _link(said) if rule == _LINK else _picture(said)
    if not rule.fullmatch(said):
        return f'{name}="{_short(said)}" is not a value that {_named(element)} may have'
    if name == "id" and any(one.fullmatch(said) for one in taken):
        return f"the id {said} is one that the page around the article uses; choose another one"
    return None


def _link(address: str) -> str | None:
    """Entities are read and nothing is forgiven, so what is tested is what a browser follows."""
    if odd := _UNSEEN.search(address):
        return f"the address {_short(address)} holds a space, a backslash or an invisible character ({_code(odd[0])})"
    if address.startswith("//"):
        return f"the address {_short(address)} has no scheme; begin with https://"
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in SCHEMES:
        return (
            f"the address {_short(address)} begins with {_short(scheme[1])}:, not with {', '.join(SCHEMES)} or a page"
        )
    if scheme and scheme[1].lower() in _WITH_HOST and not address[scheme.end() :].startswith("//"):
        # A browser takes `https:page` for a page of ours where the site is on https, and for a host where it is not.
        return f"the address {_short(address)} has no host; begin with {scheme[1]}://"
    return None


def _picture(address: str) -> str | None:
    if odd := _UNSEEN.search(address):
        return f"the image {_short(address)} holds a space, a backslash or an invisible character ({_code(odd[0])})"
    if address.startswith("//") or _SCHEME.match(address):
        return f"the image {_short(address)} is not a file beside the article: readers' browsers ask no other host"
    path = unquote(address.partition("#")[0])
    if "?" in path or path.rpartition(".")[2].lower() not in PICTURES:
        return f"the image {_short(address)} is not one of the kinds {', '.join(PICTURES)}"
    return None


def _named(element: str) -> str:
    return f"<{element}>"


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _short(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
    return shown if len(shown) <= 60 else shown[:59] + "…"
