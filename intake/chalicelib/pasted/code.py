"""A sign-in code, as it comes out of a mail: with spaces, dashes, full-width digits, or words around it."""

import re

from chalicelib.pasted.letters import plain, with_digits

LONGEST = 200  # characters before reading; a line of the mail, not the mail
_DIGITS = re.compile(r"\d(?:[ .\u2010-\u2015\u2212-]?\d)*", re.ASCII)


def code(text: str) -> str:
    """The longest group of digits, without what stands between them; empty when there is none."""
    groups = _DIGITS.findall(with_digits(plain(text[:LONGEST])))
    return max((re.sub(r"\D", "", group) for group in groups), key=len, default="")
