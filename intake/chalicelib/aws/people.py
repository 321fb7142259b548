"""The directory, sign-in codes, sessions and limits in DynamoDB."""

from datetime import UTC, date, datetime

from chalicelib.aws.outbox import OutboxTable
from chalicelib.aws.table import ConditionFailed, Item, Table
from chalicelib.errors import NotFound
from chalicelib.mail.letter import Letter
from chalicelib.people.address import Fingerprint, same_address
from chalicelib.people.person import Account, Person
from chalicelib.people.sign_in import Limit, Session

DEFAULT_LANGUAGE = "en"


def _seconds(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp())


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


class SignInTable:
    """Codes, sessions and counters (protocol `people.sign_in.SignInStore`). Each has an end; DynamoDB removes it."""

    def __init__(self, table: Table, outbox: OutboxTable) -> None:
        self._table, self._outbox = table, outbox

    def count(self, limit: Limit, who: str, now: datetime) -> int:
        window = _seconds(now) // limit.seconds
        item = self._table.update(
            f"L#{limit.kind}#{who}#{window}",
            "L",
            update="ADD times :one SET ends = :ends",
            values={":one": 1, ":ends": (window + 2) * limit.seconds},
        )
        return int(item["times"])

    def put_code(self, owner: str, digest: str, now: datetime, expires: datetime, tries: int, letter: Letter) -> None:
        code: Item = {"pk": f"R#{owner}", "sk": "K", "digest": digest, "tries": tries, "ends": _seconds(expires)}
        self._table.transact(self._table.putting(code), self._outbox.storing(letter, now))

    def try_code(self, owner: str, digest: str, now: datetime) -> int | None:
        try:
            # The try is spent before the code is compared: parallel guesses cannot share one.
            item = self._table.update(
                f"R#{owner}",
                "K",
                update="ADD tries :less",
                condition="tries > :none AND ends > :now",
                values={":less": -1, ":none": 0, ":now": _seconds(now)},
            )
        except ConditionFailed:
            return -1
        if item["digest"] != digest:
            return int(item["tries"])
        return self._use_up(owner, digest)

    def _use_up(self, owner: str, digest: str) -> int | None:
        try:
            self._table.update(
                f"R#{owner}",
                "K",
                update="SET tries = :none REMOVE digest",
                condition="digest = :digest",
                values={":none": 0, ":digest": digest},
            )
        except ConditionFailed:
            return -1  # the same code was used a moment ago
        return None

    def put_session(self, session: Session) -> None:
        ends = _seconds(session.expires)
        self._table.put({"pk": f"R#{session.owner}", "sk": f"S#{session.id}", "email": session.email, "ends": ends})

    def session(self, owner: str, id: str) -> Session | None:
        item = self._table.get(f"R#{owner}", f"S#{id}")
        return Session(owner, id, item["email"], datetime.fromtimestamp(item["ends"], UTC)) if item else None

    def end_session(self, owner: str, id: str) -> None:
        self._table.delete(f"R#{owner}", f"S#{id}")

    def end_sessions(self, owner: str) -> None:
        cursor = None
        while True:
            values = {":pk": f"R#{owner}", ":sessions": "S#"}
            found, cursor = self._table.query("pk = :pk AND begins_with(sk, :sessions)", values, after=cursor)
            for item in found:
                self._table.delete(item["pk"], item["sk"])
            if cursor is None:
                return

    def use(self, fingerprint: str, until: datetime) -> bool:
        """A vendor's token opens one session; its trace stays a minute longer than the token is good."""
        item = {"pk": f"V#{fingerprint}", "sk": "V", "ends": _seconds(until) + 60}
        try:
            self._table.put(item, condition="attribute_not_exists(pk)")
        except ConditionFailed:
            return False
        return True
