"""From a letter to the bytes of a mail."""

import hashlib
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage, Message
from email.policy import SMTP, compat32
from email.utils import format_datetime
from typing import TypeAlias

from chalicelib.company import Company, shipped
from chalicelib.mail import headers
from chalicelib.mail.content import write
from chalicelib.mail.letter import Letter
from chalicelib.mail.render import as_html, as_text
from chalicelib.mail.sentences import sentences

# Header objects are already encoded: the writer must neither parse nor mangle them again.
_WIRE = compat32.clone(linesep="\r\n", mangle_from_=False, cte_type="7bit")
_BODY = SMTP.clone(cte_type="7bit")

_Mail: TypeAlias = "Message[str | Header, str | Header]"


def compose(
    letter: Letter,
    *,
    sender: str,
    site_url: str,
    zone: str,
    company: Company | None = None,
    sent_at: datetime | None = None,
) -> bytes:
    """
    The whole mail: RFC 5322, seven-bit, CRLF, plain text with an HTML alternative.

    The same arguments give the same bytes, so a second try is the same mail.

    Args:
        sender: `Name <address>`; the name also signs the mail, unless the company has another one in its language. The
            domain completes the message ids.
        site_url: where the inbox is, for example `https://help.example.com`.
        zone: IANA zone of the policy; due times are shown in this zone.
        company: whose mail it is; the shipped one when left out.
        sent_at: the Date header; the system clock when left out.

    Raises:
        Unsendable: the letter can never become a mail.
    """
    company = company or shipped()
    words = sentences(letter.language)
    brand, from_address = headers.sender(sender)
    brand = company.sender_names.get(words.tag, brand)
    domain = from_address.rpartition("@")[2]
    content = write(letter, words, brand=brand, site_url=site_url, zone=zone, company=company)

    mail: _Mail = Message(policy=_WIRE)
    mail["From"] = headers.from_header(brand, from_address)
    mail["To"] = headers.address(letter.to, "the recipient")
    mail["Subject"] = headers.text_header("Subject", content.subject)
    mail["Date"] = format_datetime(sent_at or datetime.now(UTC))
    mail["Message-ID"] = headers.message_id(letter.id, domain)
    _thread(mail, letter, domain)
    mail["Auto-Submitted"] = "auto-replied" if letter.kind == "case_received" else "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["Content-Language"] = words.tag
    mail["MIME-Version"] = "1.0"
    mail.add_header("Content-Type", "multipart/alternative", boundary=_boundary(letter.id))
    mail.attach(_part(as_text(content, words.say("format.colon")), "plain"))
    mail.attach(_part(as_html(content, language=words.tag, brand=brand), "html"))
    return mail.as_bytes(policy=_WIRE)


def _thread(mail: _Mail, letter: Letter, domain: str) -> None:
    """
    Tie the mails of a case together.

    Amazon SES gives a mail a Message-ID of its own, so the earlier ids alone would not join anything. A
    first reference that nobody ever sent, the case itself, is the same in every mail of the case.
    """
    earlier = [headers.message_id(one, domain) for one in letter.thread]
    if earlier:
        mail["In-Reply-To"] = earlier[-1]
    number = letter.text_or_none("number")
    root = [headers.message_id(f"case.{number}", domain)] if number else []
    if root or earlier:
        mail["References"] = headers.references(root + earlier)


def _part(text: str, subtype: str) -> EmailMessage:
    part = EmailMessage(policy=_BODY)
    part.set_content(text, subtype=subtype, charset="utf-8")
    del part["MIME-Version"]
    return part


def _boundary(letter_id: str) -> str:
    """Never a line of a body: neither quoted-printable nor base64 can hold `=_`."""
    return "=_" + hashlib.sha256(letter_id.encode()).hexdigest()[:32]
