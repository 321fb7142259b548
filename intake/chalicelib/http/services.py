"""What the routes call. `wiring` fills it; a test can fill it differently."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.articles.feedback import TakingFeedback
from chalicelib.cases.conversation import Conversation
from chalicelib.cases.listing import Listing
from chalicelib.cases.live.turning import Turning
from chalicelib.cases.promises import Promises
from chalicelib.cases.submitting import Submitting
from chalicelib.limits import Limiter
from chalicelib.mail.outbox import Outbox
from chalicelib.people.address import Fingerprint
from chalicelib.people.openings import Openings
from chalicelib.people.person import Directory
from chalicelib.people.sign_in.service import SignIn
from chalicelib.people.vendor_token import VendorTokens
from chalicelib.policy import Policy
from chalicelib.settings import Settings


@dataclass(frozen=True)
class Services:
    settings: Settings
    policy: Policy
    clock: Callable[[], datetime]
    fingerprint: Fingerprint
    limits: Limiter
    directory: Directory
    sign_in: SignIn
    openings: Openings
    tokens: VendorTokens
    submitting: Submitting
    conversation: Conversation
    turning: Turning
    listing: Listing
    promises: Promises
    outbox: Outbox
    feedback: TakingFeedback
    store_answers: Callable[[], bool]  # for the health check
    kept_mails: Callable[[], Mapping[str, int]]  # parked and held, for operators
    mail_heard: Callable[[str], bool]  # stores what the mail service says about a mail
