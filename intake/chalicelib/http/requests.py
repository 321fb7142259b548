"""What the API takes: one struct per body. The same structs make the OpenAPI document."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from msgspec import Meta, Struct, field

from chalicelib.company import shipped
from chalicelib.http.parsing import (
    LEFT_OUT,
    Address,
    ArticlePath,
    CaseNumber,
    Check,
    Code,
    Commit,
    Day,
    EventId,
    Language,
    Line,
    Link,
    Moment,
    PagePath,
    Paragraph,
    Phone,
    Section,
)
from chalicelib.pasted import NotUnderstood
from chalicelib.policy import Rules
from chalicelib.policy.schema import MOST

FIRST = shipped().first
if TYPE_CHECKING:
    LocaleId = str
else:
    LocaleId = Literal[tuple(shipped().by_id)]
Token = Annotated[str, Meta(min_length=1, max_length=4000)]
PolicyId = Annotated[Line, Meta(min_length=1, max_length=40, description="an id of GET /policy")]
# Files cannot be sent yet; the list's content is ignored.
Attachments = Annotated[list[Annotated[str, Meta(max_length=100)]], Meta(max_length=0)]


class AskForCode(Struct):
    """Mail a code to this address."""

    email: Address
    locale: LocaleId = FIRST.id
    place: Literal["desk"] | None = None  # where it is asked for, when the mail should say so


class WithCode(Struct):
    email: Address
    code: Code


class WithToken(Struct):
    token: Token


class ProfileChange(Struct):
    language: Language


class ReadArticle(Struct):
    path: PagePath
    section: Section | None = None
    commit: Commit | None = None


Asked = Annotated[Line, Meta(min_length=1, max_length=200)]  # a question typed or picked in the help dialog


class NewCase(Struct):
    """
    A case (policy P12, P13). Tier, seat and dates are the directory's: what is sent of them is ignored (D8).

    Channels, topics and limits are the policy's of the day, see `policy_checks`.
    """

    channel: PolicyId
    language: Language
    overview: Annotated[Line, Meta(min_length=1, max_length=MOST["overview"])]
    description: Annotated[Paragraph, Meta(min_length=1, max_length=MOST["description"])]
    reply_email: Address | None = None
    links: Annotated[list[Link], Meta(max_length=MOST["links"])] = field(default_factory=list)
    attachments: Attachments = field(default_factory=list)
    phone: Phone | None = None
    call_at: Moment | None = None  # when we call; only in a channel with `days_ahead` (GET /me)
    topic: PolicyId | None = None
    staff_access: bool | None = None
    asked: Annotated[list[Asked], LEFT_OUT, Meta(max_length=20)] = field(default_factory=list)
    read: Annotated[list[ReadArticle], LEFT_OUT, Meta(max_length=50)] = field(default_factory=list)
    follows: CaseNumber | None = None
    client: PolicyId | None = None
    locale: LocaleId | None = None


class Note(Struct):
    text: Annotated[Paragraph, Meta(min_length=1, max_length=10_000)]
    attachments: Attachments = field(default_factory=list)


class NewMessage(Note):
    """
    `seen` is for agents: when somebody else did something since that event, the answer is 409 `changed` and nothing is
    sent, unless `anyway` is set. Chat lines and customers' words are never checked.
    """

    seen: EventId | None = None
    anyway: bool = False


class Attempting(Struct):
    """
    What came of a call. `call_at` with "later": when the customer wants to be called. `seen` as of a `NewMessage`.
    """

    outcome: Literal["reached", "no_answer", "wrong_number", "later"]
    call_at: Moment | None = None
    seen: EventId | None = None
    anyway: bool = False


class Closing(Struct):
    """As of a `NewMessage`; no body at all is one that is not checked."""

    seen: EventId | None = None
    anyway: bool = False


class ArticleFeedback(Struct):
    """Was this article helpful? `path` is its address on the site, `commit` the version that was read."""

    path: ArticlePath
    locale: LocaleId
    helpful: bool
    comment: Annotated[Paragraph, Meta(max_length=1000)] | None = None
    commit: Commit | None = None


class AccountEntry(Struct):
    RENAMED: ClassVar[Mapping[str, str]] = {"csm_name": "contact_name", "csm_email": "contact_email"}  # until 0.4.0

    name: Annotated[Line, Meta(min_length=1, max_length=200)]
    tier: Annotated[Line, Meta(min_length=1, max_length=40)]
    created: Day
    contact_name: Annotated[Line, Meta(max_length=200)] | None = None
    contact_email: Address | None = None


class UserEntry(Struct):
    name: Annotated[Line, Meta(min_length=1, max_length=200)]
    account_id: Annotated[Line, Meta(max_length=100)] | None = None
    seat: Annotated[Line, Meta(max_length=40)] | None = None
    language: Language = FIRST.tag
    role: Literal["requester", "agent"] = "requester"
    # Addresses this person had before. Their cases move along; a later owner of such an address starts without them.
    former_emails: Annotated[list[Address], Meta(max_length=10)] = field(default_factory=list)


def policy_checks(rules: Rules) -> Mapping[str, Check]:
    """What the policy of the day asks of a `NewCase`, by field, beyond its form."""
    answered = [channel.id for channel in rules.channels.values() if channel.languages is not None]
    return {
        "channel": _one_of(answered),
        "topic": _one_of([None, *rules.topics]),
        "client": _one_of([None, *rules.clients]),
        "overview": _at_most(rules.limits["overview"], "too_long"),
        "description": _at_most(rules.limits["description"], "too_long"),
        "links": _at_most(rules.limits["links"], "too_many"),
        "phone": lambda number: _not_called(rules, number),
    }


def _one_of(allowed: Sequence[str | None]) -> Check:
    """None among them is a field that may be left out."""
    said = [each for each in allowed if each is not None]
    return lambda value: None if value in allowed else ("unknown_value", {"allowed": said})


def _at_most(most: int, code: str) -> Check:
    return lambda value: None if len(value) <= most else (code, {"max": most})


def _not_called(rules: Rules, given: str | None) -> tuple[str, dict[str, object]] | None:
    """Whether the policy has us call this number: in that country, and at that price."""
    if not given:
        return None
    from chalicelib.pasted.phone import phone

    try:
        number = phone(given)
    except NotUnderstood as wrong:  # what was read once is read again; but the libraries' data may change
        return wrong.code, wrong.params
    return None if rules.calls.reaches(number.country, number.kind) else ("number_not_called", {})
