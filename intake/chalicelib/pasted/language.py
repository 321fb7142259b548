"""A language tag (BCP 47), in its usual letters."""

import re

from chalicelib.pasted.letters import plain

LONGEST = 35  # characters; RFC 5646 asks software to take this many
_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?((?:-[A-Za-z0-9]{4,8}){0,3})")


def language(text: str) -> str | None:
    """`pt-BR` of `PT_br`; None when it is no tag."""
    found = _TAG.fullmatch(plain(text).replace("_", "-")) if len(text) <= 2 * LONGEST else None
    if not found:
        return None
    first, script, region, variants = found.groups()
    parts = [first.lower(), (script or "").title(), (region or "").upper()]
    return "-".join(filter(None, parts)) + (variants or "").lower()
