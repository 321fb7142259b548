"""The shapes of WSGI that the front's parts pass to each other."""

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]

LOG_AS = "varde.log_as"  # environ key: what the access log says instead of the path; nothing at all when empty


def send(environ: Environ, start: StartResponse, status: str, headers: Headers, body: bytes) -> Iterable[bytes]:
    """Answer with a whole body, or with its length alone when only that was asked for."""
    start(status, [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
