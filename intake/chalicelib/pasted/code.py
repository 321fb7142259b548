"""A sign-in code, as it comes out of a mail: with spaces, dashes, full-width digits, or words around it."""

import re

from chalicelib.pasted.letters import plain, with_digits, without_markup

LONGEST = 200  # characters before reading; a line of the mail, not the mail
_DIGITS = re.compile(r"\d(?:[ .,_/\u00b7\u30fb\u2010-\u2015\u2212-]?\d)*", re.ASCII)
_LIKELY = range(6, 13)  # digits of the codes we send


def code(text: str) -> str:
    """
    The first group of digits that can be a code, without the characters between them.

    Else the longest one; empty when there is none.
    """
    groups = [re.sub(r"\D", "", group) for group in _DIGITS.findall(with_digits(plain(without_markup(text[:LONGEST]))))]
    likely = (group for group in groups if len(group) in _LIKELY)
    return next(likely, max(groups, key=len, default=""))
