"""Letters to try things with, and a reader of the mails they become."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from chalicelib.mail.compose import compose
from chalicelib.mail.letter import Field, Letter

SENDER = "Vendor support <support@vendor.example>"
KINDS = ("sign_in_code", "sign_in_tries", "case_received", "reply_posted", "case_closed", "case_reopened")
ABOUT_A_CASE = tuple(kind for kind in KINDS if not kind.startswith("sign_in_"))
LANGUAGES = ("en", "fr", "de", "ja", "pt", "es", "nb")
CASE: dict[str, Field] = {
    "number": "V-7F3K-9Q2M",
    "overview": "The contact export stops at 90 %",
    "requester_name": "Ada Lovelace",
}
FIELDS: dict[str, dict[str, Field]] = {
    "sign_in_code": {"code": "042137", "minutes": 10},
    "sign_in_tries": {"tries": 7},
    "case_received": CASE
    | {
        "channel_name": "Letter",
        "answers_by": "mail",
        "needs_phone": False,
        "promise_kind": "business_days",
        "promise_amount": 1,
        "due": "2026-11-26T10:00:00Z",
        "staff_access": True,
    },
    "reply_posted": CASE
    | {"agent_name": "Grace Hopper", "text": "Which list is it?\n\nPlease try <b>again</b> & tell us."},
    "case_closed": CASE,
    "case_reopened": CASE,
}


def letter(
    kind: str = "case_received",
    language: str = "en",
    *,
    to: str = "ada@kunde.example",
    id: str = "01JDA3",
    thread: tuple[str, ...] = (),
    **fields: Field,
) -> Letter:
    return Letter(id, kind, to, language, FIELDS[kind] | fields, thread)


def sent(what: Letter, *, sender: str = SENDER, zone: str = "Europe/Oslo") -> "Mail":
    at = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    return Mail(compose(what, sender=sender, site_url="https://help.vendor.example", zone=zone, sent_at=at))


@dataclass(frozen=True)
class Mail:
    raw: bytes

    @property
    def parsed(self) -> Message:
        return message_from_bytes(self.raw, policy=compat32)

    def header(self, name: str) -> str:
        found = self.parsed.get_all(name, [])
        assert len(found) == 1, f"{name}: {found}"
        return re.sub(r"\r?\n[ \t]", " ", str(make_header(decode_header(found[0]))))

    @property
    def headers(self) -> list[str]:
        """Names of all header lines, as a naive reader of the bytes sees them."""
        head = self.raw.split(b"\r\n\r\n", 1)[0].decode("ascii")
        return [line.split(":")[0] for line in head.split("\r\n") if not line.startswith((" ", "\t"))]

    def _part(self, number: int) -> str:
        part = self.parsed.get_payload()[number]
        return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")

    @property
    def text(self) -> str:
        return self._part(0)

    @property
    def html(self) -> str:
        return self._part(1)
