"""Who may reach us, where and in which language, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.policy.rules import Rules


@dataclass(frozen=True)
class Standing:
    """What the directory knows that the policy asks about (decision D8)."""

    tier: str
    created: date | None = None  # the account's first day, in the policy's zone
    seat: str | None = None
    profile_language: str | None = None  # None: not asked here (policy P6)


@dataclass(frozen=True)
class Entitlement:
    """The answer: every reason that refuses, in the policy's order. No reason means allowed."""

    reasons: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        return not self.reasons


def entitlement(
    rules: Rules,
    standing: Standing,
    channel: str,
    language: str | None,
    *,
    client: str | None = None,
    topic: str | None = None,
    open_now: bool = True,
) -> Entitlement:
    """
    Say whether the person may use the channel, and why not.

    Args:
        rules: of the day the case was received, in the policy's zone.
        language: BCP 47 tag the person wants to be answered in; None leaves the question out.
        client: None is the policy's default, a browser.
        topic: a topic with open channels is accepted there whatever the tier and seat (decision D7).
        open_now: whether a channel that follows the opening hours is inside them (decision D5).

    Returns:
        All reasons that refuse, in the policy's order (decision D6).

    Raises:
        KeyError: the channel or the client is unknown; parse before asking.
    """
    found = set(_reasons(rules, standing, channel, language, client or rules.default_client, topic, open_now))
    return Entitlement(tuple(reason for reason in rules.reason_order if reason in found))


def _reasons(
    rules: Rules,
    standing: Standing,
    channel: str,
    language: str | None,
    client: str,
    topic: str | None,
    open_now: bool,
) -> Iterator[str]:
    way = rules.channels[channel]
    always_open = topic is not None and channel in rules.topics[topic].open_channels
    if standing.tier not in way.tiers and not always_open:
        yield "tier"
    if not always_open and any(rule.refuses(channel, standing.seat, standing.created) for rule in rules.seat_rules):
        yield "seat"
    if channel not in rules.clients[client].channels:
        yield "client"
    if language is not None and way.languages is not None:
        profile = standing.profile_language
        if language not in way.languages or (
            way.profile_language_needed and profile is not None and profile != language
        ):
            yield "language"
    if way.follows_hours and not open_now:
        yield "hours"
