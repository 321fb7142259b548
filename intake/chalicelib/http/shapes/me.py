"""Who I am, and per channel: allowed or why not, in which languages, how fast, open now or when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from chalicelib.http.services import Services
from chalicelib.people.person import Person, shown_id
from chalicelib.policy import Channel, Policy, Promise, Rules, entitlement
from chalicelib.policy.promise import PromiseClock


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
    """`name` and `seats` are the policy's words; `seats` would do where the reason is `seat`."""

    channel: str
    name: str
    answers_by: str
    allowed: bool
    reasons: list[str]
    seats: list[str]
    languages: list[str]
    profile_language_needed: bool
    promise: PromiseShape | None
    follows_hours: bool
    open_now: bool
    opens_at: datetime | None
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
        channels=[_channel(policy, rules, person, channel, client, now, locale) for channel in rules.channels.values()],
        open_topics={topic.id: sorted(topic.open_channels) for topic in rules.topics.values() if topic.open_channels},
        staff_access_default=rules.staff_access_default,
    )


def _channel(
    policy: Policy, rules: Rules, person: Person, channel: Channel, client: str, now: datetime, locale: str
) -> ChannelShape:
    clock = PromiseClock(policy, rules.day)
    open_now = not channel.follows_hours or clock.is_open(now)
    languages = _languages(rules, person, channel)
    reasons = set(
        entitlement(rules, person.standing(rules), channel.id, None, client=client, open_now=open_now).reasons
    )
    if channel.languages is not None and not languages:
        reasons.add("language")
    return ChannelShape(
        channel=channel.id,
        name=channel.name[locale],
        answers_by=channel.answers_by,
        allowed=not reasons,
        reasons=[reason for reason in rules.reason_order if reason in reasons],
        seats=[name[locale] for name in rules.seats_for(channel.id)] if "seat" in reasons else [],
        languages=languages,
        profile_language_needed=channel.profile_language_needed,
        promise=_promise(channel.promise),
        follows_hours=channel.follows_hours,
        open_now=open_now,
        opens_at=None if open_now else clock.opens_at(now),
        opens_case=channel.opens_case,
        needs=sorted(channel.needs),
        numbers=_numbers(policy, rules, locale) if channel.answers_by == "dial" else [],
    )


def _languages(rules: Rules, person: Person, channel: Channel) -> list[str]:
    """The languages this person can be answered in: for a callback, only the profile's own (policy P6)."""
    standing = person.standing(rules)
    return [
        language
        for language in channel.languages or ()
        if "language" not in entitlement(rules, standing, channel.id, language).reasons
    ]


def _promise(promise: Promise | None) -> PromiseShape | None:
    return PromiseShape(promise.kind, promise.amount) if promise else None


def _numbers(policy: Policy, rules: Rules, locale: str) -> list[NumberShape]:
    rows: Sequence[Any] = policy.rows("phone_number", rules.day)
    return [NumberShape(row["label"][locale], row["number"]) for row in rows]


def _contact(rules: Rules, person: Person, locale: str) -> Contact:
    team, account = rules.contact_of(person.standing(rules).tier), person.account
    if team is None:
        return Contact(None, None, None)
    if team.per_account and account and account.contact_email:
        return Contact(team.name[locale], account.contact_name, account.contact_email)
    answers = rules.stand_in(team)  # nobody of the team is named for this account yet
    return Contact(answers.name[locale], None, answers.address)
