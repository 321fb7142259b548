"""Asking one server politely: a time for all, a size for each answer, a pause between, and no way to another host."""

import json
import time
from http.client import HTTPException, HTTPMessage, HTTPResponse
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

WHO = "Varde (search index of a help centre)"
PAUSE = 0.4  # seconds; Discourse lets one address ask 200 times a minute
TIMEOUT = 10.0  # seconds without a byte
ALL_TOGETHER = 90.0  # seconds for everything: a build must not hang on somebody else's server
MOST_BYTES = 2_000_000
CHUNK = 64_000
TOO_LONG = "took too long; the next build goes on from here"
GONE = (403, 404, 410)  # a topic that was removed or hidden after it was listed


class NoAnswer(Exception):
    """The community cannot be asked; the text says why in a few words."""


class Gone(Exception):
    """What was asked for is not public (any more)."""


class Asking:
    """Asks the server at `base`, such as `https://community.example/forum`."""

    def __init__(
        self, base: str, pause: float = PAUSE, timeout: float = TIMEOUT, together: float = ALL_TOGETHER
    ) -> None:
        """Raises NoAnswer: the address is not one of a web server."""
        try:
            parts = urlsplit(base)
            fits = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
            fits = fits and not parts.query and not parts.fragment and parts.port != 0
        except ValueError:
            fits = False
        if not fits:
            raise NoAnswer("is not an address that begins with https:// or http://")
        self.base, self.host = base.rstrip("/"), str(parts.hostname)
        self._pause, self._timeout = pause, timeout
        self._give_up = time.monotonic() + together
        self._opener = build_opener(_SameHost(self.host))
        self._asked = False

    def json(self, path: str) -> dict[str, Any]:
        """
        The JSON object at a path.

        Raises:
            Gone: the server has no such thing for the public.
            NoAnswer: anything else that is not such an object in time.
        """
        if self._asked:
            time.sleep(self._pause)
        self._asked = True
        result: Queue[dict[str, Any] | Exception] = Queue()
        # A server can also send its header lines one by one, and a socket's timeout does not cover all of them.
        Thread(target=lambda: result.put(self._told(path)), daemon=True).start()
        try:
            found = result.get(timeout=max(0.1, self._give_up - time.monotonic()))
        except Empty:
            raise NoAnswer(TOO_LONG) from None
        if isinstance(found, Exception):
            raise found
        return found

    def _told(self, path: str) -> dict[str, Any] | Exception:
        """What `json` returns or raises."""
        try:
            return self._fetched(path)
        except Exception as error:
            return error

    def _fetched(self, path: str) -> dict[str, Any]:
        request = Request(self.base + path, headers={"Accept": "application/json", "User-Agent": WHO})
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                found = json.loads(self._read(answer))
        except HTTPError as error:
            error.close()
            if error.code in GONE:
                raise Gone from None
            raise NoAnswer(f"answered {error.code}") from None
        except TimeoutError:
            raise NoAnswer(f"said nothing for {self._timeout:g} s") from None
        except (ValueError, RecursionError):
            raise NoAnswer("did not answer with JSON") from None
        except (OSError, HTTPException) as error:
            late = isinstance(getattr(error, "reason", None), TimeoutError)
            raise NoAnswer(f"said nothing for {self._timeout:g} s" if late else "cannot be reached") from None
        if not isinstance(found, dict):
            raise NoAnswer("did not answer like Discourse")
        return found

    def _read(self, answer: HTTPResponse) -> bytes:
        """The body, in pieces: a server that sends a byte now and then is stopped as well."""
        body = b""
        while chunk := answer.read1(CHUNK):
            body += chunk
            if len(body) > MOST_BYTES:
                raise NoAnswer(f"sent more than {MOST_BYTES // 1_000_000} MB at once")
            if time.monotonic() > self._give_up:
                raise NoAnswer(TOO_LONG)
        return body


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect on the same host only; where else it leads is not ours to ask."""

    max_redirections = 3

    def __init__(self, host: str) -> None:
        self._host = host

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        to = urlsplit(newurl)
        if to.scheme not in ("http", "https") or to.hostname != self._host:
            raise NoAnswer("sends us to another host")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
