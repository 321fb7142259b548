"""A small community on loopback that answers like Discourse, and misbehaves on request."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PER_PAGE = 30


class SmallDiscourse:
    """
    Topics, and what was asked for.

    `mood` is "fine", or how it fails: "error", "busy", "private", "slow", "drip", "creep", "broken", "html", "list",
    "large", "elsewhere".
    """

    def __init__(self) -> None:
        self.topics: dict[int, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.mood = "fine"
        self.url = ""

    def write(self, number: int, title: str, *posts: str, **about: Any) -> None:
        """Add or replace a topic; `about` overrides what the list says of it, such as `visible=False`."""
        self.topics[number] = {
            "id": number, "title": title, "slug": f"topic-{number}", "archetype": "regular", "visible": True,
            "posts_count": len(posts), "bumped_at": f"2026-11-{len(self.asked) % 28 + 1:02}T10:00:00.000Z",
            "last_posted_at": None, "closed": False, "archived": False, "posts": list(posts), **about,
        }  # fmt: skip

    def latest(self, page: int) -> dict[str, Any]:
        newest = sorted(self.topics.values(), key=lambda topic: -topic["id"])
        shown = newest[page * PER_PAGE : (page + 1) * PER_PAGE]
        rest = len(newest) > (page + 1) * PER_PAGE
        more = {"more_topics_url": f"/latest?no_definitions=true&page={page + 1}"} if rest else {}
        listed = [{name: value for name, value in one.items() if name != "posts"} for one in shown]
        return {"users": [], "topic_list": {"can_create_topic": False, "per_page": PER_PAGE, **more, "topics": listed}}

    def topic(self, number: int) -> dict[str, Any] | None:
        if number not in self.topics:
            return None
        known = self.topics[number]
        posts = [self._post(number, place, one) for place, one in enumerate(known["posts"], 1)]
        return {**{name: value for name, value in known.items() if name != "posts"},
                "post_stream": {"posts": posts, "stream": [post["id"] for post in posts]}}  # fmt: skip

    @staticmethod
    def _post(topic: int, place: int, post: Any) -> dict[str, Any]:
        about = post if isinstance(post, dict) else {"cooked": post}
        return {"id": topic * 100 + place, "name": "Nina Nilsen", "username": "ninanilsen", "post_number": place,
                "post_type": 1, "hidden": False, "user_deleted": False, "deleted_at": None, **about}  # fmt: skip


@contextmanager
def small_discourse() -> Iterator[SmallDiscourse]:
    community = SmallDiscourse()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(community))
    server.daemon_threads = True
    community.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield community
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def _handler(community: SmallDiscourse) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            community.asked.append(self.path)
            community.agents.add(self.headers["User-Agent"])
            parts = urlsplit(self.path)
            if community.mood != "fine":
                self._misbehave(community.mood)
            elif parts.path == "/latest.json":
                self._say(200, community.latest(int(parse_qs(parts.query).get("page", ["0"])[0])))
            elif parts.path.startswith("/t/"):
                found = community.topic(int(parts.path.removeprefix("/t/").removesuffix(".json")))
                self._say(200 if found else 404, found or {"errors": ["gone"], "error_type": "not_found"})
            else:
                self._say(404, {})

        def _misbehave(self, mood: str) -> None:
            status = {"error": 500, "busy": 429, "private": 403}.get(mood)
            if status:
                self._say(status, {"errors": ["no"]})
            elif mood == "elsewhere":
                self._send(302, b"", Location="http://localhost:9/latest.json")
            elif mood == "slow":
                time.sleep(1.5)
            elif mood == "creep":
                for number in range(60):
                    self.wfile.write(b"HTTP/1.1 200 OK\r\n" if not number else b"X-Later: %d\r\n" % number)
                    time.sleep(0.05)
            elif mood == "drip":
                self.send_response(200)
                self.end_headers()
                for _ in range(50):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.05)
            else:
                body = {"broken": b'{"topic_list": {', "html": b"<!doctype html><p>Hello", "list": b"[1, 2]",
                        "large": b" " * 3_000_000}[mood]  # fmt: skip
                self._send(200, body)

        def _say(self, status: int, document: dict[str, Any]) -> None:
            self._send(status, json.dumps(document).encode())

        def _send(self, status: int, body: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                return  # hung up on purpose: too much, or too slow

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    return Handler
