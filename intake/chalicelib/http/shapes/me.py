"""Who I am, and per channel: allowed or why not, in which languages, how fast, open now or when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from chalicelib.http.services import Services
from chalicelib.people.person import Person, shown_id
from chalicelib.policy import Policy, Promise, Rules
from chalicelib.ways import Way, subscription_contact, ways


class PersonShape(Struct):
    """`id` is opaque and stays the same: what somebody wrote is kept under it in their browser."""

    id: str
    email: str
    name: str
    language: str
    role: str


class AccountShape(Struct):
    id: str
    name: str
    tier: str
    created: str


class Contact(Struct):
    """Who answers questions about the subscription (policy P9): a team and, where the account has one, its person."""

    team: str | None
    name: str | None
    email: str | None


class PromiseShape(Struct):
    kind: str
    amount: int


class NumberShape(Struct):
    label: str
    number: str


class ChannelShape(Struct):
    """
    `name` and `seats` are the policy's words; `seats` would do where the reason is `seat`.

    `days_ahead`: how far ahead a `call_at` can be; None: none can be chosen. It can be asked for at any hour.
    """

    channel: str
    name: str
    answers_by: str
    allowed: bool
    reasons: list[str]
    seats: list[str]
    languages: list[str]
    profile_language_needed: bool
    profile_languages: list[str]
    promise: PromiseShape | None
    follows_hours: bool
    open_now: bool
    opens_at: datetime | None
    days_ahead: int | None
    opens_case: bool
    needs: list[str]
    numbers: list[NumberShape]


class AccountContact(Struct):
    """The company's person for this account, whatever such a person is called there."""

    name: str
    email: str


class MeShape(Struct):
    requester: PersonShape
    tier: str
    tier_name: str
    client_name: str
    account: AccountShape | None
    seat: str | None
    account_contact: AccountContact | None
    subscription_contact: Contact
    channels: list[ChannelShape]
    open_topics: dict[str, list[str]]
    staff_access_default: bool


def me(services: Services, person: Person, rules: Rules, *, client: str, locale: str) -> MeShape:
    """
    Args:
        rules: of today, or of another day for previews.
        client: an id of the policy's.
        locale: of names and labels.
    """
    policy, now = services.policy, services.clock()
    standing, account = person.standing(rules), person.account
    return MeShape(
        requester=PersonShape(
            shown_id(person, services.fingerprint), person.email, person.name, person.language, person.role
        ),
        tier=standing.tier,
        tier_name=rules.tiers[standing.tier].name[locale],
        client_name=rules.clients[client].name[locale],
        account=AccountShape(account.id, account.name, account.tier, account.created.isoformat()) if account else None,
        seat=person.seat,
        account_contact=AccountContact(account.contact_name or "", account.contact_email)
        if account and account.contact_email
        else None,
        subscription_contact=_contact(rules, person, locale),
        channels=[_channel(policy, rules, way, locale) for way in ways(policy, rules, person, client=client, now=now)],
        open_topics={topic.id: sorted(topic.open_channels) for topic in rules.topics.values() if topic.open_channels},
        staff_access_default=rules.staff_access_default,
    )


def _channel(policy: Policy, rules: Rules, way: Way, locale: str) -> ChannelShape:
    channel = way.channel
    return ChannelShape(
        channel=channel.id,
        name=channel.name[locale],
        answers_by=channel.answers_by,
        allowed=way.allowed,
        reasons=list(way.reasons),
        seats=[name[locale] for name in way.seats],
        languages=list(way.languages),
        profile_language_needed=channel.profile_language_needed,
        profile_languages=list(way.profile_languages),
        promise=_promise(channel.promise),
        follows_hours=channel.follows_hours,
        open_now=way.open_now,
        opens_at=way.opens_at,
        days_ahead=way.days_ahead,
        opens_case=channel.opens_case,
        needs=sorted(channel.needs),
        numbers=_numbers(policy, rules, locale) if channel.answers_by == "dial" else [],
    )


def _promise(promise: Promise | None) -> PromiseShape | None:
    return PromiseShape(promise.kind, promise.amount) if promise else None


def _numbers(policy: Policy, rules: Rules, locale: str) -> list[NumberShape]:
    rows: Sequence[Any] = policy.rows("phone_number", rules.day)
    return [NumberShape(row["label"][locale], row["number"]) for row in rows]


def _contact(rules: Rules, person: Person, locale: str) -> Contact:
    answers = subscription_contact(rules, person)
    return Contact(answers.team[locale], answers.name, answers.email) if answers else Contact(None, None, None)
