"""People and their accounts, as the vendor's directory knows them (decision D8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chalicelib.company import shipped
from chalicelib.people.address import Fingerprint
from chalicelib.policy import Rules, Standing

REQUESTER, AGENT = "requester", "agent"


@dataclass(frozen=True)
class Account:
    """
    A customer. `created` is a calendar day in the policy's zone (decision D3).

    `contact_name` and `contact_email` are the company's person for this account, where there is one.
    """

    id: str
    name: str
    tier: str
    created: date
    contact_name: str | None = None
    contact_email: str | None = None


@dataclass(frozen=True)
class Person:
    """
    Somebody with a proven address. Without an entry in the directory they have no account (decision D7).

    Attributes:
        ids: who they are to cases, when that is not the hash of their address: somebody who had another address
            before keeps its identity, somebody who got a used address has a new one.
    """

    email: str
    name: str
    language: str  # BCP 47 tag of the profile (policy P6)
    role: str = REQUESTER
    seat: str | None = None
    account: Account | None = None
    ids: tuple[str, ...] = ()

    @property
    def locale(self) -> str:
        """The pages for their language; the first locale when there are none in it."""
        return shipped().in_language(self.language).id

    @property
    def is_agent(self) -> bool:
        return self.role == AGENT

    def standing(self, rules: Rules) -> Standing:
        """What the policy asks about this person."""
        if self.account is None:
            return Standing(tier=rules.unknown_address_tier, profile_language=self.language)
        return Standing(self.account.tier, self.account.created, self.seat, self.language)


def identities(person: Person, fingerprint: Fingerprint) -> tuple[str, ...]:
    """All identities of a person, the one for new cases first."""
    return person.ids or (fingerprint.address(person.email),)


def shown_id(person: Person, fingerprint: Fingerprint) -> str:
    """
    Who somebody is to the pages: opaque, and no key of the store.

    It stays when their address changes, and the next person with that address has another: what a browser keeps of one
    of them is never shown to the other (decisions 0039 and 0040).
    """
    return fingerprint.of("person", identities(person, fingerprint)[0])


class Directory(Protocol):
    """Where accounts and people are kept. The vendor's systems fill it; the API only reads it."""

    def person(self, email: str) -> Person | None:
        """The person with their account, or None when the address is unknown."""

    def put_account(self, account: Account) -> None: ...

    def put_person(self, person: Person, account_id: str | None, former: Sequence[str] = ()) -> Sequence[str]:
        """
        Add or replace a person.

        Args:
            former: addresses they had before. What belonged to one of these is theirs from now on, and the next
                person with such an address starts without it. Saying it once is enough; it cannot be undone.

        Returns:
            Those of `former` that were handed over now.

        Raises:
            NotFound: the account is not in the directory.
        """

    def address_of(self, identity: str, email: str) -> str:
        """The address that who had `email` as `identity` has now."""

    def remove_person(self, email: str) -> bool:
        """Whether they were there. Their address is then one that the directory does not know (decision D7)."""

    def remove_account(self, id: str) -> bool:
        """Whether it was there. Its people stay, without an account."""

    def set_language(self, person: Person, language: str) -> None:
        """Change the profile language, also of somebody the directory does not know (policy P6)."""
