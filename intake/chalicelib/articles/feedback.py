"""Was this article helpful? Counted per article, version and language; a comment is kept for a while."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.errors import FieldError, Invalid
from chalicelib.limits import Asking, Limiter
from chalicelib.people.address import Fingerprint

COMMENT_LIFE = timedelta(days=180)  # promised to readers in docs/*/privacy/privacy.md
COUNT_LIFE = timedelta(days=400)  # since the last answer; after it the tally is deleted
SAME_ANSWER = timedelta(days=1)  # how long a repeated Idempotency-Key is known
SAME_CLICK = 60  # seconds in which a source without a key has one answer about an article


@dataclass(frozen=True)
class Feedback:
    """One answer. `path` is the article's address on the site, `commit` the version that was read."""

    path: str
    locale: str
    helpful: bool
    comment: str | None = None
    commit: str | None = None


@dataclass(frozen=True)
class Tally:
    """All answers about one version of an article."""

    path: str
    commit: str | None
    helpful: int
    not_helpful: int
    comments: int


@dataclass(frozen=True)
class Comment:
    """What somebody wrote, and how they had answered."""

    at: datetime
    helpful: bool
    text: str
    commit: str | None


class FeedbackStore(Protocol):
    """Tallies, comments, and which answers were counted already."""

    def add(self, given: Feedback, answer: str, now: datetime) -> None:
        """
        Count an answer and keep its comment, all or nothing.

        The same `answer` is counted once; a comment that comes later is added to it, once.
        """

    def tallies(self, locale: str) -> Iterator[Tally]: ...

    def comments(self, locale: str, path: str) -> Iterator[Comment]:
        """Newest first."""


class KnownArticles(Protocol):
    def now_at(self, locale: str, path: str) -> str | None:
        """Where the article at `path` is today; None when there is none."""


class TakingFeedback:
    """Takes answers from anybody. Does not store who gave them: a keyed hash is counted against the limits."""

    def __init__(
        self,
        store: FeedbackStore,
        articles: KnownArticles,
        limits: Limiter,
        fingerprint: Fingerprint,
        clock: Callable[[], datetime],
    ) -> None:
        self._articles = articles
        self._store, self._limits, self._fingerprint, self._clock = store, limits, fingerprint, clock

    def take(self, given: Feedback, asking: Asking, key: str | None) -> None:
        """
        Args:
            asking: the network it came from, by its keyed hash, to be counted against.
            key: names the reader's answer, so that a repeated request counts once; None for a form without JavaScript,
                where one source gives one answer about an article a minute.

        An answer about an article that was renamed since counts for the article.

        Raises:
            Invalid: there is no such article in this language; nothing was counted.
            ProofNeeded, SlowDown: too many answers or comments from this network.
            Unavailable: the list of articles cannot be read.
        """
        here = self._articles.now_at(given.locale, given.path)
        if here is None:
            raise Invalid(FieldError("path", "not_an_article"))
        given = replace(given, path=here)
        now, who = self._clock(), asking.askers[0].who
        self._limits.count(asking, feedback=1, comments=int(bool(given.comment)))
        named = f"key {key}" if key else f"click {who} {int(now.timestamp()) // SAME_CLICK}"
        self._store.add(given, self._fingerprint.of("feedback", f"{given.locale} {given.path} {named}"), now)
