"""What the operator's scripts do with the store; the API needs none of it."""

from datetime import UTC, datetime

from chalicelib.articles.feedback import Comment, Tally
from chalicelib.aws.clients import Clients
from chalicelib.aws.feedback import FeedbackTable
from chalicelib.aws.mail.kept import OutboxCare
from chalicelib.aws.people.directory import DirectoryTable
from chalicelib.aws.people.sessions import SessionTable
from chalicelib.aws.table import Table
from chalicelib.http.parsing import ascii_address
from chalicelib.mail.kept import Kept, NoLongerGood
from chalicelib.people import roster
from chalicelib.people.address import Fingerprint
from chalicelib.people.roster import BadRoster
from chalicelib.policy import shipped
from chalicelib.settings import Settings

ROSTER_COLUMNS = (*roster.COLUMNS, *(f"{name} (optional)" for name in roster.OPTIONAL))
__all__ = [
    "ROSTER_COLUMNS",
    "BadRoster",
    "Comment",
    "Kept",
    "NoLongerGood",
    "OutboxCare",
    "Tally",
    "feedback",
    "load_roster",
    "outbox_care",
    "remove_account",
    "remove_person",
]


def load_roster(settings: Settings, data: bytes) -> tuple[int, int]:
    """
    Fill the account directory from a CSV file, for `scripts/directory`.

    Returns:
        How many accounts and how many people were stored.

    Raises:
        BadRoster: with every mistake of the file; nothing was stored.
    """
    policy, table, fingerprint = shipped(), _table(settings), Fingerprint(settings.secret, settings.epoch)
    entries = roster.read(data, policy.on(policy.today(datetime.now(UTC))), reserved=settings.loopback)

    def moved(address: str) -> None:
        SessionTable(table).end_sessions(fingerprint.address(address))

    return roster.store(entries, DirectoryTable(table, fingerprint), moved)


def remove_person(settings: Settings, email: str) -> bool:
    """
    Take a person out of the directory and end their sessions, for `scripts/directory`. Their cases stay.

    Returns:
        Whether they were there.

    Raises:
        ValueError: that is no address.
    """
    address = ascii_address(email)
    if address is None:
        raise ValueError("that is not an e-mail address")
    table, fingerprint = _table(settings), Fingerprint(settings.secret, settings.epoch)
    removed = DirectoryTable(table, fingerprint).remove_person(address)
    SessionTable(table).end_sessions(fingerprint.address(address))
    return removed


def remove_account(settings: Settings, id: str) -> bool:
    """Take an account out of the directory; its people stay, without one. Answers whether it was there."""
    return DirectoryTable(_table(settings), Fingerprint(settings.secret)).remove_account(id)


def outbox_care(settings: Settings) -> OutboxCare:
    """Mails that are not sent by themselves, for `scripts/outbox` and `scripts/restored`."""
    return OutboxCare(_table(settings), settings.epoch)


def feedback(settings: Settings) -> FeedbackTable:
    """What readers said about the articles, for `scripts/feedback`."""
    return FeedbackTable(_table(settings))


def _table(settings: Settings) -> Table:
    clients = Clients(settings)
    return Table(lambda: clients.dynamodb, settings.table)
