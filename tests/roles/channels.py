"""Ways to reach people, by their traits."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.roles.finding import role
from tests.roles.policy import Thing, oracle, things


def every() -> list[Thing]:
    return list(things("channel"))


def of_cases() -> list[Thing]:
    """Those that open a case."""
    return [one for one in things("channel") if one.row["opens_case"]]


def of_people() -> list[Thing]:
    """Those in which people of the company answer."""
    return [one for one in things("channel") if one.row["answers_by"] not in ("articles", "users")]


@role
def mail() -> Iterator[Thing]:
    """a channel of cases that are answered by mail"""
    yield from (one for one in of_cases() if one.row["answers_by"] == "mail")


@role
def chat() -> Iterator[Thing]:
    """a chat"""
    yield from (one for one in of_cases() if one.row["answers_by"] == "chat")


@role
def call() -> Iterator[Thing]:
    """a channel of cases that are answered by a call"""
    yield from (one for one in of_cases() if one.row["answers_by"] == "call")


@role
def call_to_a_number() -> Iterator[Thing]:
    """a channel of cases that must name a phone number"""
    yield from (one for one in of_cases() if "phone" in one.row["needs"])


@role
def without_a_case() -> Iterator[Thing]:
    """a channel that opens no case"""
    yield from (one for one in things("channel") if not one.row["opens_case"])


@role
def to_dial() -> Iterator[Thing]:
    """a channel where customers dial a number"""
    yield from (one for one in things("channel") if one.row["answers_by"] == "dial")


@role
def of_users() -> Iterator[Thing]:
    """a community of users"""
    yield from (one for one in things("channel") if one.row["answers_by"] == "users")


@role
def link_to_users() -> Iterator[Mapping[str, Any]]:
    """a link to a community of users"""
    yield from oracle().rows("community")


@role
def in_business_days() -> Iterator[Thing]:
    """a channel of cases whose promise is counted in business days"""
    yield from (one for one in of_cases() if _kind(one) == "business_days")


@role
def in_minutes() -> Iterator[Thing]:
    """a channel of cases whose promise is counted in minutes"""
    yield from (one for one in of_cases() if _kind(one) == "minutes")


@role
def live() -> Iterator[Thing]:
    """a channel of cases that are answered while the customer waits"""
    yield from (one for one in of_cases() if _kind(one) == "live")


@role
def with_hours() -> Iterator[Thing]:
    """a channel of cases that follows the opening hours"""
    yield from (one for one in of_cases() if one.row["follows_hours"])


@role
def in_the_language_of_the_profile() -> Iterator[Thing]:
    """a channel of cases that answers in the language of the profile only"""
    rows = {row["channel"]: row for row in oracle().rows("languages", "channel")}
    yield from (one for one in of_cases() if rows[one.id]["profile_language_needed"])


@role
def not_in_the_app() -> Iterator[Thing]:
    """a channel of cases that the installed app lacks"""
    apps = [row["channels"] for row in oracle().rows("client") if row["installed"]]
    yield from (one for one in of_cases() if any(one.id not in channels for channels in apps))


def _kind(channel: Thing) -> str | None:
    promise = oracle().promise(channel.id)
    return promise["kind"] if promise else None
