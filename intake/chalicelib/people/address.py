"""Addresses and secrets as the store keeps them: hashed with a key, never in the clear in a key."""

import hashlib
import hmac
from dataclasses import dataclass, field


def same_address(email: str) -> str:
    """
    One spelling for an address: surrounding space and letter case do not make another person.

    Not `casefold`: it makes `ss` of `ß`, and straße.example is another domain than strasse.example.
    """
    return email.strip().lower()


@dataclass(frozen=True)
class Fingerprint:
    """
    A keyed hash. Somebody who reads the table without the key cannot test whether an address is in it.

    Attributes:
        epoch: which life of the store this is; empty until it was restored for the first time.
    """

    key: str = field(repr=False)
    epoch: str = ""

    def of(self, kind: str, value: str) -> str:
        """32 hex digits; the same value under another kind has another fingerprint."""
        return hmac.new(self.key.encode(), f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()[:32]

    def address(self, email: str) -> str:
        return self.of("address", same_address(email))

    def in_epoch(self, kind: str, value: str) -> str:
        """
        As `of`, and another one after the store was restored from a backup (decision 0037).

        For what a restored backup must not bring back: sessions, codes, proofs. In the first epoch it equals `of`.
        """
        return self.of(kind, f"{self.epoch}\0{value}" if self.epoch else value)


def network(source: str) -> str:
    """
    What one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 address.

    One IPv6 line can send each request from another of its addresses. Anything else is used unchanged.
    """
    from ipaddress import IPv6Address, ip_address

    try:
        address = ip_address(source)
    except ValueError:
        return source
    if not isinstance(address, IPv6Address):
        return source
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
