"""Serve the front on a socket that the supervisor opened: `python -m workshop.stack.front --fd 3 --site site …`."""

import argparse
import logging
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import waitress
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError

from chalicelib.errors import PolicyBroken
from workshop.refusal import refusal
from workshop.stack.front import problems, routes
from workshop.stack.front.below import Below, to_the_site
from workshop.stack.front.compress import Compressed
from workshop.stack.front.door import Door
from workshop.stack.front.gateway import PREFIX, Gateway
from workshop.stack.front.live import PREFIX as LIVE
from workshop.stack.front.live import Live
from workshop.stack.front.mails import Mails
from workshop.stack.front.pages import Pages
from workshop.stack.front.wsgi import App
from workshop.stack.processes import lifeline
from workshop.stack.setup.loading import load_module

_THREADS = 24  # they wait for the engine most of the time


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """Waitress's parser; it hangs up without an answer on a target such as `http://[::1/`."""

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError:
            raise ParsingError("Bad URI") from None


def front(site: Path, mail: Path, app_file: Path | None, messages: Path | None = None, path: str = "") -> App:
    """
    All parts of the front as one WSGI application; with `messages`, pages reload themselves.

    `path`, such as `/answers`, is where site and API are; what only this machine has stays at the root.
    """
    pages = Pages(site)
    shown: App = pages
    api = _api(app_file) if app_file else _no_api
    parts: dict[str, App] = {routes.MAIL: Mails(mail)}
    if messages:
        live = Live(site, messages, path)
        parts[LIVE], shown = live, live.around(pages)
    if path:
        parts |= {"/": to_the_site(path), path: Below(path, shown), path + PREFIX: Below(path, api)}
    else:
        parts |= {"/": shown, PREFIX: api}
    return Compressed(Door(parts, pages.security_headers))


def _api(app_file: Path) -> App:
    try:
        return Gateway(load_module(app_file).app)
    except PolicyBroken as broken:
        logging.error("front: /api answers 503, because %s", refusal(broken))
        return _no_api
    except Exception:
        # A mistake in the code takes the API down, not the pages one is writing.
        logging.exception("front: %s cannot be imported, so /api answers 503", app_file)
        return _no_api


def _no_api(environ: Any, start: Any) -> Any:
    return problems.answer(environ, start, 503)


def main() -> int:
    """Serve until killed."""
    lifeline.hold()
    parser = argparse.ArgumentParser(prog="front", description="Serve site, API and sent mails on one socket.")
    parser.add_argument("--fd", type=int, required=True, help="a listening socket")
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--mail", type=Path, required=True, help="the Maildir of sent mails")
    parser.add_argument("--messages", type=Path, help="what the preview says; pages then reload themselves")
    parser.add_argument("--path", default="", help="of site and API on their host, such as /answers")
    parser.add_argument("--app", type=Path, help="the app.py of the API")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("waitress").setLevel(logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    logging.getLogger("botocore").setLevel(logging.WARNING)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # waitress then finishes what it has begun
    HTTPChannel.parser_class = Parser
    app = front(options.site, options.mail, options.app, options.messages, options.path)
    with socket.socket(fileno=options.fd) as listening:
        waitress.serve(
            app,
            sockets=[listening],
            threads=_THREADS,
            connection_limit=1000,
            backlog=512,
            ident=None,
            max_request_body_size=64 * 1024 * 1024,
            channel_timeout=120,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
