"""Sending a case to the desk of fakes: who is refused, what is promised, and what the mail says of it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest

from chalicelib.cases.submitting import Submission, Submitting
from chalicelib.errors import NotEntitled
from chalicelib.people.person import Account, Person
from tests.company.gate import given, walk
from tests.company.gate.oracle import Asker, Oracle, Question, moment
from tests.fakes.cases import ShelfOfCases
from tests.fakes.people import PRINT
from tests.mail.letters import sent

PRODUCT = given.ROOT / "intake" / "chalicelib" / "mail" / "words"
KINDS = ("live", "minutes", "business_hours", "business_days")


class Desk:
    """One moment at a desk, on the policy that is there."""

    def __init__(self, policy: Any, at: datetime) -> None:
        self.shelf, numbers = ShelfOfCases(), iter(range(10**6))
        self._submitting = Submitting(
            policy, self.shelf, PRINT, lambda: at, new_number=lambda: f"V-{next(numbers):06d}", wake=lambda _: None
        )
        self._keys = iter(range(10**6))

    def send(self, asker: Asker, question: Question, needs: Mapping[str, str]) -> tuple[str, ...]:
        """The reasons for refusing; the case and its letter are on the shelf when there are none."""
        account = Account("a", "A company", asker.tier, asker.created) if asker.tier and asker.created else None
        person = Person("somebody@customer.example", "Somebody", asker.speaks, "requester", asker.seat, account)
        asked = Submission(
            question.channel,
            question.language or "",
            "A line",
            "A story",
            question.topic or "",
            question.client,
            **needs,
        )
        try:
            self._submitting.submit(asked, person, f"key-{next(self._keys)}", b"{}")
        except NotEntitled as refused:
            return tuple(refused.reasons)
        return ()


@pytest.fixture(scope="module")
def open_at(oracle: Oracle) -> datetime:
    return oracle.first_open(moment(oracle.day, "10:00", oracle.zone))


def test_whoever_may_send_a_case_can_and_nobody_else(policy, oracle, open_at):
    """Plan × seat × age × profile × channel × language × client × topic."""
    wrong, asked = [], 0
    desk = Desk(policy, open_at)
    for asker in walk.askers(oracle):
        for question in asking_for_a_case(oracle):
            asked += 1
            said = desk.send(asker, question, needs(oracle, question.channel))
            if said != (wanted := oracle.reasons(asker, question)):
                wrong.append((asker, question, said, wanted))
    assert 0 < len(desk.shelf.heads) < asked
    assert not wrong, f"{len(wrong)} of {asked}, the first: {wrong[0]}"


def asking_for_a_case(oracle: Oracle) -> Iterator[Question]:
    opening = {row["id"] for row in oracle.rows("channel") if row["opens_case"]}
    plain = next(row["id"] for row in oracle.rows("topic") if not row["open_channels"])
    for one in walk.questions(oracle):
        if one.channel in opening and one.language is not None:
            yield Question(one.channel, one.client, one.language, one.topic or plain)


def needs(oracle: Oracle, channel: str) -> Mapping[str, str]:
    return {name: {"phone": "+46850505050"}[name] for name in oracle.row("channel", channel)["needs"]}


def may(oracle: Oracle) -> Iterator[tuple[Asker, Question]]:
    """Somebody who may use it, for each channel that opens a case, in each language it is answered in."""
    seen = set()
    for asker in walk.askers(oracle):
        for question in asking_for_a_case(oracle):
            place = (question.channel, question.language)
            if place not in seen and not oracle.reasons(asker, question):
                seen.add(place)
                yield asker, question


def test_the_case_and_the_mail_promise_what_the_paragraphs_promise(policy, oracle, open_at):
    """For each channel and language: when the answer is due, and the sentence of the mail with its number."""
    ways = list(may(oracle))
    assert {question.channel for _, question in ways} == {
        row["id"] for row in oracle.rows("channel") if row["opens_case"]
    }
    for asker, question in ways:
        desk = Desk(policy, open_at)
        assert desk.send(asker, question, needs(oracle, question.channel)) == ()
        (case,), (letter,) = desk.shelf.heads.values(), desk.shelf.letters
        assert case.due == oracle.due(question.channel, open_at)
        mail = sent(letter, zone=str(oracle.zone))
        assert mail.header("Content-Language") == question.language, (
            "a language without mail words is no language of support"
        )
        row, promise = oracle.row("channel", question.channel), oracle.promise(question.channel)
        said = list(promised(mail.text, question.language))
        verb = "call" if row["answers_by"] == "call" else "answer"
        assert said == [(verb, promise["kind"], promise["amount"] if promise["kind"] != "live" else 0)], mail.text


def promised(text: str, language: str) -> Iterator[tuple[str, str, int]]:
    """Every promise that a mail makes, as (how, kind, amount), found by the sentences of its language."""
    files = (PRODUCT / f"{language}.toml", given.FOLDER / "words" / f"mails.{language}.toml")
    sentences = next(tomllib.loads(file.read_text("utf-8")) for file in files if file.is_file())["case_received"]
    text = " ".join(text.split())
    for how in ("answer", "call"):
        for kind in KINDS:
            forms = sentences[how].get(kind, {})
            for form, sentence in ({"": forms} if isinstance(forms, str) else forms).items():
                pattern = re.escape(" ".join(sentence.split())).replace(r"\{amount\}", r"(\d+)")
                if found := re.search(pattern, text):
                    yield how, kind, int(found[1]) if found.groups() else int(form == "one")


def test_the_mail_names_the_channel_as_the_pages_do(policy, oracle, open_at):
    """In a language of the site, the channel's name is the one of the form and the tables."""
    tags = {row["tag"]: row["id"] for row in given.COMPANY["locale"]}
    for asker, question in may(oracle):
        if question.language in tags:
            desk = Desk(policy, open_at)
            desk.send(asker, question, needs(oracle, question.channel))
            mail = sent(desk.shelf.letters[0])
            assert oracle.row("channel", question.channel)["name"][tags[question.language]] in mail.text
