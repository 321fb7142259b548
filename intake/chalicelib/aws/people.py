"""The account directory in DynamoDB."""

from datetime import date

from chalicelib.aws.table import Table
from chalicelib.errors import NotFound
from chalicelib.people.address import Fingerprint, same_address
from chalicelib.people.person import Account, Person

DEFAULT_LANGUAGE = "en"


class DirectoryTable:
    """Accounts and people; a person's key is a keyed hash of the address (protocol `people.person.Directory`)."""

    def __init__(self, table: Table, fingerprint: Fingerprint) -> None:
        self._table, self._fingerprint = table, fingerprint

    def person(self, email: str) -> Person | None:
        item = self._table.get(f"P#{self._fingerprint.address(email)}", "P")
        if item is None:
            return None
        account = self._account(item["account_id"]) if item.get("account_id") else None
        name = item.get("name") or item["email"].partition("@")[0]
        role = item.get("role", "requester")
        return Person(item["email"], name, item["language"], role, item.get("seat"), account)

    def put_account(self, account: Account) -> None:
        item = {**vars(account), "created": account.created.isoformat()}
        self._table.put({"pk": f"A#{account.id}", "sk": "A", **item})

    def put_person(self, person: Person, account_id: str | None) -> None:
        if account_id is not None and self._account(account_id) is None:
            raise NotFound(f"account {account_id}")
        self._table.put(
            {
                "pk": f"P#{self._fingerprint.address(person.email)}",
                "sk": "P",
                "email": same_address(person.email),
                "name": person.name,
                "language": person.language,
                "role": person.role,
                "seat": person.seat,
                "account_id": account_id,
            }
        )

    def remove_person(self, email: str) -> bool:
        return self._table.delete(f"P#{self._fingerprint.address(email)}", "P")

    def remove_account(self, id: str) -> bool:
        return self._table.delete(f"A#{id}", "A")

    def set_language(self, person: Person, language: str) -> None:
        self._table.update(
            f"P#{self._fingerprint.address(person.email)}",
            "P",
            update="SET #language = :language, email = :email",
            names={"#language": "language"},
            values={":language": language, ":email": same_address(person.email)},
        )

    def _account(self, id: str) -> Account | None:
        item = self._table.get(f"A#{id}", "A")
        if item is None:
            return None
        created = date.fromisoformat(item["created"])
        return Account(item["id"], item["name"], item["tier"], created, item.get("csm_name"), item.get("csm_email"))
