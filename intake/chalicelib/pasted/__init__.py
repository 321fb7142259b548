"""
What people paste, understood: addresses, phone numbers, codes, links, free text and tables.

Every way in uses these readers: the API, the form behind it, sign-in, a CSV file, mail. They know no policy and no
framework. Each is bounded by itself, so that a caller that forgot to look at the length is still safe.
"""

from collections.abc import Mapping

LONGEST_LINK = 2000  # characters; here, since what reads links is loaded when somebody sends one


class NotUnderstood(ValueError):
    """Pasted text that cannot be what it should be: the stable code of the mistake, and what its sentence needs."""

    def __init__(self, code: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code, self.params = code, dict(params or {})
