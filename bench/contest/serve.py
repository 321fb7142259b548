"""A built site over HTTP with gzip, as a content network sends it, and a count of what was sent."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_PACKED = (".pagefind", ".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".png", ".jpg", ".woff2", ".gz")


@dataclass
class Served:
    """Where the site is, and each answer: when, path, bytes of its body."""

    address: str
    sent: list[tuple[float, str, int]] = field(default_factory=list)


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve the folder while the block runs."""

    @lru_cache(maxsize=10_000)
    def body(file: Path) -> bytes:
        content = file.read_bytes()
        # Pagefind's files are packed already; a content network sends them as they are.
        return content if file.suffix in _PACKED else gzip.compress(content, 6, mtime=0)

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            file = folder / path.lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            found = file.is_file()
            content = body(file) if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", self.guess_type(str(file)))
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=600")
            if found and file.suffix not in _PACKED:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(content)
            site.sent.append((time.monotonic(), path, len(content)))

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Served(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
