"""
The cookies of a reader, and what they may look like.

`__Host-` on https: a browser takes such a cookie only from this very host, with `Secure` and for the whole of it, so a
sister domain cannot put one of its own in front. On loopback there is no TLS and no prefix. The prefix
requires the path `/`; the pages are static files that ignore the cookie, and our logs do not contain it.
"""

from collections.abc import Sequence

from chalicelib.http.door.parameters import LONGEST_TOKEN
from chalicelib.people.sign_in.browsers import REMEMBERED, is_secret

SESSION = "varde_session"
BROWSER = "varde_browser"
MARK = "varde_signed_in"
FORMER_PATH = "/api"  # of the session's cookie until 2026-12-01, without a prefix


def named(name: str, *, secure: bool) -> str:
    return f"__Host-{name}" if secure else name


def values(header: str, name: str) -> list[str]:
    """
    The values of a cookie in a `Cookie` header: several when paths differ, the longest path first.

    Only what RFC 6265 puts between cookies is taken away. A browser lets a sister domain set a cookie whose name is
    `__Host-...` behind a no-break space: for the browser, and so for us, that is another name.
    """
    pairs = (part.strip(" \t").partition("=") for part in header.split(";"))
    return [value for found, _, value in pairs if found == name]


def session_token(header: str, *, secure: bool) -> str | None:
    """The last one: on loopback a former cookie for `/api` may still come before it."""
    found = values(header, named(SESSION, secure=secure))
    return found[-1] if found and len(found[-1]) <= LONGEST_TOKEN and found[-1].isascii() else None


def browser_secret(header: str, *, secure: bool) -> str | None:
    """The browser's secret, when it has the form of one of ours."""
    found = values(header, named(BROWSER, secure=secure))
    return found[0] if len(found) == 1 and is_secret(found[0]) else None


def session_cookies(token: str, seconds: int, *, secure: bool, agent: bool = False) -> list[str]:
    """
    The cookies of a session; an empty token with 0 seconds removes them.

    The token is for the API alone. Its mark tells our pages that asking who is signed in is worth a request, and to
    write "Desk" where customers read "My cases"; it grants no access.
    """
    common = _common(seconds, secure=secure)
    return [
        "; ".join([f"{named(SESSION, secure=secure)}={token}", "Path=/", "HttpOnly", *common]),
        "; ".join([f"{MARK}={('agent' if agent else '1') if token else ''}", "Path=/", *common]),
        former_session_gone(secure=secure),
    ]


def browser_cookie(secret: str, *, secure: bool) -> str:
    """Its year starts again each time it is used."""
    common = _common(int(REMEMBERED.total_seconds()), secure=secure)
    return "; ".join([f"{named(BROWSER, secure=secure)}={secret}", "Path=/", "HttpOnly", *common])


def former_session_gone(*, secure: bool) -> str:
    """Removes the session's cookie as it was before it had a prefix. It no longer grants access."""
    return "; ".join([f"{SESSION}=", f"Path={FORMER_PATH}", "HttpOnly", *_common(0, secure=secure)])


def _common(seconds: int, *, secure: bool) -> Sequence[str]:
    return ["SameSite=Strict", f"Max-Age={seconds}", *(["Secure"] if secure else [])]
