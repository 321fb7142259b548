"""Whether mails can be written in every language of support, for `scripts/check` and `scripts/package`."""

from collections.abc import Sequence

from chalicelib.mail import sentences
from chalicelib.policy import shipped


def problems() -> Sequence[str]:
    """What mails lack in any language that support answers in on any day, each with the file to write it in."""
    policy = shipped()
    days = {policy.first_day, *(change.day for change in policy.changes)}
    tags = {tag: None for day in sorted(days) for tag in policy.on(day).languages}
    return list(sentences.problems(tags))
