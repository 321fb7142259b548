"""The page of sent mails for developers: what the product sent, newest first, as it would be read."""

import base64
import email
import email.policy
import hashlib
import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs

from workshop.stack.front.wsgi import Environ, StartResponse, send

_PLACE = re.compile(r"[0-9]{1,9}")
_NAME = re.compile(r"[\w.,=:-]{1,200}")
_PAGE_POLICY = "default-src 'none'; style-src 'sha256-{}'; frame-src 'self'; base-uri 'none'; form-action 'none'"
# A mail's HTML is untrusted: no script, no request, a separate origin.
_MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
_PAGE = 200  # mails on a page of the list


@dataclass(frozen=True)
class _Listing:
    """A page of the list: `total` mails there are, `next` is where the next page begins."""

    mails: list[dict[str, str]]
    after: int
    total: int
    next: int | None


class Mails:
    """A WSGI application for /_mail/: the list, one mail, its HTML part, its source; `?format=json` for tests."""

    def __init__(self, maildir: Path) -> None:
        self._maildir = maildir

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return send(environ, start, "405 Method Not Allowed", [("Allow", "GET, HEAD")], b"")
        if environ["PATH_INFO"] == "/_mail":
            return send(environ, start, "302 Found", [("Location", "_mail/")], b"")
        name, _, part = environ["PATH_INFO"].removeprefix("/_mail/").partition("/")
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        as_json = asked.get("format") == ["json"]
        if not name:
            listing = self._listing(asked.get("after", ["0"])[0])
            return _json(environ, start, vars(listing)) if as_json else _page(environ, start, _list(listing))
        path = self._find(name)
        if path is None:
            return _page(environ, start, "<p>No such mail.</p>", "404 Not Found")
        if part == "raw":
            return _respond(environ, start, "text/plain; charset=utf-8", path.read_bytes())
        if part == "html":
            content = _part(_read(path), "html")
            return _respond(environ, start, "text/html; charset=utf-8", content.encode("utf-8", "replace"))
        return _json(environ, start, _whole(path)) if as_json else _page(environ, start, _one(path))

    def _newest_first(self) -> list[Path]:
        found = [path for box in ("new", "cur") for path in (self._maildir / box).glob("*") if path.is_file()]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)

    def _listing(self, after: str) -> "_Listing":
        found, begin = self._newest_first(), int(after) if _PLACE.fullmatch(after) else 0
        shown = [_summary(path) for path in found[begin : begin + _PAGE]]
        return _Listing(shown, begin, len(found), begin + _PAGE if begin + _PAGE < len(found) else None)

    def _find(self, name: str) -> Path | None:
        if not _NAME.fullmatch(name) or name.startswith("."):
            return None
        return next((path for box in ("new", "cur") if (path := self._maildir / box / name).is_file()), None)


def _read(path: Path) -> EmailMessage:
    # The modern policy is fine here: this page shows what we sent, and only to the developer.
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise TypeError("the default policy makes EmailMessage")
    return message


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, AttributeError, IndexError, TypeError):
        return "(unreadable)"


def _part(message: EmailMessage, kind: str) -> str:
    try:
        body = message.get_body((kind,))
        return str(body.get_content()) if body else ""
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        return f"(unreadable: {type(error).__name__})"


def _summary(path: Path) -> dict[str, str]:
    message = _read(path)
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="milliseconds")
    return {
        "id": path.name,
        "subject": _header(message, "subject"),
        "from": _header(message, "from"),
        "to": _header(message, "to"),
        "at": at.replace("+00:00", "Z"),
    }


def _whole(path: Path) -> dict[str, object]:
    message = _read(path)
    headers = [[name, _header(message, name)] for name in dict.fromkeys(message.keys())]
    return {**_summary(path), "headers": headers, "text": _part(message, "plain"), "html": _part(message, "html")}


def _list(listing: _Listing) -> str:
    mails, begin, total = listing.mails, listing.after, listing.total
    if not total:
        return "<p>Nothing was sent yet.</p>"
    newest = " · <a href='?'>Newest</a>" if begin else ""
    older = f" · <a href='?after={listing.next}'>Older</a>" if listing.next else ""
    which = f"<p>{begin + 1} to {begin + len(mails)} of {total}, newest first{newest}{older}</p>"
    rows = "".join(
        f"<tr><td><time>{_e(mail['at'])}</time></td><td>{_e(mail['to'])}</td>"
        f"<td><a href='{_e(mail['id'])}/'>{_e(mail['subject'] or '(no subject)')}</a></td></tr>"
        for mail in mails
    )
    head = "<tr><th>Sent</th><th>To</th><th>Subject</th></tr>"
    return f"{which}<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _one(path: Path) -> str:
    mail = _whole(path)
    frame = "<h2>HTML</h2><iframe sandbox src='html' title='HTML part'></iframe>" if mail["html"] else ""
    return (
        f"<p><a href='../'>All mails</a> · <a href='raw'>Source</a></p><h2>{_e(mail['subject'])}</h2>"
        f"<p>{_e(mail['from'])} → {_e(mail['to'])}, <time>{_e(mail['at'])}</time></p>"
        f"<pre>{_e(mail['text'])}</pre>{frame}"
    )


def _e(value: object) -> str:
    return html.escape(str(value), quote=True)


_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    ":root{color-scheme:light dark}"
    "td,th{text-align:start;padding:.2rem 1rem .2rem 0;overflow-wrap:anywhere}"
    "pre{white-space:pre-wrap}iframe{width:100%;height:30rem}"
)


def _page(environ: Environ, start: StartResponse, body: str, status: str = "200 OK") -> Iterable[bytes]:
    page = (
        f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Sent mails</title><style>{_STYLE}</style>"
        f"<h1>Sent mails</h1>{body}</html>"
    )
    return _respond(environ, start, "text/html; charset=utf-8", page.encode(), status, _page_policy())


def _page_policy() -> str:
    return _PAGE_POLICY.format(base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode())


def _json(environ: Environ, start: StartResponse, content: object) -> Iterable[bytes]:
    return _respond(environ, start, "application/json", json.dumps(content, ensure_ascii=False).encode())


def _respond(
    environ: Environ, start: StartResponse, kind: str, body: bytes, status: str = "200 OK", policy: str = _MAIL_POLICY
) -> Iterable[bytes]:
    headers = [
        ("Content-Type", kind),
        ("Content-Security-Policy", policy),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ]
    return send(environ, start, status, headers, body)
