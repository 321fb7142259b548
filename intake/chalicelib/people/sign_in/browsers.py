"""The browser that asks. Its secret is in a cookie that scripts cannot read; we store a hash of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.limits import Asking

REMEMBERED = timedelta(days=365)  # since a browser last signed in, or last asked
_SECRET = re.compile(r"[A-Za-z0-9_-]{40,64}")  # of `new_token`: 256 random bits
_SYSTEMS = (  # what a header says, and what people call it; the first that is found
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"),
    ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
_PROGRAMS = (  # the imitators before those whose names they also carry
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi/", "Vivaldi"), ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip


@dataclass(frozen=True)
class Description:
    """A browser in words from our own short lists, so that nothing a stranger wrote is ever shown."""

    program: str | None = None
    system: str | None = None


UNKNOWN = Description()


def described(user_agent: str) -> Description:
    """What a `User-Agent` header says of program and system, as far as we know the words."""
    header = user_agent[:400]

    def first(words: tuple[tuple[str, str], ...]) -> str | None:
        return next((name for mark, name in words if mark in header), None)

    return Description(first(_PROGRAMS), first(_SYSTEMS))


@dataclass(frozen=True)
class Visit:
    """
    One request to sign in: the browser that sends it, and what limits count.

    Attributes:
        secret: of the browser's cookie; None when it has none, or another form.
        asking: the route, the network, and the proof of work if one was sent.
        bound_to: what only the sender of this request knows, so that its repetition is distinguished from
            another's: the browser's secret, or the `Idempotency-Key` where there is no cookie yet.
    """

    secret: str | None
    asking: Asking
    described: Description = UNKNOWN
    bound_to: str | None = None


def is_secret(value: str) -> bool:
    """Whether a cookie's value has the form of our secrets."""
    return _SECRET.fullmatch(value) is not None


@dataclass(frozen=True)
class KnownBrowser:
    """A browser that signed in to an address before. `months`: wrong codes typed there, as in `ladder.Count`."""

    months: Mapping[str, int]
