"""A post office: an outbox in a dictionary and in DynamoDB, with a mailer that fails on request."""
# ruff: noqa: ARG001, ARG005 - trouble comes regardless of the mail

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from uuid import uuid4

from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.mail.letter import Letter
from chalicelib.mail.outbox import Outbox, Quick
from chalicelib.mail.port import MailUnavailable
from tests.fakes.clock import FixedClock
from tests.fakes.mail import PocketMailer, RoomyCeiling

LEASE = timedelta(seconds=120)
QUICK = 20  # mails of one asker that go at once
_weeks = count(1)


class LettersInDynamoDB(OutboxTable):
    """The real one, with what a test wants to look at."""

    def put(self, letter, now):
        self._table.transact(self.storing(letter, now))

    def state(self, id):
        item = self._table.get(f"O#{id}", "O")
        return item["state"], item.get("reason"), "letter" in item


@dataclass
class Post:
    """A post office: the outbox with a mailer that fails on request."""

    store: object
    mailer: PocketMailer
    clock: FixedClock
    ceiling: object = field(default_factory=RoomyCeiling)

    def __post_init__(self):
        # Each test has a week of its own, long before the other tests' mails: a sweep meets only what is its own.
        self.clock.forward(weeks=-1000 + next(_weeks))
        self.compose = lambda letter, now: b"mail"
        self.outbox = Outbox(
            self.store, self.mailer, lambda letter, now: self.compose(letter, now), self.clock,
            sender="support@vendor.example", lease=LEASE,
            ceiling=self.ceiling, quick=Quick(lambda: QUICK, self.clock),
        )  # fmt: skip
        self.send, self.sweep = self.outbox.send, self.outbox.sweep

    def put(self, kind="reply_posted", to="ada@kunde.example", whose="stranger", apart=1, **fields):
        """A mail that waits; its id."""
        letter = Letter(f"v-{uuid4().hex}", kind, to, "en", {"number": "V-7F3K-9Q2M", **fields}, whose=whose)
        self.store.put(letter, self.clock())
        self.clock.forward(seconds=apart)
        return letter.id

    def down(self, **how):
        def trouble(tag):
            raise MailUnavailable("no", **how)

        self.mailer.trouble = trouble

    def up(self):
        self.mailer.trouble = self.mailer.after = lambda tag: None

    def lose_the_answer(self):
        def after(tag):
            raise MailUnavailable("hung up", maybe_sent=True)

        self.mailer.after = after

    def crash_after_sending(self):
        def after(tag):
            raise KeyboardInterrupt

        self.mailer.after = after
