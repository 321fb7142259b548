"""How the API shows where somebody is signed in."""

from datetime import datetime

from msgspec import Struct

from chalicelib.people.sign_in.sessions import Session


class SessionShape(Struct):
    """`browser` and `system` are words of our own lists (`Firefox`, `Windows`), null for others."""

    id: str
    since: datetime
    expires: datetime
    browser: str | None
    system: str | None
    this_one: bool


class SessionPage(Struct):
    sessions: list[SessionShape]
    left_out: int  # older ones, when there are more than a page shows


def session_shape(session: Session, mine: Session) -> SessionShape:
    seen = session.described
    return SessionShape(session.id, session.since, session.expires, seen.program, seen.system, session.id == mine.id)
