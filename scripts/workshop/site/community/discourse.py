"""
A Discourse server's public topics, newest first.

`/latest.json?page=N` lists thirty topics a page, `/t/ID.json` holds a topic's first twenty posts. Nobody is signed in,
so both say what any visitor reads. Every value is checked, because it comes from another server.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workshop.site.community.asking import Asking, Gone, NoAnswer
from workshop.site.community.plain import plain

MOST_PAGES = 10
MOST_TOPICS = 200  # the newest; a build asks once for each that is new or changed
MOST_TEXT = 5_000  # characters of a topic
SLUG = re.compile(r"[\w-]{1,200}")
ORDINARY_POST = 1  # others are notes of moderators and of the system


@dataclass(frozen=True)
class Listed:
    """A topic as the list shows it; `state` changes when somebody writes in it."""

    id: int
    title: str
    slug: str
    state: str

    @property
    def path(self) -> str:
        """Its page. Made of its number and a harmless slug, never taken from the answer."""
        return f"/t/{self.slug}/{self.id}" if SLUG.fullmatch(self.slug) else f"/t/{self.id}"


def listed(server: Asking) -> list[Listed]:
    """Raises NoAnswer."""
    found: dict[int, Listed] = {}
    for page in range(MOST_PAGES):
        try:
            topics = server.json(f"/latest.json?page={page}")["topic_list"]
            listing, more = topics["topics"], topics.get("more_topics_url")
        except Gone:
            raise NoAnswer("shows its topics to members only") from None
        except (KeyError, TypeError, AttributeError):
            raise NoAnswer("did not answer like Discourse") from None
        if not isinstance(listing, list):
            raise NoAnswer("did not answer like Discourse")
        before = len(found)
        for topic in filter(None, map(_listed, listing)):
            found.setdefault(topic.id, topic)
        if not more or len(found) == before or len(found) >= MOST_TOPICS:
            break
    return list(found.values())[:MOST_TOPICS]


def text_of(server: Asking, topic: Listed) -> str | None:
    """The text of a topic; None when it is not public any more. Raises NoAnswer."""
    try:
        answer = server.json(f"/t/{topic.id}.json")
    except Gone:
        return None
    if answer.get("visible") is False or answer.get("deleted_at"):
        return None
    stream = answer.get("post_stream")
    posts = stream.get("posts") if isinstance(stream, dict) else None
    if not isinstance(posts, list):
        raise NoAnswer("did not answer like Discourse")
    return plain(" <br> ".join(_cooked(posts)), MOST_TEXT)


def _listed(raw: Any) -> Listed | None:
    if not isinstance(raw, Mapping) or raw.get("archetype", "regular") != "regular" or raw.get("visible") is False:
        return None
    number, title = raw.get("id"), raw.get("title")
    if isinstance(number, bool) or not isinstance(number, int) or number < 1 or not isinstance(title, str):
        return None
    title = plain(title.replace("<", "&lt;"), 200)
    state = f"{raw.get('bumped_at')} {raw.get('last_posted_at')} {raw.get('posts_count')} {title}"
    return Listed(number, title, str(raw.get("slug") or ""), state) if title else None


def _cooked(posts: list[Any]) -> Iterator[str]:
    for post in posts:
        if not isinstance(post, Mapping) or not isinstance(post.get("cooked"), str):
            continue
        public = not (post.get("hidden") or post.get("user_deleted") or post.get("deleted_at"))
        if public and post.get("post_type", ORDINARY_POST) == ORDINARY_POST:
            yield post["cooked"]
