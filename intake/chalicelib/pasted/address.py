"""An e-mail address, as it comes out of a mail program, a spreadsheet, a web page or a keyboard in Tokyo."""

import re
from urllib.parse import unquote

from chalicelib.pasted.letters import plain, without_markup

LONGEST = 254  # RFC 5321
LONGEST_PASTED = 1000  # characters, with a name before it and invisible ones
_STOPS = str.maketrans({"\u3002": ".", "\uff61": ".", "\u30fb": "."})
_QUOTES = "\"'`\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2039\u203a\u300c\u300d()[]{}"
_AROUND = _QUOTES + " <>,;:.!?*\u3001\u2026"
_NAMED = re.compile(r"[^<>]*<([^<>]*)>[\s.,;]*")  # Ada Lie <ada@kunde.example>
_LABELLED = re.compile(r"[^@:<>]{1,40}:\s*(?=[^\s/]\S*@)")  # E-mail: ada@kunde.example
# [ada@kunde.example](mailto:ada@kunde.example) and the same as HTML.
_LINKED = re.compile(
    r"\[[^\[\]]*\]\(([^()\s]+)\)[\s.,;]*"
    r"|<a\b[^<>]*\bhref=[\"'](mailto:[^\"']+)[\"'][^<>]*>[^<>]*</a>[\s.,;]*",
    re.IGNORECASE,
)
# What a mail program writes behind it: (Ada), [mailto:…]
_ASIDE = re.compile(r"(?<=\S)\s*(?:\([^()@]*\)|\[mailto:[^\[\]]*\]|<mailto:[^<>]*>)[\s.,;]*$", re.IGNORECASE)
_MAILTO = re.compile(r"mailto:\s*", re.IGNORECASE)


def address(text: object, *, reserved: bool = False) -> str | None:
    """
    The one address in a text, as mail servers take it: an international domain in its ASCII form.

    Args:
        reserved: also takes addresses at `.test`, which no mail ever reaches (RFC 2606): for a stack on one machine.

    Returns:
        None for what nobody can have (quoted local parts, comments, bare host names), for two addresses, and for a
        space inside one: anybody who writes `ada lie@kunde.example` does not mean `lie@kunde.example`.
    """
    if not isinstance(text, str) or len(text) > LONGEST_PASTED:
        return None
    bare = _bare(text)
    return _checked(bare, reserved) if len(bare) <= LONGEST and " " not in bare else None


def _bare(text: str) -> str:
    clean = plain(without_markup(text)).translate(_STOPS)
    clean = clean.removeprefix("=") if clean.startswith('="') else clean  # how a spreadsheet keeps a text
    if linked := _LINKED.fullmatch(clean):
        clean = linked[1] or linked[2]
    if "@" in (before := _ASIDE.sub("", clean)):
        clean = before
    if named := _NAMED.fullmatch(clean):
        clean = named[1]
    clean = clean.strip(_AROUND)
    if scheme := _MAILTO.match(clean):
        clean = unquote(clean[scheme.end() :].partition("?")[0])
        clean = plain(clean).strip(_AROUND)
        if named := _NAMED.fullmatch(f"{clean}>"):
            clean = named[1]
    elif label := _LABELLED.match(clean):
        clean = clean[label.end() :].strip(_AROUND)
    return re.sub(r" ?@ ?", "@", clean)


def _checked(bare: str, reserved: bool) -> str | None:
    # Imported here: it takes longer than all of the API's own modules together.
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(
            bare, strict=True, check_deliverability=False, globally_deliverable=False, test_environment=reserved
        )
    except (EmailNotValidError, UnicodeError):
        return None
    return found.ascii_email if "." in found.domain else None
