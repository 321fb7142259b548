"""A clock that stops until a test moves it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def oslo(text: str) -> datetime:
    """`oslo("2026-11-25 11:00")`: what Oslo's clocks show, as an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


WEDNESDAY_ELEVEN = oslo("2026-11-25 11:00")  # support is open; no holiday for a month


class FixedClock:
    """Call it for the time."""

    def __init__(self, now: datetime = WEDNESDAY_ELEVEN) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, text: str) -> None:
        self.now = oslo(text)

    def forward(self, **by: float) -> None:
        """`forward(minutes=9, seconds=59)`."""
        self.now += timedelta(**by)
