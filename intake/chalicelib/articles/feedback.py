"""Was this article helpful? Counted per article, version and language; a comment is kept for a while."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.errors import SlowDown
from chalicelib.people.address import Fingerprint, network
from chalicelib.people.sign_in import Limit

# A whole office may share one source, and an answer with a comment takes two requests.
ANSWERS_PER_SOURCE = Limit("feedback-source", 30, 3600)
# Few write more than one comment an hour; a script would fill the writers' list.
COMMENTS_PER_SOURCE = Limit("comments-source", 6, 3600)

COMMENT_LIFE = timedelta(days=180)  # promised to readers in docs/*/privacy/privacy.md
COUNT_LIFE = timedelta(days=400)  # since the last answer; addresses nobody has visited for a year fade away
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


class CountSource(Protocol):
    def count(self, limit: Limit, who: str, now: datetime) -> int:
        """Count once more in the window of `now`; how many times by now."""


class TakingFeedback:
    """Takes answers from anybody. Who gave them is not kept, only counted against by a keyed hash."""

    def __init__(
        self, store: FeedbackStore, counter: CountSource, fingerprint: Fingerprint, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._counter, self._fingerprint, self._clock = store, counter, fingerprint, clock

    def take(self, given: Feedback, source: str, key: str | None) -> None:
        """
        Args:
            source: the network address it came from.
            key: names the reader's answer, so that a repeated request counts once; None for a form without JavaScript,
                where one source gives one answer about an article a minute.

        Raises:
            SlowDown: too many answers or comments from this source.
        """
        now, who = self._clock(), self._fingerprint.of("source", network(source))
        self._within(ANSWERS_PER_SOURCE, who, now)
        if given.comment:
            self._within(COMMENTS_PER_SOURCE, who, now)
        named = f"key {key}" if key else f"click {who} {int(now.timestamp()) // SAME_CLICK}"
        self._store.add(given, self._fingerprint.of("feedback", f"{given.locale} {given.path} {named}"), now)

    def _within(self, limit: Limit, who: str, now: datetime) -> None:
        if self._counter.count(limit, who, now) > limit.most:
            raise SlowDown(limit.seconds - int(now.timestamp()) % limit.seconds)
