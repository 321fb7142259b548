"""With what, about what and in which language people ask."""

from collections.abc import Iterator

from tests.company.gate import walk
from tests.roles import channels
from tests.roles.finding import role
from tests.roles.policy import Thing, oracle, things


@role
def browser() -> Iterator[Thing]:
    """a client that is not installed"""
    yield from (one for one in things("client") if not one.row["installed"])


@role
def app() -> Iterator[Thing]:
    """an app that is installed"""
    yield from (one for one in things("client") if one.row["installed"])


@role
def usual_topic() -> Iterator[Thing]:
    """a topic that support answers in the usual channels"""
    yield from (one for one in things("topic") if not one.row["open_channels"] and one.row["asks"] == "support")


@role
def open_topic() -> Iterator[Thing]:
    """a topic for which a channel is open to everybody"""
    yield from (one for one in things("topic") if channels.mail().id in one.row["open_channels"])


@role
def topic_of_the_subscription() -> Iterator[Thing]:
    """a topic about the subscription"""
    yield from (one for one in things("topic") if one.row["asks"] == "subscription")


@role
def language() -> Iterator[str]:
    """a language in which mails are answered"""
    yield from oracle().languages(channels.mail().id) or ()


@role
def another_language() -> Iterator[str]:
    """a second language in which mails are answered"""
    yield from (oracle().languages(channels.mail().id) or ())[1:]


def silent_language() -> str:
    """A language in which nobody is answered."""
    return walk.languages(oracle())[-1]
