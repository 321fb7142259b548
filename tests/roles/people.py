"""The company's sample people (company/people.csv), by what they may do."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache

from chalicelib.people.person import Account, Person
from tests.company.gate import given
from tests.company.gate.oracle import Asker, Question
from tests.roles import asking, channels
from tests.roles.finding import role
from tests.roles.policy import Thing, oracle


@cache
def every() -> list[Person]:
    """In the order of the file."""
    with (given.FOLDER / "people.csv").open(encoding="utf-8", newline="") as file:
        return [_person(row) for row in csv.DictReader(file)]


def customers() -> list[Person]:
    return [one for one in every() if not one.is_agent]


def may(person: Person, channel: Thing, language: str | None = None) -> bool:
    """Whether the channel is open to them in a browser while we are open, in that language or any."""
    account = person.account
    asker = Asker(account and account.tier, person.seat, account and account.created, person.language)
    return not oracle().reasons(asker, Question(channel.id, asking.browser().id, language))


@role
def a_customer() -> Iterator[Person]:
    """a sample customer who may use every channel of cases in the language of their profile"""
    yield from (one for one in customers() if all(may(one, channel, one.language) for channel in channels.of_cases()))


@role
def another_customer() -> Iterator[Person]:
    """a second sample customer, of another account, who may send a mail"""
    first = a_customer().account
    yield from (one for one in customers() if one.account != first and may(one, channels.mail(), one.language))


@role
def a_third_customer() -> Iterator[Person]:
    """a third sample customer, of a third account, who may send a mail"""
    known = {a_customer().account, another_customer().account}
    yield from (one for one in customers() if one.account not in known and may(one, channels.mail(), one.language))


@role
def two_of_one_account() -> Iterator[tuple[Person, Person]]:
    """two sample customers of one account who may both send a mail"""
    able = [one for one in customers() if may(one, channels.mail(), one.language)]
    yield from ((one, two) for place, one in enumerate(able) for two in able[place + 1 :] if one.account == two.account)


@role
def of_the_best_plan() -> Iterator[Person]:
    """a sample customer of the best plan who may use every channel of their plan"""
    best = oracle().ids("tier")[-1]
    yield from (
        one
        for one in customers()
        if one.account and one.account.tier == best
        and all(may(one, channel) for channel in channels.of_cases() if best in channel.row["tiers"])
    )  # fmt: skip


@role
def another_of_every_channel() -> Iterator[Person]:
    """a sample customer of another account than the best plan's who may use every channel of cases"""
    best = of_the_best_plan().account
    able = (one for one in customers() if all(may(one, channel, one.language) for channel in channels.of_cases()))
    yield from (one for one in able if one.account != best)


@role
def shut_out() -> Iterator[Person]:
    """a sample customer whose seat opens no channel of cases, though their plan has mail"""
    plans = channels.mail().row["tiers"]
    nothing = (one for one in customers() if not any(may(one, channel) for channel in channels.of_cases()))
    yield from (one for one in nothing if one.account and one.account.tier in plans)


@role
def without_a_chat() -> Iterator[Person]:
    """a sample customer whose plan has no chat"""
    chat = channels.chat().row["tiers"]
    yield from (one for one in customers() if one.account and one.account.tier not in chat)


@role
def with_a_contact_of_their_own() -> Iterator[Person]:
    """a sample customer whose account has a contact of its own"""
    yield from (one for one in customers() if one.account and one.account.contact_email)


@role
def an_agent() -> Iterator[Person]:
    """a sample agent"""
    yield from (one for one in every() if one.is_agent)


@role
def another_agent() -> Iterator[Person]:
    """a second sample agent"""
    yield from [one for one in every() if one.is_agent][1:]


def _person(row: dict[str, str]) -> Person:
    account = None
    if row["account_id"]:
        account = Account(
            row["account_id"], row["account_name"], row["tier"], date.fromisoformat(row["account_created"]),
            row["contact_name"] or None, row["contact_email"] or None,
        )  # fmt: skip
    return Person(row["email"], row["name"], row["language"], row["role"], row["seat"] or None, account)
