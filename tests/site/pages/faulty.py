"""A server of a built site whose files can be lost, wrong, cut or slow while it runs, and be well again."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tests.site.serving import Front, started

LOGIN = b"<!doctype html><html lang=en><title>Wi-Fi</title><p>Welcome to our hotel. Enter your room number.</html>\n"


@dataclass
class Faults:
    """The present fault: `kind` with each file whose path `pattern` finds, but for the first `spared` asked for."""

    pattern: str = ""
    kind: str = ""
    spared: int = 0
    folder: Path | None = None  # another build in place of the one it began with
    met: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def set(self, pattern: str, kind: str, spared: int = 0) -> None:
        self.mend()
        self.pattern, self.kind, self.spared = pattern, kind, spared
        self.over = threading.Event()

    def mend(self) -> None:
        self.pattern = self.kind = ""
        self.met = []
        self.over.set()

    def of(self, path: str) -> str:
        if not self.kind or not re.search(self.pattern, path.partition("?")[0]):
            return ""
        self.met.append(path)
        return self.kind if len(self.met) > self.spared else ""


class _Faulty(Front):
    def do_GET(self) -> None:  # noqa: N802 (the name that http.server calls)
        faults: Faults = self.server.faults  # type: ignore[attr-defined]
        kind = faults.of(self.path)
        if faults.folder:
            self.directory = str(faults.folder)
        if kind == "":
            super().do_GET()
        elif kind in ("404", "503"):
            self.send_error(HTTPStatus(int(kind)))
        elif kind == "html":
            self._send(LOGIN, len(LOGIN))
        elif kind in ("elsewhere", "moved"):
            login = f"http://localhost:{self.server.server_port}/login/"  # type: ignore[attr-defined]
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", login if kind == "elsewhere" else "/assets/site/site.js")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif kind in ("cut", "short", "no-store"):
            file = Path(self.translate_path(self.path))
            file = file / "index.html" if file.is_dir() else file
            whole = file.read_bytes()
            sent = whole if kind == "no-store" else whole[: len(whole) // 2]
            self._send(sent, len(whole if kind == "cut" else sent), self.guess_type(file), kind)
            self.close_connection = True
        elif kind == "refused":
            self.close_connection = True
        elif kind == "hang":
            faults.over.wait(60)
            self.close_connection = True
        else:
            raise AssertionError(kind)

    def _send(self, body: bytes, length: int, media: str = "text/html", kind: str = "") -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(length))
        if kind == "no-store":
            self.send_header("Cache-Control", kind)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served_with_faults(folder: Path) -> Iterator[tuple[str, Faults]]:
    """The address of the site, and what is wrong with it; nothing at first."""
    with started(folder, partial(_Faulty, directory=str(folder))) as server:
        faults: Any = Faults()
        server.headers_of_site["Cache-Control"] = "no-cache"  # type: ignore[attr-defined]
        server.faults = faults  # type: ignore[attr-defined]
        try:
            yield f"http://127.0.0.1:{server.server_port}", faults
        finally:
            faults.mend()
