"""
What a mail service reports about a letter after it took it: SES's events, however they arrive.

An event comes as SES publishes it, wrapped by SNS, or as the detail of an EventBridge event. Anybody who may write into
the queue could send anything, so nothing here raises, and only known words of an event are stored.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

SENT, DELIVERED, BOUNCED, COMPLAINED = "sent", "delivered", "bounced", "complained"
KINDS = (SENT, DELIVERED, BOUNCED, COMPLAINED)
_KIND = {"send": SENT, "delivery": DELIVERED, "bounce": BOUNCED, "complaint": COMPLAINED}
_LETTER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_LONGEST = 300_000  # letters of one message; SQS takes no more than 256 kB
_WRAPPINGS = 3


@dataclass(frozen=True)
class Evidence:
    """One thing that happened to a letter; each kind proves that it was sent."""

    letter: str
    kind: str
    at: datetime


def read(body: str, now: datetime) -> Evidence | None:
    """The evidence in a message, None when it holds none of ours. A time that cannot be read is `now`."""
    event = _unwrapped(body)
    kind = _KIND.get(str(event.get("eventType") or event.get("notificationType") or "").lower())
    mail = event.get("mail")
    if kind is None or not isinstance(mail, dict):
        return None
    tags = mail.get("tags")
    named = tags.get("outbox") if isinstance(tags, dict) else None
    letter = named[0] if isinstance(named, list) and len(named) == 1 else None
    if not isinstance(letter, str) or not _LETTER.fullmatch(letter):
        return None
    own = event.get(str(event.get("eventType", "")).lower())
    return Evidence(letter, kind, _instant(own, now) if isinstance(own, dict) and own else _instant(mail, now))


def _unwrapped(body: str) -> dict[str, Any]:
    found: Any = body
    for _ in range(_WRAPPINGS):
        if isinstance(found, str):
            try:
                found = json.loads(found) if len(found) <= _LONGEST else None
            except (ValueError, RecursionError):
                return {}
        if not isinstance(found, dict):
            return {}
        if "mail" in found:
            return found
        found = found.get("detail") or found.get("Message")  # of EventBridge, of SNS
    return found if isinstance(found, dict) else {}


def _instant(of: dict[str, Any], now: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(str(of.get("timestamp"))[:40])
        return at.astimezone(UTC) if at.tzinfo else now
    except (ValueError, OverflowError):
        return now
