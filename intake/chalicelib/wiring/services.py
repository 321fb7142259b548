"""What the API and the event handlers need."""

import secrets
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from chalicelib.articles.feedback import TakingFeedback
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
from chalicelib.cases.live.turning import Turning
from chalicelib.cases.promises import Promises
from chalicelib.cases.submitting import Submitting
from chalicelib.http.proofs import AltchaProofs
from chalicelib.http.services import Services
from chalicelib.http.tokens import token_reader
from chalicelib.limits import Limiter, Limits, MailCeiling, load
from chalicelib.limits import shipped as shipped_limits
from chalicelib.mail.letter import Letter
from chalicelib.mail.outbox import Outbox, Quick
from chalicelib.people.address import Fingerprint
from chalicelib.people.openings import Openings
from chalicelib.people.sign_in.guesses import Guesses
from chalicelib.people.sign_in.service import SignIn
from chalicelib.people.sign_in.sessions import Sessions
from chalicelib.people.vendor_token import VendorTokens
from chalicelib.policy import shipped
from chalicelib.settings import Settings
from chalicelib.wiring.mailer import LazyMailer


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
    conversation = Conversation(Life(policy), cases, fingerprint, clock, wake, jitter, directory.address_of)
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
        conversation=conversation,
        turning=Turning(conversation, cases, clock),
        listing=Listing(cases, fingerprint),
        promises=Promises(policy),
        outbox=Outbox(
            outbox_table, LazyMailer(settings, clients, evidence.left_us), composed, clock,
            sender=settings.mail_from, lease=settings.lease,
            ceiling=MailCeiling(limits, counters), quick=Quick(quick, clock),
        ),
        feedback=TakingFeedback(FeedbackTable(table), _published(settings), limiter, fingerprint, clock),
        store_answers=lambda: _answers(table),
        kept_mails=OutboxCare(table, settings.epoch).counts,
        mail_heard=lambda body: evidence.record(body, clock()),
    )  # fmt: skip


def _published(settings: Settings) -> Published:
    return Published(Path(settings.articles) if settings.articles else SHIPPED, settings.path)


def _answers(table: Table) -> bool:
    from chalicelib.errors import Unavailable

    try:
        table.get("health", "health")
    except Unavailable:
        return False
    return True
