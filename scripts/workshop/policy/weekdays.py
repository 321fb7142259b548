"""Weekdays in the order in which people say them."""

from collections.abc import Sequence


def run_of(weekdays: Sequence[int]) -> tuple[int, ...]:
    """
    Weekdays (Monday is 0) that follow each other, beginning after the gap: Sunday to Thursday, not Monday to Sunday.

    Those without one gap only, and the whole week, stay as they are.
    """
    days = sorted(weekdays)
    starts = [day for day in days if (day - 1) % 7 not in days]
    if len(starts) != 1:
        return tuple(days)
    return tuple((starts[0] + ahead) % 7 for ahead in range(len(days)))
