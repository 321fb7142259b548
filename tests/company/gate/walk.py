"""Everybody who can ask, and everything they can ask for, of whatever policy is given."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from tests.company.gate.oracle import Asker, Oracle, Question

ONE_DAY = timedelta(days=1)
OF_NO_RULE = date(2020, 1, 1)  # the age of an account where no rule asks for it
SILENT = ("cy", "eu", "ga")  # Welsh, Basque, Irish: one of them is nobody's language of support


def days(oracle: Oracle) -> list[date]:
    """The day of the oracle, and each day on which a rule changes with the day before."""
    changes = oracle.days_of_change
    around = {day for change in changes[1:] for day in (change - ONE_DAY, change)}
    return sorted({changes[0], oracle.day, *around})


def languages(oracle: Oracle) -> list[str]:
    """Every language of support, and one that is none."""
    spoken = [tag for channel in oracle.ids("channel") for tag in oracle.languages(channel) or ()]
    return [*dict.fromkeys(spoken), next(tag for tag in SILENT if tag not in spoken)]


def ages(oracle: Oracle) -> list[date]:
    """The last day of the old accounts and the first day of the new ones, for each rule about seats."""
    turns = [rule["accounts_created_since"] for rule in oracle.rows("seat_rule")]
    return sorted({day for turn in turns for day in (turn - ONE_DAY, turn)}) or [OF_NO_RULE]


def profiles(oracle: Oracle) -> list[str]:
    """Languages of a profile: two that are spoken, so that one can ask for the other, and one that is not."""
    *spoken, silent = languages(oracle)
    return [*spoken[:2], silent]


def topics(oracle: Oracle) -> list[str | None]:
    """No topic, and each that has channels of its own; the others change nothing."""
    return [None, *(row["id"] for row in oracle.rows("topic") if row["open_channels"])]


def askers(oracle: Oracle) -> Iterator[Asker]:
    """Plan × seat × age of the account × language of the profile, and somebody whom the directory does not know."""
    seats = [*oracle.ids("seat"), None]
    yield from map(Asker, *zip(*product(oracle.ids("tier"), seats, ages(oracle), profiles(oracle)), strict=True))
    yield Asker(None, None, None, languages(oracle)[0])


def questions(oracle: Oracle) -> Iterator[Question]:
    """Channel × client × topic × language while we are open, and without a language while we are not."""
    for channel, client, topic in product(oracle.ids("channel"), oracle.ids("client"), topics(oracle)):
        yield from (Question(channel, client, language, topic) for language in languages(oracle))
        yield Question(channel, client, None, topic, open_now=False)
