"""
Header values nobody can break out of.

Python before 3.11.10 writes a line break inside a header value unchanged, which adds headers of the
visitor's choice (CVE-2024-6923). So nothing raw gets here: control characters are gone (`clean`), text that
is not plain ASCII or looks like an encoded word is encoded as a whole, and addresses and ids must match a
narrow form or the letter is refused.
"""

import re
from email.header import Header
from email.utils import parseaddr

from chalicelib.mail.clean import one_line
from chalicelib.mail.letter import Unsendable

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_LOCAL, _DOMAIN = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}", r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?"
_ADDRESS = re.compile(f"{_LOCAL}@{_DOMAIN}")
# Gmail and Outlook keep the first and the last ones too; a header has to end some time (RFC 5322, 2.1.1).
_MOST_REFERENCES = 20


def text_header(name: str, text: str) -> Header:
    """The header for text that a person may have written."""
    clean = one_line(text, most=400)
    plain = clean.isascii() and "=?" not in clean and all(len(word) <= 60 for word in clean.split(" "))
    return Header(clean, "us-ascii" if plain else "utf-8", maxlinelen=76, header_name=name)


def address(text: str, what: str) -> str:
    """One bare address in ASCII, an international domain in its ASCII form; refuses anything else."""
    local, _, domain = text.rpartition("@")
    try:
        ascii_text = f"{local}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        ascii_text = ""
    if not _ADDRESS.fullmatch(ascii_text):
        raise Unsendable(f"{what} is not one plain address")
    return ascii_text


def sender(text: str) -> tuple[str, str]:
    """Display name and address of `Name <address>`; the address replaces a missing name."""
    name, bare = parseaddr(text)
    checked = address(bare, "the sender")
    return one_line(name, most=60) or checked, checked


def from_header(name: str, bare: str) -> Header:
    """`"Name" <address>` with the name quoted, or encoded when it is not ASCII."""
    if name == bare:
        return Header(bare, "us-ascii", header_name="From")
    if name.isascii() and "=?" not in name:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return Header(f'"{quoted}" <{bare}>', "us-ascii", maxlinelen=200, header_name="From")
    header = Header(name, "utf-8", maxlinelen=76, header_name="From")
    header.append(f"<{bare}>", "us-ascii")
    return header


def message_id(letter_id: str, domain: str) -> str:
    """`<id@domain>`."""
    if not _ID.fullmatch(letter_id):
        raise Unsendable("an id does not fit in a Message-ID")
    return f"<{letter_id}@{domain}>"


def references(ids: list[str]) -> str:
    """The ids in order, one a line; the middle of a very long thread is left out."""
    kept = ids if len(ids) <= _MOST_REFERENCES else [ids[0], *ids[-_MOST_REFERENCES + 1 :]]
    return "\r\n ".join(kept)
