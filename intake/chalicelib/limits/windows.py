"""Hours and days as the limits count them: in UTC, so that no clock change makes one longer."""

from datetime import UTC, datetime, timedelta

from chalicelib.limits.rules import HOUR


def hour_of(now: datetime) -> str:
    return f"{now.astimezone(UTC):%H}"


def day_of(now: datetime) -> str:
    return f"{now.astimezone(UTC):%Y%m%d}"


def ends(window: str, now: datetime) -> datetime:
    """When the window of `now` is over."""
    at = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return at + timedelta(hours=1) if window == HOUR else at.replace(hour=0) + timedelta(days=1)


def seconds_left(window: str, now: datetime) -> int:
    """Whole seconds, at least one."""
    return max(1, -int((now.astimezone(UTC) - ends(window, now)).total_seconds() // 1))
