"""The channels of the policy as they are for one person at one moment (policy P2 to P8, decisions D5 and D6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.people.person import Person
from chalicelib.policy import Channel, Policy, Rules, entitlement
from chalicelib.policy.promise import PromiseClock


@dataclass(frozen=True)
class Way:
    """
    A channel, for one person.

    Attributes:
        reasons: why it is refused, in the policy's order; none when it is allowed.
        languages: those the person can be answered in; of a channel that needs it, only the profile's own (policy P6).
        seats: names per locale of the seats that would open it; none unless the seat is a reason.
        open_now: whether the person reaches us there at this moment, as far as the hours go.
        opens_at: when that is so again; None while it is.
        days_ahead: how far ahead the person can choose when we call; None: they cannot. Then nothing but the hours of
            this moment refuses (decision D14).
        profile_languages: what the language of the profile can be to be answered there; none where it is not asked.
    """

    channel: Channel
    reasons: tuple[str, ...]
    languages: tuple[str, ...]
    seats: tuple[Mapping[str, str], ...]
    open_now: bool
    opens_at: datetime | None
    days_ahead: int | None
    profile_languages: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        return not self.reasons


def ways(policy: Policy, rules: Rules, person: Person, *, client: str, now: datetime) -> tuple[Way, ...]:
    """
    Every channel of the day, in the order of the policy.

    Args:
        rules: of today, or of another day for previews.
        client: what the person reaches us with, an id of the policy's.
    """
    clock = PromiseClock(policy, rules.day)
    return tuple(_way(clock, rules, person, channel, client, now) for channel in rules.channels.values())


def refusals(
    policy: Policy,
    rules: Rules,
    person: Person,
    language: str,
    *,
    client: str | None,
    topic: str | None,
    now: datetime,
    ahead: bool = False,
) -> Mapping[str, tuple[str, ...]]:
    """
    Channel -> why a case in this language and about this topic is refused there now; empty where it is accepted.

    `ahead`: for a call at a chosen time, which can be asked for at any hour (decision D14).
    """
    open_now, standing = PromiseClock(policy, rules.day).is_open(now), person.standing(rules)
    topic = topic or rules.default_topic
    return {
        channel: entitlement(
            rules, standing, channel, language, client=client, topic=topic,
            open_now=open_now or (ahead and way.days_ahead is not None),
        ).reasons
        for channel, way in rules.channels.items()
    }  # fmt: skip


def _way(clock: PromiseClock, rules: Rules, person: Person, channel: Channel, client: str, now: datetime) -> Way:
    open_now = not channel.follows_hours or clock.is_open(now)
    languages = _languages(rules, person, channel)
    standing = person.standing(rules)
    reasons = set(entitlement(rules, standing, channel.id, None, client=client, open_now=open_now).reasons)
    if channel.languages is not None and not languages:
        reasons.add("language")
    return Way(
        channel=channel,
        reasons=tuple(reason for reason in rules.reason_order if reason in reasons),
        languages=languages,
        seats=tuple(rules.seats_for(channel.id)) if "seat" in reasons else (),
        open_now=open_now,
        opens_at=None if open_now else clock.opens_at(now),
        days_ahead=channel.days_ahead if reasons <= {"hours"} else None,
        profile_languages=channel.languages or () if channel.profile_language_needed else (),
    )


def _languages(rules: Rules, person: Person, channel: Channel) -> tuple[str, ...]:
    standing = person.standing(rules)
    return tuple(
        language
        for language in channel.languages or ()
        if "language" not in entitlement(rules, standing, channel.id, language).reasons
    )
