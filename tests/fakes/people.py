"""The cast: people with a tier, a seat and an account of the tests' own policy, and where they are written down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from chalicelib.errors import NotFound
from chalicelib.people.address import Fingerprint, same_address
from chalicelib.people.person import AGENT, Account, Person

PRINT = Fingerprint("a key for tests")

OLD = date(2020, 1, 1)  # before the seat rule
NEW = date(2025, 1, 1)  # after it

DAY_TRIP = Account("day", "Holmen", "day_trip", NEW)
SEASON_NEW = Account("season-new", "Skjæret", "season", NEW)
FLEET = Account("fleet", "Sund og Vik", "fleet", OLD, "Carla Reis", "carla@vendor.example")

frida = Person("frida@holmen.example", "Frida Lund", "en", account=DAY_TRIP)
liv = Person("liv@skjaeret.example", "Liv Haga", "en", seat="guest", account=SEASON_NEW)
birk = Person("birk@sundogvik.example", "Birk Moen", "en", account=FLEET)
bodil = Person("bodil@sundogvik.example", "Bodil Moen", "en", account=FLEET)
ada = Person("ada@vendor.example", "Ada Sund", "en", AGENT)
odd = Person("odd@vendor.example", "Odd Vang", "en", AGENT)
stranger = Person("nobody@elsewhere.example", "nobody", "en")


class AddressBook:
    """The account directory in a dictionary."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.people: dict[str, Person] = {}
        self.former: dict[str, tuple[str, ...]] = {}

    def person(self, email: str) -> Person | None:
        return self.people.get(same_address(email))

    def put_account(self, account: Account) -> None:
        self.accounts[account.id] = account

    def put_person(self, person: Person, account_id: str | None, former: Sequence[str] = ()) -> Sequence[str]:
        """What changes with an address is tried on the real directory; here it is only written down."""
        self.former[same_address(person.email)] = tuple(former)
        if account_id is not None and account_id not in self.accounts:
            raise NotFound(account_id)
        account = self.accounts[account_id] if account_id else None
        self.people[same_address(person.email)] = replace(person, account=account)
        return tuple(former)

    def address_of(self, identity: str, email: str) -> str:  # noqa: ARG002 - nobody moves here
        return email

    def remove_person(self, email: str) -> bool:
        return self.people.pop(same_address(email), None) is not None

    def remove_account(self, id: str) -> bool:
        """Its people stay, without an account."""
        self.people = {
            email: replace(person, account=None) if person.account and person.account.id == id else person
            for email, person in self.people.items()
        }
        return self.accounts.pop(id, None) is not None

    def set_language(self, person: Person, language: str) -> None:
        self.people[same_address(person.email)] = replace(person, language=language)
