"""An instant in words: the day, the time, and whose clock it is."""

from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.mail.sentences import Sentences


def instant(text: str) -> datetime:
    """The instant of an RFC 3339 text. Raises ValueError, also for one without an offset."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("the time has no offset")
    return at


def in_words(at: datetime, words: Sentences, zone: str) -> str:
    """For example "Thursday 26 November 2026 at 11:00 (Oslo time)", on the clocks of the IANA zone."""
    from babel.dates import format_datetime, get_timezone_location

    there = at.astimezone(ZoneInfo(zone))
    return words.say(
        "format.when",
        date=format_datetime(there, words.say("format.date"), locale=words.tag),
        time=format_datetime(there, words.say("format.time"), locale=words.tag),
        city=get_timezone_location(zone, locale=words.tag, return_city=True),
    )
