"""What the functions of mail ask of the store is what their roles allow: nothing is missing, nothing is to spare."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from fnmatch import fnmatchcase

import pytest

from chalicelib.aws.cases import CaseTable
from chalicelib.aws.mail.evidence import EvidenceTable
from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.cases.case import Case, Requester
from chalicelib.cases.events import Author, Message
from chalicelib.cases.store import Memory
from chalicelib.mail.letter import Letter
from chalicelib.settings import Settings
from chalicelib.wiring.services import services
from tests.conftest import SITE_URL, TEMPLATES, Bench
from tests.fakes.mail import PocketMailer
from tests.stack.conftest import KEYS
from workshop.stack.setup import resources

ROLES = TEMPLATES[1].parent
FIELDS = {"number": "V-1", "overview": "Export", "requester_name": "Ada", "channel": "letter", "staff_access": False,
          "promise_kind": "business_days", "promise_amount": 1, "due": "2026-11-24T09:00:00+00:00"}  # fmt: skip


class Asked:
    """Every call of a client, as (action, index, first key)."""

    def __init__(self, client):
        self.calls = set()
        client.meta.events.register("provide-client-params.dynamodb.*", self._note)

    def _note(self, params, model, **_):
        if "TransactItems" in params:
            for ((kind, write),) in (one.items() for one in params["TransactItems"]):
                self.calls.add((f"dynamodb:{kind}Item", "", (write.get("Key") or write["Item"])["pk"]["S"]))
            return
        if "Key" in params:
            key = params["Key"]["pk"]["S"]
        else:
            name = re.match(r"\w+ = (:\w+)", params["KeyConditionExpression"])[1]
            key = params["ExpressionAttributeValues"][name]["S"]
        self.calls.add((f"dynamodb:{model.name}", params.get("IndexName", ""), key))


class Role:
    """A policy file of the Lambda's roles, asked about calls to the store."""

    def __init__(self, name):
        statements = json.loads((ROLES / name).read_text())["Statement"]
        self.grants = {
            (action, _index(one["Resource"]), pattern)
            for one in statements
            for action in ([one["Action"]] if isinstance(one["Action"], str) else one["Action"])
            if action.startswith("dynamodb:")
            for pattern in one["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
        }

    def used(self, call):
        action, index, key = call
        return {one for one in self.grants if one[:2] == (action, index) and fnmatchcase(key, one[2])}


def _index(resource):
    return resource["Fn::Sub"].partition("/index/")[2] if "Fn::Sub" in resource else ""


@pytest.fixture
def place(engine: Bench, tmp_path):
    """A table of its own: a sweep sends what waits there."""
    fragment = json.loads(TEMPLATES[0].read_text())
    table = fragment["Resources"]["Table"]
    table["Properties"]["TableName"] = f"roles-{tmp_path.name}"
    file = tmp_path / "data.json"
    file.write_text(json.dumps({"Resources": {"Table": table}}))
    keys = {"access_key_id": KEYS["AWS_ACCESS_KEY_ID"], "secret_access_key": KEYS["AWS_SECRET_ACCESS_KEY"]}
    resources.ensure([file], engine.endpoint, keys, SITE_URL)
    return Bench(engine.endpoint, table["Properties"]["TableName"], "")


@pytest.fixture
def product(place, monkeypatch):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    settings = Settings(
        table=place.table, secret="roles", site_url=SITE_URL, mail_from="Help <help@kunde.example>",
        region=KEYS["AWS_DEFAULT_REGION"], endpoint=place.endpoint,
    )  # fmt: skip
    made = services(settings)
    assert made.store_answers()
    return made


def stored(place, id, *, asker="", epoch="", ago=timedelta(minutes=1)):
    when = datetime.now(UTC) - ago
    letter = Letter(id, "case_received", "ada@kunde.example", "en", FIELDS, asker=asker)
    place.items().transact(OutboxTable(place.items(), epoch).storing(letter, when))


def client_of(product):
    return product.outbox._store._table._client()


def test_who_sends_mail_reads_and_writes_mails_and_their_count_only(place, product):
    class Evident(PocketMailer):
        """Answers like SES's mailer: by the stored events."""

        def seen(self, tag):
            return EvidenceTable(product.outbox._store._table).left_us(tag)

    mailer = product.outbox._mailer = Evident()
    for number in range(12):  # more than go at once of one asker, so that the slow lane is used
        stored(place, f"many-{number}", asker="one")
    stored(place, "old", epoch="2026-01-01T00:00:00Z")
    stored(place, "quick")
    stored(place, "refused")
    asked = Asked(client_of(product))

    def refuse(tag):
        if tag == "refused":
            raise ValueError("the service broke in the middle")

    mailer.trouble = refuse
    assert product.outbox.woken("quick") == "sent"
    product.outbox.sweep()
    object.__setattr__(product.settings, "clock_offset", timedelta(minutes=10))  # the lease is over
    product.outbox.sweep()
    role = Role("policy-prod-mail.json")
    assert {"quick", "many-0"} <= set(mailer.sent)
    assert {call for call in asked.calls if not role.used(call)} == set()
    assert {grant for call in asked.calls for grant in role.used(call)} == role.grants
    assert any(key.startswith("O#behind#") for _, _, key in asked.calls)


def test_who_stores_what_the_mail_service_says_touches_mails_only(place, product):
    stored(place, "told")
    asked = Asked(client_of(product))
    event = {"eventType": "Send", "mail": {"tags": {"outbox": ["told"]}, "timestamp": "2026-11-24T09:00:00Z"}}
    assert product.mail_heard(json.dumps(event))
    role = Role("policy-prod-mail-events.json")
    assert {call for call in asked.calls if not role.used(call)} == set()
    assert {grant for call in asked.calls for grant in role.used(call)} == role.grants


def test_who_turns_cases_reads_what_is_due_and_writes_cases_and_their_mails(place, product):
    """A chat that the company of the tests would answer live, on a Wednesday."""
    live = next(one for one in product.policy.on(date(2026, 12, 2)).channels.values() if one.live)
    asked_at = datetime(2026, 12, 2, 10, tzinfo=UTC)
    asker = Requester("f1", "ada@kunde.example", "Ada", "a plan", None, None)
    topic = product.policy.on(date(2026, 12, 2)).default_topic
    case = Case("V-7F3K-9Q2M", asker, live.id, "en", topic, "web", "Export", asked_at, asked_at, version=1)
    case = product.promises.given(case, asked_at)
    cases = CaseTable(place.items(), OutboxTable(place.items(), ""))
    first = Message(1, asked_at, Author("f1", "Ada", "requester"), "It stops")
    cases.add(case, first, [], Memory("a key", "a digest", case.number, 1))
    asked = Asked(client_of(product))
    late = case.turns_at + timedelta(minutes=1)
    object.__setattr__(product.settings, "clock_offset", late - datetime.now(UTC))
    assert product.turning.sweep() == {"turned": 1}
    role = Role("policy-prod-turn.json")
    assert {call for call in asked.calls if not role.used(call)} == set()
    assert {grant for call in asked.calls for grant in role.used(call)} == role.grants


@pytest.mark.parametrize("role", ["policy-prod-mail.json", "policy-prod-mail-events.json"])
@pytest.mark.parametrize("key", ["C#V-7F3K-9Q2M", "A#0123456789abcdef", "S#0123", "L#network#0123", "L#mailbox#0123"])
def test_no_role_of_mail_may_read_a_case_a_person_a_session_or_what_others_counted(role, key):
    for action in ("dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:Query"):
        assert not Role(role).used((action, "", key))
        assert not Role(role).used((action, "queues", key))
