"""Plans, seats and ages of accounts: what decides who may reach us where."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.company.gate import walk
from tests.roles.finding import role
from tests.roles.policy import Thing, oracle, things


def plans() -> list[Thing]:
    """Lowest first."""
    return list(things("tier"))


@role
def plan_of_strangers() -> Iterator[Thing]:
    """a plan for addresses that the directory does not know"""
    yield from (one for one in plans() if one.id == oracle().vendor["unknown_address_tier"])


@role
def best_plan() -> Iterator[Thing]:
    """a plan above all others"""
    yield plans()[-1]


@role
def plan_with(channel: Thing) -> Iterator[Thing]:
    """a plan that has the channel"""
    yield from (one for one in plans() if one.id in channel.row["tiers"])


@role
def plan_without(channel: Thing) -> Iterator[Thing]:
    """a plan that does not have the channel"""
    yield from (one for one in plans() if one.id not in channel.row["tiers"])


@role
def plan_with_everything() -> Iterator[Thing]:
    """a plan with every channel"""
    yield from (one for one in plans() if all(one.id in channel.row["tiers"] for channel in things("channel")))


@role
def plan_with_a_contact_of_its_own() -> Iterator[Thing]:
    """a plan whose accounts each have a contact of their own"""
    own = {row["id"] for row in oracle().rows("team") if row["per_account"]}
    contacts = {row["tier"]: row["contact"] for row in oracle().rows("subscription", "tier")}
    yield from (one for one in plans() if contacts.get(one.id) in own)


def seats_for(channel: Thing) -> list[Thing]:
    """Those that open the channel to accounts under a rule about seats."""
    return [one for one in things("seat") if all(one.id in rule["seats"] for rule in _rules(channel))]


@role
def seat_for(channel: Thing) -> Iterator[Thing]:
    """a seat that opens the channel to accounts under a rule about seats"""
    yield from seats_for(channel)


@role
def seat_without(channel: Thing) -> Iterator[Thing]:
    """a seat that does not open the channel to accounts under a rule about seats"""
    yield from (one for one in things("seat") if any(one.id not in rule["seats"] for rule in _rules(channel)))


@role
def channel_with_seats() -> Iterator[Thing]:
    """a channel of cases for some seats only"""
    yield from (one for one in things("channel") if one.row["opens_case"] and _rules(one))


@role
def new() -> Iterator[date]:
    """a rule about seats, and so a day from which accounts are new"""
    yield from (rule["accounts_created_since"] for rule in oracle().rows("seat_rule"))


def old() -> date:
    """The last day of accounts that no rule about seats concerns; where there is no rule, some day."""
    return min((rule["accounts_created_since"] for rule in oracle().rows("seat_rule")), default=walk.OF_NO_RULE) - DAY


DAY = timedelta(days=1)


def _rules(channel: Thing) -> list:
    return [rule for rule in oracle().rows("seat_rule") if channel.id in rule["channels"]]
