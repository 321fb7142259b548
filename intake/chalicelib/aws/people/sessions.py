"""Sessions and the browsers they were opened in, in DynamoDB (protocol `people.sign_in.sessions.SessionStore`)."""

from collections.abc import Sequence
from datetime import UTC, datetime

from chalicelib.aws.table import Table
from chalicelib.aws.typed import Item
from chalicelib.people.sign_in.browsers import Description
from chalicelib.people.sign_in.sessions import Session


def seconds(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp())


def session_item(session: Session) -> Item:
    """
    Everything about a requester's sign-in is in one partition: signing out everywhere is one query.

    `ends` is where DynamoDB removes an item by itself, some time later.
    """
    return {
        "pk": f"R#{session.owner}",
        "sk": f"S#{session.id}",
        "email": session.email,
        "since": seconds(session.since),
        "ends": seconds(session.expires),
        "browser": session.browser,
        "program": session.described.program,
        "system": session.described.system,
    }


class SessionTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def put_session(self, session: Session) -> None:
        self._table.put(session_item(session))

    def session(self, owner: str, id: str) -> Session | None:
        item = self._table.get(f"R#{owner}", f"S#{id}")
        return _session(owner, item) if item else None

    def sessions(self, owner: str) -> Sequence[Session]:
        return [_session(owner, item) for item in self._all(owner, "S#")]

    def end_session(self, owner: str, id: str) -> None:
        self._table.delete(f"R#{owner}", f"S#{id}")

    def forget_browser(self, owner: str, browser: str) -> None:
        self._table.delete(f"R#{owner}", f"B#{browser}")

    def end_sessions(self, owner: str) -> None:
        for kind in ("B#", "S#"):
            for item in self._all(owner, kind):
                self._table.delete(item["pk"], item["sk"])

    def _all(self, owner: str, kind: str) -> list[Item]:
        found: list[Item] = []
        cursor = None
        while True:
            values = {":pk": f"R#{owner}", ":kind": kind}
            page, cursor = self._table.query("pk = :pk AND begins_with(sk, :kind)", values, after=cursor)
            found += page
            if cursor is None:
                return found


def _session(owner: str, item: Item) -> Session:
    ends = datetime.fromtimestamp(item["ends"], UTC)
    since = datetime.fromtimestamp(item["since"], UTC) if "since" in item else ends
    described = Description(item.get("program"), item.get("system"))
    return Session(owner, item["sk"].removeprefix("S#"), item["email"], since, ends, item.get("browser"), described)
