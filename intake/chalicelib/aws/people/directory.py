"""The account directory in DynamoDB."""

from collections.abc import Sequence
from datetime import date

from chalicelib.aws.people import moves
from chalicelib.aws.table import ConditionFailed, Table, jitter, setting
from chalicelib.errors import NotFound, Unavailable
from chalicelib.people.address import Fingerprint, same_address
from chalicelib.people.person import Account, Person

MOVES = 5  # tries of a change of addresses, and addresses that a mail follows


class DirectoryTable:
    """Accounts and people; a person's key is a keyed hash of the address (protocol `people.person.Directory`)."""

    def __init__(self, table: Table, fingerprint: Fingerprint) -> None:
        self._table, self._fingerprint = table, fingerprint

    def person(self, email: str) -> Person | None:
        item = self._table.get(*self._key(email))
        if item is None:
            return None
        account = self._account(item["account_id"]) if item.get("account_id") else None
        name = item.get("name") or item["email"].partition("@")[0]
        role = item.get("role", "requester")
        return Person(
            item["email"], name, item["language"], role, item.get("seat"), account, tuple(item.get("ids", ()))
        )

    def put_account(self, account: Account) -> None:
        item = {**vars(account), "created": account.created.isoformat()}
        self._table.put({"pk": f"A#{account.id}", "sk": "A", **item})

    def put_person(self, person: Person, account_id: str | None, former: Sequence[str] = ()) -> Sequence[str]:
        if account_id is not None and self._account(account_id) is None:
            raise NotFound(f"account {account_id}")
        known = {
            "email": same_address(person.email),
            "name": person.name,
            "language": person.language,
            "role": person.role,
            "seat": person.seat,
            "account_id": account_id,
        }
        others = {same_address(one) for one in former} - {same_address(person.email)}
        if not others:
            self._table.update(*self._key(person.email), **setting(known))
            return ()
        for attempt in range(MOVES):
            mine = self._table.get(*self._key(person.email)) or {}
            found = {one: self._table.get(*self._key(one)) or {} for one in sorted(others)}
            move = moves.moving(person.email, mine, found, self._fingerprint)
            identity = {"ids": list(move.ids), "moved": dict(move.moved)} if move.left or mine.get("ids") else {}
            writes = [self._table.updating(*self._key(person.email), **moves.guarded(mine, {**known, **identity}))]
            for address, item in move.left.items():
                change = moves.left(address, item, person.email, self._fingerprint)
                writes.append(self._table.updating(*self._key(address), **change))
            try:
                self._table.transact(*writes)
            except ConditionFailed:
                jitter(attempt)
                continue
            return tuple(move.left)
        raise Unavailable("the directory changes too often")

    def address_of(self, identity: str, email: str) -> str:
        for _ in range(MOVES):
            onward = (self._table.get(*self._key(email)) or {}).get("moved", {}).get(identity)
            if onward is None:
                break
            email = onward
        return email

    def remove_person(self, email: str) -> bool:
        item = self._table.get(*self._key(email))
        if item is None or not (item.get("ids") or item.get("moved")):
            return self._table.delete(*self._key(email))
        # The identity stays, as for an address that the directory never knew, so that the cases keep their owner.
        self._table.update(*self._key(email), **setting(dict.fromkeys(moves.OF_THE_DIRECTORY)))
        return "role" in item

    def _key(self, email: str) -> tuple[str, str]:
        return f"P#{self._fingerprint.address(email)}", "P"

    def remove_account(self, id: str) -> bool:
        return self._table.delete(f"A#{id}", "A")

    def set_language(self, person: Person, language: str) -> None:
        self._table.update(
            *self._key(person.email),
            update="SET #language = :language, email = :email",
            names={"#language": "language"},
            values={":language": language, ":email": same_address(person.email)},
        )

    def _account(self, id: str) -> Account | None:
        item = self._table.get(f"A#{id}", "A")
        if item is None:
            return None
        created = date.fromisoformat(item["created"])
        # Until an account is sent again, its contact is kept under the names of version 0.4.0.
        name, email = (item.get(f"contact_{what}", item.get(f"csm_{what}")) for what in ("name", "email"))
        return Account(item["id"], item["name"], item["tier"], created, name, email)
