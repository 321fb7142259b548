"""
Evidence about each letter, stored beside it: `O#<letter>` / `E`, with the moment of each kind.

It expires later than the letter: evidence can arrive before the letter is marked as sent, or long after.
"""

import logging
from datetime import datetime

from chalicelib.aws.mail.items import ends_after
from chalicelib.aws.table import ConditionFailed, Table
from chalicelib.cases.places import instant
from chalicelib.mail.evidence import BOUNCED, COMPLAINED, Evidence, read
from chalicelib.mail.kept import PARKED

log = logging.getLogger(__name__)


class EvidenceTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, body: str, now: datetime) -> bool:
        """Store a message's evidence; answers whether it was about a letter of ours. Repeating it changes nothing."""
        found = read(body, now)
        if found is None:
            return False
        self._table.update(
            f"O#{found.letter}",
            "E",
            update="SET #kind = if_not_exists(#kind, :at), ends = :ends",
            names={"#kind": found.kind},
            values={":at": instant(found.at), ":ends": ends_after(now)},
        )
        if found.kind in (BOUNCED, COMPLAINED):
            log.warning("mail %s %s", found.letter, found.kind)
        self._settle(found, now)
        return True

    def left_us(self, letter: str) -> bool:
        """Whether there is evidence about the letter; any kind proves that it was sent."""
        return self._table.get(f"O#{letter}", "E") is not None

    def _settle(self, found: Evidence, now: datetime) -> None:
        """A mail that was parked because its fate was unknown: it is known now, so its words are deleted."""
        item = self._table.get(f"O#{found.letter}", "O")
        if item is None or (item["state"], item.get("reason")) != (PARKED, "unclear"):
            return
        try:
            self._table.update(
                f"O#{found.letter}",
                "O",
                update="SET #state = :sent, reason = :sent, ended = :now REMOVE queue_key, queue_order, letter",
                condition="#state = :parked",
                names={"#state": "state"},
                values={":sent": "sent", ":parked": PARKED, ":now": instant(now)},
            )
        except ConditionFailed:
            log.info("mail %s was settled by somebody else", found.letter)
