"""The one place where the parts are put together."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from chalicelib.articles.feedback import Comment, TakingFeedback, Tally
from chalicelib.articles.published import SHIPPED, Published
from chalicelib.aws.cases import CaseTable
from chalicelib.aws.clients import Clients
from chalicelib.aws.feedback import FeedbackTable
from chalicelib.aws.limits import CounterTable, OpeningTable
from chalicelib.aws.mail.evidence import EvidenceTable
from chalicelib.aws.mail.kept import OutboxCare
from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.aws.mail.waker import Waker
from chalicelib.aws.people.directory import DirectoryTable
from chalicelib.aws.people.guesses import GuessTable
from chalicelib.aws.people.sessions import SessionTable
from chalicelib.aws.people.sign_in import SignInTable
from chalicelib.aws.table import Table, jitter
from chalicelib.cases.case import new_number
from chalicelib.cases.conversation import Conversation
from chalicelib.cases.life import Life
from chalicelib.cases.listing import Listing
from chalicelib.cases.promises import Promises
from chalicelib.cases.submitting import Submitting
from chalicelib.http.parsing import ascii_address
from chalicelib.http.proofs import AltchaProofs
from chalicelib.http.services import Services
from chalicelib.http.tokens import token_reader
from chalicelib.limits import Limiter, Limits, MailCeiling, load
from chalicelib.limits import shipped as shipped_limits
from chalicelib.mail.kept import Kept, NoLongerGood
from chalicelib.mail.letter import Letter
from chalicelib.mail.outbox import Outbox, Quick
from chalicelib.mail.port import Mailer
from chalicelib.people import roster
from chalicelib.people.address import Fingerprint
from chalicelib.people.openings import Openings
from chalicelib.people.roster import BadRoster
from chalicelib.people.sign_in.guesses import Guesses
from chalicelib.people.sign_in.service import SignIn
from chalicelib.people.sign_in.sessions import Sessions
from chalicelib.people.vendor_token import VendorTokens
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
    "mailer",
    "outbox_care",
    "remove_account",
    "remove_person",
    "services",
]


def services(settings: Settings) -> Services:
    """Everything the API and the event handlers need. Opens no connection by itself."""
    policy, clients = shipped(), Clients(settings)
    fingerprint = Fingerprint(settings.secret, settings.epoch)
    table = Table(lambda: clients.dynamodb, settings.table)
    outbox_table, evidence = OutboxTable(table, settings.epoch), EvidenceTable(table)
    cases, directory = CaseTable(table, outbox_table), DirectoryTable(table, fingerprint)

    def clock() -> datetime:
        return datetime.now(UTC) + settings.clock_offset

    @cache
    def limits() -> Limits:
        return load(Path(settings.limits).read_text("utf-8")) if settings.limits else shipped_limits()

    def quick() -> int:
        return limits().mail.quick

    wake = Waker(lambda: clients.sqs, settings.queue_url, Quick(quick, clock))

    def new_token() -> str:
        return secrets.token_urlsafe(32)

    def composed(letter: Letter, now: datetime) -> bytes:
        from chalicelib.mail.compose import compose

        return compose(
            letter, sender=settings.mail_from, site_url=settings.site_url, zone=policy.vendor["zone"], sent_at=now
        )

    counters = CounterTable(table)
    limiter = Limiter(
        limits,
        counters,
        AltchaProofs(fingerprint.in_epoch("proof", "challenge"), lambda: limits().proof.rounds),
        clock,
    )
    sessions = Sessions(SessionTable(table), fingerprint, clock)
    return Services(
        settings=settings,
        policy=policy,
        clock=clock,
        fingerprint=fingerprint,
        limits=limiter,
        directory=directory,
        sign_in=SignIn(
            SignInTable(table, outbox_table),
            Guesses(GuessTable(table, outbox_table), fingerprint, new_token=new_token, wake=wake),
            sessions,
            fingerprint,
            clock,
            limiter,
            new_token=new_token,
            new_code=lambda digits: f"{secrets.randbelow(10**digits):0{digits}d}",
            wake=wake,
        ),
        openings=Openings(OpeningTable(table), lambda: limits().desk_cases, sessions.end_here, clock),
        tokens=VendorTokens(
            token_reader(settings.token_keys), fingerprint.of, clock, epoch_began=settings.epoch_began
        ),
        submitting=Submitting(policy, cases, fingerprint, clock, new_number=new_number, wake=wake),
        conversation=Conversation(
            Life(policy), cases, fingerprint, clock, wake, jitter, directory.address_of
        ),
        listing=Listing(cases, fingerprint),
        promises=Promises(policy),
        outbox=Outbox(
            outbox_table, _LazyMailer(settings, clients, evidence.left_us), composed, clock,
            sender=settings.mail_from, lease=settings.lease,
            ceiling=MailCeiling(limits, counters), quick=Quick(quick, clock),
        ),
        feedback=TakingFeedback(FeedbackTable(table), _published(settings), limiter, fingerprint, clock),
        store_answers=lambda: _answers(table),
        kept_mails=OutboxCare(table, settings.epoch).counts,
        mail_heard=lambda body: evidence.record(body, clock()),
    )  # fmt: skip


def _published(settings: Settings) -> Published:
    return Published(Path(settings.articles) if settings.articles else SHIPPED, urlsplit(settings.site_url).path)


def load_roster(settings: Settings, data: bytes) -> tuple[int, int]:
    """
    Fill the account directory from a CSV file, for `scripts/directory`.

    Returns:
        How many accounts and how many people were stored.

    Raises:
        BadRoster: with every mistake of the file; nothing was stored.
    """
    policy, clients = shipped(), Clients(settings)
    table, fingerprint = Table(lambda: clients.dynamodb, settings.table), Fingerprint(settings.secret, settings.epoch)
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
    address, clients = ascii_address(email), Clients(settings)
    if address is None:
        raise ValueError("that is not an e-mail address")
    table, fingerprint = Table(lambda: clients.dynamodb, settings.table), Fingerprint(settings.secret, settings.epoch)
    removed = DirectoryTable(table, fingerprint).remove_person(address)
    SessionTable(table).end_sessions(fingerprint.address(address))
    return removed


def remove_account(settings: Settings, id: str) -> bool:
    """Take an account out of the directory; its people stay, without one. Answers whether it was there."""
    clients = Clients(settings)
    return DirectoryTable(Table(lambda: clients.dynamodb, settings.table), Fingerprint(settings.secret)).remove_account(
        id
    )


def outbox_care(settings: Settings) -> OutboxCare:
    """Mails that are not sent by themselves, for `scripts/outbox` and `scripts/restored`."""
    clients = Clients(settings)
    return OutboxCare(Table(lambda: clients.dynamodb, settings.table), settings.epoch)


def feedback(settings: Settings) -> FeedbackTable:
    """What readers said about the articles, for `scripts/feedback`."""
    clients = Clients(settings)
    return FeedbackTable(Table(lambda: clients.dynamodb, settings.table))


def mailer(settings: Settings, clients: Clients, heard_of: Callable[[str], bool] | None = None) -> Mailer:
    """SMTP where a host is set (locally), else SES. `heard_of` knows what was stored of the service's events."""
    # Imported here: the API sends no mail, and both bring half of the standard library's mail along.
    if settings.smtp is None:
        from chalicelib.aws.mail.ses import SesMailer

        return SesMailer(clients.ses, configuration_set=settings.mail_settings, evidence=heard_of)
    from chalicelib.mail.smtp import SmtpMailer

    host, port = settings.smtp
    evidence = Path(settings.mail_evidence) if settings.mail_evidence else None
    # Connect, hello, from, to, message: all of them must fit into the lease, or a second sender begins.
    timeout = min(10.0, settings.lease.total_seconds() / 6)
    return SmtpMailer(host, port, timeout=timeout, evidence=evidence, heard_of=heard_of)


class _LazyMailer:
    """Makes the mailer at the first mail: the API itself sends none, and should not pay for its client."""

    def __init__(self, settings: Settings, clients: Clients, heard_of: Callable[[str], bool]) -> None:
        self._settings, self._clients, self._heard_of = settings, clients, heard_of

    def send(self, message: bytes, *, sender: str, to: str, tag: str) -> None:
        self._mailer().send(message, sender=sender, to=to, tag=tag)

    def seen(self, tag: str) -> bool | None:
        return self._mailer().seen(tag)

    def _mailer(self) -> Mailer:
        return mailer(self._settings, self._clients, self._heard_of)


def _answers(table: Table) -> bool:
    from chalicelib.errors import Unavailable

    try:
        table.get("health", "health")
    except Unavailable:
        return False
    return True
