"""What the API takes: one struct per body. The same structs make the OpenAPI document."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from chalicelib.http.parsing import Address, ArticlePath, Check, Commit, Line, Link, Paragraph, Phone
from chalicelib.policy import Rules

Token = Annotated[str, Meta(min_length=1, max_length=4000)]
PolicyId = Annotated[Line, Meta(min_length=1, max_length=40, description="an id of GET /policy")]
Language = Annotated[str, Meta(min_length=2, max_length=12, description="BCP 47 language tag")]


class AskForCode(Struct):
    """Mail a code to this address."""

    email: Address
    locale: Literal["en", "no"] = "en"


class WithCode(Struct):
    email: Address
    code: Annotated[str, Meta(min_length=1, max_length=20)]


class WithToken(Struct):
    token: Token


class ProfileChange(Struct):
    language: Language


class ReadArticle(Struct):
    path: Annotated[Line, Meta(min_length=1, max_length=300)]
    section: Annotated[Line, Meta(max_length=200)] | None = None
    commit: Annotated[Line, Meta(max_length=64)] | None = None


Asked = Annotated[Line, Meta(min_length=1, max_length=200)]  # a question typed or picked in the help dialog


class NewCase(Struct):
    """
    A case (policy P12, P13). Tier, seat and dates are the directory's: what is sent of them is ignored (D8).

    Channels, topics and limits are the policy's of the day, see `policy_checks`.
    """

    channel: PolicyId
    language: Language
    overview: Annotated[Line, Meta(min_length=1)]
    description: Annotated[Paragraph, Meta(min_length=1)]
    reply_email: Address | None = None
    links: list[Link] = field(default_factory=list)
    attachments: Annotated[list[str], Meta(max_length=0)] = field(default_factory=list)
    phone: Phone | None = None
    topic: PolicyId = "general"
    staff_access: bool | None = None
    asked: Annotated[list[Asked], Meta(max_length=20)] = field(default_factory=list)
    read: Annotated[list[ReadArticle], Meta(max_length=50)] = field(default_factory=list)
    follows: Annotated[Line, Meta(max_length=20)] | None = None
    client: Literal["web", "mobile"] | None = None


class NewMessage(Struct):
    text: Annotated[Paragraph, Meta(min_length=1, max_length=10_000)]
    attachments: Annotated[list[str], Meta(max_length=0)] = field(default_factory=list)


class ArticleFeedback(Struct):
    """Was this article helpful? `path` is its address on the site, `commit` the version that was read."""

    path: ArticlePath
    locale: Literal["en", "no"]
    helpful: bool
    comment: Annotated[Paragraph, Meta(max_length=1000)] | None = None
    commit: Commit | None = None


class AccountEntry(Struct):
    name: Annotated[Line, Meta(min_length=1, max_length=200)]
    tier: Annotated[Line, Meta(min_length=1, max_length=40)]
    created: Annotated[Line, Meta(min_length=10, max_length=10, description="a calendar day, 2024-03-05")]
    csm_name: Annotated[Line, Meta(max_length=200)] | None = None
    csm_email: Address | None = None


class UserEntry(Struct):
    name: Annotated[Line, Meta(min_length=1, max_length=200)]
    account_id: Annotated[Line, Meta(max_length=100)] | None = None
    seat: Annotated[Line, Meta(max_length=40)] | None = None
    language: Language = "en"
    role: Literal["requester", "agent"] = "requester"


def policy_checks(rules: Rules) -> Mapping[str, Check]:
    """What the policy of the day asks of a `NewCase`, by field, beyond its form."""
    answered = [channel.id for channel in rules.channels.values() if channel.languages is not None]
    return {
        "channel": _one_of(answered),
        "topic": _one_of(list(rules.topics)),
        "overview": _at_most(rules.limits["overview"], "too_long"),
        "description": _at_most(rules.limits["description"], "too_long"),
        "links": _at_most(rules.limits["links"], "too_many"),
    }


def _one_of(allowed: Sequence[str]) -> Check:
    return lambda value: None if value in allowed else ("unknown_value", {"allowed": list(allowed)})


def _at_most(most: int, code: str) -> Check:
    return lambda value: None if len(value) <= most else (code, {"max": most})
