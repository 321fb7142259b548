"""What the outbox stores of a mail: a fact. The words come when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

Field = str | int | bool | None
STRANGER, CUSTOMER, KNOWN = "stranger", "customer", "known"


class Unsendable(ValueError):
    """
    This letter can never become a mail, however often it is tried: park it.

    Raised while composing, for an unknown kind, a missing field, an id or an address that does not
    fit in a header. The text names the field, never its value.
    """


@dataclass(frozen=True)
class Letter:
    """
    One mail to one person.

    Attributes:
        id: unique; also the local part of the Message-ID.
        kind: `sign_in_code`, `sign_in_tries`, `case_received`, `reply_posted`, `call_missed`, `case_turned`,
            `case_closed` or `case_reopened`.
        to: one address, already validated and proved.
        language: BCP 47 tag of the words; one we have no words for gets those of the first locale.
        fields: what the kind needs, see `content.py`; due times are RFC 3339.
        thread: ids of the earlier letters about the case, oldest first.
        whose: `stranger`, `customer`, or `known` (a browser that proved this address before). At the ceiling of all
            mail that of strangers waits.
        asker: keyed hash of who caused it; empty for the person it goes to. More than a few mails of one asker
            wait until nobody else's do.
    """

    id: str
    kind: str
    to: str
    language: str
    fields: Mapping[str, Field]
    thread: tuple[str, ...] = ()
    whose: str = STRANGER
    asker: str = ""

    @property
    def lane(self) -> str:
        """The key by which waiting mails take turns. It is stored and queued, so it does not contain the address."""
        return self.asker or f"{crc32(self.to.lower().encode()):08x}"

    def text(self, name: str) -> str:
        """The field as text; refuses a letter that lacks it."""
        value = self.fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise Unsendable(f"{self.kind}: {name} is missing")
        return value

    def text_or_none(self, name: str) -> str | None:
        """The field as text, None when it is absent or blank."""
        value = self.fields.get(name)
        return value if isinstance(value, str) and value.strip() else None

    def number(self, name: str) -> int:
        """The field as a whole number; refuses a letter that lacks it."""
        value = self.fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Unsendable(f"{self.kind}: {name} is not a whole number")
        return value
