"""What the API answers to everybody who can ask is what the paragraphs say."""

import uuid
from datetime import UTC, datetime

import pytest

from chalicelib.people.person import Account, Person
from tests.company.gate import walk
from tests.company.gate.oracle import Asker, Oracle, Question, moment
from tests.http.conftest import shelf, the_api  # noqa: F401 - fixtures
from tests.http.visitors import Api, Visitor

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def open_at(oracle: Oracle) -> datetime:
    return oracle.first_open(moment(oracle.day, "10:00", oracle.zone))


@pytest.fixture(scope="module")
def at(the_api: Api, open_at):  # noqa: F811
    """Set the clock of the API."""

    def set_clock(instant: datetime) -> None:
        object.__setattr__(the_api.services.settings, "clock_offset", instant - datetime.now(UTC))

    set_clock(open_at)
    return set_clock


def arrive(api: Api, asker: Asker) -> Visitor:
    """Somebody new with this standing, signed in."""
    mark = uuid.uuid4().hex[:12]
    account = Account(mark, "A company", asker.tier, asker.created) if asker.tier and asker.created else None
    person = Person(f"{mark}@customer.example", "Somebody", asker.speaks, "requester", asker.seat, account)
    if account:
        api.services.directory.put_account(account)
        api.services.directory.put_person(person, account.id)
    else:
        api.services.directory.set_language(person, asker.speaks)
    _, token = api.services.sign_in.open(person.email)
    return Visitor(api, person.email, token, person)


def test_what_one_is_told_about_each_channel(the_api, at, oracle, open_at):  # noqa: F811
    """Allowed or why not, in which languages, how fast, for plan × seat × age × profile × client, open and closed."""
    wrong, asked = [], 0
    closed_at = oracle.first_closed(open_at)
    for asker in walk.askers(oracle):
        visitor = arrive(the_api, asker)
        for client in oracle.ids("client"):
            for instant in (open_at, closed_at) if asker.seat is None else (open_at,):
                at(instant)
                told = {one["channel"]: one for one in visitor.get(f"/me?client={client}").json["channels"]}
                assert list(told) == oracle.ids("channel")
                for channel, said in told.items():
                    asked += 1
                    wanted = expected(oracle, asker, channel, client, open_now=instant == open_at)
                    found = {name: said[name] for name in wanted}
                    if found != wanted:
                        wrong.append((asker, client, channel, found, wanted))
        at(open_at)
    assert asked > 100
    assert not wrong, f"{len(wrong)} of {asked}, the first: {wrong[0]}"


def expected(oracle: Oracle, asker: Asker, channel: str, client: str, *, open_now: bool) -> dict[str, object]:
    question = Question(channel, client, None, None, open_now)
    spoken = [
        tag
        for tag in oracle.languages(channel) or ()
        if "language" not in oracle.reasons(asker, Question(channel, client, tag))
    ]
    against = set(oracle.reasons(asker, question))
    if oracle.languages(channel) is not None and not spoken:
        against.add("language")
    promise = oracle.promise(channel)
    return {
        "allowed": not against,
        "reasons": [reason for reason in oracle.vendor["reason_order"] if reason in against],
        "languages": spoken,
        "promise": promise and {"kind": promise["kind"], "amount": promise["amount"]},
        "open_now": open_now or not oracle.row("channel", channel)["follows_hours"],
    }


def test_a_case_is_taken_or_refused_as_one_was_told(the_api, at, oracle, open_at):  # noqa: F811
    """One plan after the other, in accounts of both ages, by each channel that opens a case."""
    at(open_at)
    wrong = []
    channels = [row["id"] for row in oracle.rows("channel") if row["opens_case"]]
    for asker in walk.askers(oracle):
        if asker.seat is not None or asker.speaks != walk.profiles(oracle)[0]:
            continue
        visitor = arrive(the_api, asker)
        for channel in channels:
            for client in oracle.ids("client"):
                question = Question(channel, client, (oracle.languages(channel) or ["en"])[0])
                needs = {"phone": "+46 8 505 05 05"} if "phone" in oracle.row("channel", channel)["needs"] else {}
                answer = visitor.send(
                    channel=channel, client=client, language=question.language, topic=oracle.ids("topic")[0], **needs
                )
                against = list(oracle.reasons(asker, question))
                said = answer.json["reasons"] if answer.status == 403 else []
                if said != against or answer.status != (403 if against else 201):
                    wrong.append((asker, question, answer.status, answer.json, against))
                elif not against:
                    due = oracle.due(channel, open_at)
                    shown = answer.json["case"]["due"]
                    if (shown is None) != (due is None):
                        wrong.append((asker, question, shown, due))
    assert not wrong, f"{len(wrong)}, the first: {wrong[0]}"
