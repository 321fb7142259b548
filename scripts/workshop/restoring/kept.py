"""Kept mails on the operator's terminal: kind, case, age and why; never words or addresses."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from chalicelib.wiring.operating import Kept

_WHY = {
    "restored": "stored before the store was restored; it may have been sent since",
    "unclear": "its sender got no answer; it may have been sent",
    "MailRefused": "the mail service refused it for good",
    "Unsendable": "it cannot be made into a mail",
}


def table(mails: Iterable[Kept], now: datetime) -> Iterator[str]:
    """A line for each mail."""
    for mail in mails:
        why = _WHY.get(mail.reason, mail.reason)
        yield f"{mail.state:7} {mail.kind:13} {mail.number or '-':12} {_age(now - mail.stored):>8}  {mail.id}  ({why})"


def _age(since: timedelta) -> str:
    minutes = max(0, int(since / timedelta(minutes=1)))
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} d"
