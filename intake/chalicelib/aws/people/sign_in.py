"""
Codes and known browsers in DynamoDB (protocol `people.sign_in.codes.CodeStore`), and the keys of signing in.

    R#<address>  K#<browser>   the last code of a browser
    R#<address>  B#<browser>   a browser that signed in before, with its wrong codes by month
    W#<whose>    W             wrong codes by month, and the codes that are live
    W#<domain>   <hour>        wrong codes of a domain, for the alarm
    V#<token>    V             a vendor's token that was used

Each has `ends`, after which DynamoDB removes it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.aws.people.guesses import forget, months
from chalicelib.aws.people.sessions import seconds, session_item
from chalicelib.aws.table import ConditionFailed, Table
from chalicelib.aws.typed import Item
from chalicelib.mail.letter import Letter
from chalicelib.people.sign_in.browsers import REMEMBERED, KnownBrowser
from chalicelib.people.sign_in.codes import Code
from chalicelib.people.sign_in.ladder import month
from chalicelib.people.sign_in.sessions import Session


class SignInTable:
    def __init__(self, table: Table, outbox: OutboxTable) -> None:
        self._table, self._outbox = table, outbox

    def known(self, owner: str, browser: str, now: datetime) -> KnownBrowser | None:
        item = self._table.get(f"R#{owner}", f"B#{browser}")
        return KnownBrowser(months(item)) if item and "since" in item and item["ends"] > seconds(now) else None

    def misused(self, owner: str, browser: str, now: datetime) -> None:
        item = self._table.update(
            f"R#{owner}",
            f"B#{browser}",
            update="ADD #month :one SET ends = if_not_exists(ends, :ends)",
            names={"#month": f"m{month(now)}"},
            values={":one": 1, ":ends": seconds(now + REMEMBERED)},
        )
        forget(self._table, item, now)

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


def _code(item: Item) -> Code:
    return Code(
        item["letter"], item["digest"], item["counted"], item["known"], item["language"], item["tries"],
        datetime.fromtimestamp(item["ends"], UTC), item.get("session"),
    )  # fmt: skip
