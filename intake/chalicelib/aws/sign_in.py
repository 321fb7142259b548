"""
Codes, known browsers and counts of wrong guesses in DynamoDB (protocol `people.sign_in.codes.CodeStore`).

    R#<address>  K#<browser>   the last code of a browser
    R#<address>  B#<browser>   a browser that signed in before, with its wrong codes by month
    W#<whose>    W             wrong codes by month, and the codes that are live
    W#<domain>   <hour>        wrong codes of a domain, for the alarm
    V#<token>    V             a vendor's token that was used

Each has `ends`, after which DynamoDB removes it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from chalicelib.aws.outbox import OutboxTable
from chalicelib.aws.sessions import seconds, session_item
from chalicelib.aws.table import ConditionFailed, Item, Table
from chalicelib.mail.letter import Letter
from chalicelib.people.sign_in.browsers import REMEMBERED, KnownBrowser
from chalicelib.people.sign_in.codes import Code
from chalicelib.people.sign_in.ladder import Count, last_months, month
from chalicelib.people.sign_in.sessions import Session

COUNTED = timedelta(days=400)  # thirteen months, and some
ROUNDS = 5  # of tidying a list that others write to at the same time


class SignInTable:
    def __init__(self, table: Table, outbox: OutboxTable) -> None:
        self._table, self._outbox = table, outbox

    def known(self, owner: str, browser: str, now: datetime) -> KnownBrowser | None:
        item = self._table.get(f"R#{owner}", f"B#{browser}")
        return KnownBrowser(_months(item)) if item and "since" in item and item["ends"] > seconds(now) else None

    def misused(self, owner: str, browser: str, now: datetime) -> None:
        item = self._table.update(
            f"R#{owner}",
            f"B#{browser}",
            update="ADD #month :one SET ends = if_not_exists(ends, :ends)",
            names={"#month": f"m{month(now)}"},
            values={":one": 1, ":ends": seconds(now + REMEMBERED)},
        )
        self._forget(item, now)

    def reserve(self, who: str, until: datetime, most: int, now: datetime) -> Count | None:
        for _ in range(ROUNDS):
            try:
                # Added first and read in the same write: of codes issued at once, each sees those before it.
                item = self._table.update(
                    f"W#{who}",
                    "W",
                    update="SET live = list_append(if_not_exists(live, :none), :this), ends = :ends",
                    condition="attribute_not_exists(live) OR size(live) < :most",
                    values={
                        ":none": [],
                        ":this": [seconds(until)],
                        ":most": most,
                        ":ends": seconds(now + COUNTED),
                    },
                )
            except ConditionFailed:
                if not self._tidied(who, now):
                    return None
                continue
            return _count(item)
        return None

    def _tidied(self, who: str, now: datetime) -> bool:
        """Take what has ended out of a full list; False when there is nothing to take."""
        item = self._table.get(f"W#{who}", "W") or {}
        live = item.get("live", [])
        left = [until for until in live if until > seconds(now)]
        if len(left) == len(live):
            return False
        try:
            values = {":left": left, ":seen": live}
            self._table.update(f"W#{who}", "W", update="SET live = :left", condition="live = :seen", values=values)
        except ConditionFailed:
            pass  # somebody else tidied
        return True

    def spend(self, who: str, now: datetime) -> Count:
        return _count(self._counted(who, 1, now))

    def give_back(self, who: str, now: datetime) -> None:
        self._counted(who, -1, now)

    def _counted(self, who: str, times: int, now: datetime) -> Item:
        item = self._table.update(
            f"W#{who}",
            "W",
            update="ADD #month :times, unreported :times SET ends = :ends",
            names={"#month": f"m{month(now)}"},
            values={":times": times, ":ends": seconds(now + COUNTED)},
        )
        self._forget(item, now)
        return item

    def _forget(self, item: Item, now: datetime) -> None:
        """Take months out that count no more: at most once a month, and only where somebody guesses."""
        old = sorted(set(_months(item)) - last_months(now))
        if old:
            names = {f"#m{place}": f"m{name}" for place, name in enumerate(old)}
            self._table.update(item["pk"], item["sk"], update=f"REMOVE {', '.join(names)}", names=names)

    def report(self, who: str, day: str, unreported: int, letter: Letter, now: datetime) -> bool:
        reporting = self._table.updating(
            f"W#{who}",
            "W",
            update="SET reported = :day ADD unreported :less",
            condition="attribute_not_exists(reported) OR reported < :day",
            values={":day": day, ":less": -unreported},
        )
        try:
            self._table.transact(reporting, self._outbox.storing(letter, now))
        except ConditionFailed:
            return False
        return True

    def tally(self, who: str, window: str, ends: datetime) -> int:
        values = {":one": 1, ":ends": seconds(ends)}
        item = self._table.update(f"W#{who}", window, update="ADD times :one SET ends = :ends", values=values)
        return int(item["times"])

    def put_code(self, owner: str, browser: str, code: Code, letter: Letter, now: datetime, due: datetime) -> None:
        item = {**vars(code), "pk": f"R#{owner}", "sk": f"K#{browser}", "expires": None, "ends": seconds(code.expires)}
        self._table.transact(self._table.putting(item), self._outbox.storing(letter, now, due))

    def code(self, owner: str, browser: str) -> Code | None:
        item = self._table.get(f"R#{owner}", f"K#{browser}")
        return _code(item) if item else None

    def try_code(self, owner: str, browser: str, now: datetime) -> Code | None:
        try:
            item = self._table.update(
                f"R#{owner}",
                f"K#{browser}",
                update="ADD tries :less",
                condition="tries > :none AND ends > :now",
                values={":less": -1, ":none": 0, ":now": seconds(now)},
            )
        except ConditionFailed:
            return None
        return _code(item)

    def use_code(self, owner: str, browser: str, code: Code, session: Session, until: datetime, now: datetime) -> bool:
        last = code.tries == 0  # then nobody else can have spent one since, and the repetition needs one
        using = self._table.updating(
            f"R#{owner}",
            f"K#{browser}",
            update="SET #session = :session, ends = :ends" + (", tries = :one" if last else ""),
            condition="letter = :letter AND attribute_not_exists(#session)",
            names={"#session": "session"},
            values={
                ":session": session.id,
                ":ends": seconds(until),
                ":letter": code.letter,
                **({":one": 1} if last else {}),
            },
        )
        try:
            self._table.transact(using, self._table.putting(session_item(session)), self._knowing(owner, browser, now))
        except ConditionFailed:
            return False
        return True

    def use_token(self, token: str, until: datetime, browser: str | None, session: Session, now: datetime) -> bool:
        used = {"pk": f"V#{token}", "sk": "V", "session": session.id, "used": seconds(now), "ends": seconds(until) + 60}
        knowing = [self._knowing(session.owner, browser, now)] if browser else []
        try:
            self._table.transact(
                self._table.putting(used, condition="attribute_not_exists(pk)"),
                self._table.putting(session_item(session)),
                *knowing,
            )
        except ConditionFailed:
            return False
        return True

    def token_session(self, token: str, now: datetime) -> str | None:
        item = self._table.get(f"V#{token}", "V")
        return str(item["session"]) if item and item.get("used", 0) >= seconds(now) else None

    def _knowing(self, owner: str, browser: str, now: datetime) -> Mapping[str, object]:
        """The wrong codes that were typed there stay counted: who signs in now may not be who typed them."""
        return self._table.updating(
            f"R#{owner}",
            f"B#{browser}",
            update="SET since = if_not_exists(since, :now), ends = :ends",
            values={":now": seconds(now), ":ends": seconds(now + REMEMBERED)},
        )


def _months(item: Item) -> dict[str, int]:
    return {name[1:]: times for name, times in item.items() if name.startswith("m2")}


def _count(item: Item) -> Count:
    live = [int(until) for until in item.get("live", [])]
    return Count(_months(item), live, item.get("unreported", 0), item.get("reported"))


def _code(item: Item) -> Code:
    return Code(
        item["letter"], item["digest"], item["counted"], item["known"], item["language"], item["tries"],
        datetime.fromtimestamp(item["ends"], UTC), item.get("session"),
    )  # fmt: skip
