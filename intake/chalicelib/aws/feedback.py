"""
Feedback in DynamoDB (protocol `articles.feedback.FeedbackStore`).

    F#<locale>         / <path>#<commit>     tally of one version: yes, no, comments
    F#<locale>#<path>  / C#<instant>#<id>    a comment
    FA#<answer>        / A                   an answer that was counted, and whether it had a comment

Every item expires, so that made-up addresses do not stay. DynamoDB spreads a busy partition over its
sort keys; an article that is asked about is a key of its own.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.articles.feedback import COMMENT_LIFE, COUNT_LIFE, SAME_ANSWER, Comment, Feedback, Tally
from chalicelib.aws.table import ConditionFailed, Table
from chalicelib.aws.typed import Item

Write = Mapping[str, Any]


class FeedbackTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, given: Feedback, answer: str, now: datetime) -> None:
        known = {"pk": f"FA#{answer}", "sk": "A", "commented": bool(given.comment) or None}
        first = self._table.putting({**known, "ends": _ends(now, SAME_ANSWER)}, condition="attribute_not_exists(pk)")
        vote = {"yes" if given.helpful else "no": 1}
        try:
            self._table.transact(first, self._tally(given, now, **vote), *self._comment(given, answer, now))
        except ConditionFailed:
            if given.comment:
                self._add_comment(given, answer, now)

    def _add_comment(self, given: Feedback, answer: str, now: datetime) -> None:
        """To an answer that was counted; the same request again changes nothing."""
        once = self._table.updating(
            f"FA#{answer}",
            "A",
            update="SET commented = :yes",
            condition="attribute_exists(pk) AND attribute_not_exists(commented)",
            values={":yes": True},
        )
        try:
            self._table.transact(once, self._tally(given, now), *self._comment(given, answer, now))
        except ConditionFailed:
            return

    def _tally(self, given: Feedback, now: datetime, yes: int = 0, no: int = 0) -> Write:
        added = {"yes": yes, "no": no, "comments": int(bool(given.comment))}
        return self._table.updating(
            f"F#{given.locale}",
            f"{given.path}#{given.commit or ''}",
            update="ADD #yes :yes, #no :no, #comments :comments SET ends = :ends",
            names={f"#{name}": name for name in added},
            values={**{f":{name}": number for name, number in added.items()}, ":ends": _ends(now, COUNT_LIFE)},
        )

    def _comment(self, given: Feedback, answer: str, now: datetime) -> list[Write]:
        if not given.comment:
            return []
        item = {
            "pk": f"F#{given.locale}#{given.path}",
            "sk": f"C#{now.astimezone(UTC).isoformat(timespec='milliseconds')}#{answer[:8]}",
            "helpful": given.helpful,
            "text": given.comment,
            "commit": given.commit,
            "ends": _ends(now, COMMENT_LIFE),
        }
        return [self._table.putting(item)]

    def tallies(self, locale: str) -> Iterator[Tally]:
        for item in self._all("pk = :pk", {":pk": f"F#{locale}"}):
            path, _, commit = item["sk"].partition("#")
            yield Tally(path, commit or None, item["yes"], item["no"], item["comments"])

    def comments(self, locale: str, path: str) -> Iterator[Comment]:
        for item in self._all("pk = :pk", {":pk": f"F#{locale}#{path}"}, newest_first=True):
            at = datetime.fromisoformat(item["sk"].split("#")[1])
            yield Comment(at, item["helpful"], item["text"], item.get("commit"))

    def _all(self, condition: str, values: Item, **more: Any) -> Iterator[Item]:
        cursor = None
        while True:
            found, cursor = self._table.query(condition, values, after=cursor, **more)
            yield from found
            if cursor is None:
                return


def _ends(now: datetime, life: timedelta) -> int:
    return int((now + life).timestamp())
