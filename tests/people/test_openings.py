"""An agent's session that opens very many cases ends, in a dictionary and in DynamoDB."""

from datetime import UTC, timedelta
from uuid import uuid4

import pytest

from chalicelib.aws.limits import OpeningTable
from chalicelib.errors import SignInRequired
from chalicelib.limits import shipped
from chalicelib.people.openings import Openings
from chalicelib.people.sign_in.sessions import Session
from tests.fakes.clock import FixedClock

MOST = shipped().desk_cases


class DiaryOfOpenings:
    """`OpeningStore` in dictionaries; `writes` counts."""

    def __init__(self):
        self.pages, self.writes = {}, 0

    def add(self, session, number, at):
        self.writes += 1
        page = self.pages.setdefault((session, f"{at:%d%H}"), {})
        page[number] = at
        return dict(page)

    def of(self, session, hour):
        return self.pages.get((session, f"{hour:%d%H}"), {})


@pytest.fixture
def store(table_or_fake):
    return OpeningTable(table_or_fake) if table_or_fake else DiaryOfOpenings()


class Desk:
    """An agent's session, and processes that serve it."""

    def __init__(self, store):
        self.clock, self.ended, self.store = FixedClock(), [], store
        self.session = self.new_session()
        self.process = self.new_process()

    def new_session(self):
        now = self.clock().astimezone(UTC)
        return Session("ada", uuid4().hex, "ada@vendor.example", now, now + timedelta(hours=12))

    def new_process(self):
        return Openings(self.store, lambda: MOST, self.ended.append, self.clock)

    def opens(self, numbers, process=None, every=timedelta(0)):
        for number in numbers:
            (process or self.process).opened(self.session, f"V-{number}")
            self.clock.now += every


@pytest.fixture
def desk(store):
    return Desk(store)


def test_one_below_is_work_and_the_next_one_ends_the_session(desk, caplog):
    assert MOST == 200
    desk.opens(range(199))
    assert desk.ended == []
    with pytest.raises(SignInRequired):
        desk.opens([199])
    assert desk.ended == [desk.session]
    assert f"agent session {desk.session.id[:12]} ended: 200 distinct cases opened within an hour" in caplog.text
    assert "ada" not in caplog.text
    assert "V-199" not in caplog.text


def test_the_same_cases_again_do_not_count_whichever_process_serves_them(desk):
    desk.opens(range(199))
    desk.opens(range(199))
    desk.opens(range(199), desk.new_process())
    assert desk.ended == []


def test_processes_count_together(desk):
    other = desk.new_process()
    desk.opens(range(100))
    desk.opens(range(100, 199), other)
    with pytest.raises(SignInRequired):
        desk.opens([199])


def test_a_full_hour_on_the_clock_does_not_begin_the_count_anew(desk):
    desk.clock.set("2026-11-25 11:50")
    desk.opens(range(150))
    desk.clock.set("2026-11-25 12:00")
    desk.opens(range(150, 199))
    with pytest.raises(SignInRequired):
        desk.opens([199])


def test_what_was_opened_an_hour_ago_does_not_count_any_more(desk):
    desk.clock.set("2026-11-25 11:10")
    desk.opens(range(150))
    desk.clock.set("2026-11-25 12:10")
    desk.opens(range(150, 349))
    assert desk.ended == []


def test_a_busy_day_of_three_cases_a_minute_is_work():
    desk = Desk(DiaryOfOpenings())
    desk.opens(range(8 * 180), every=timedelta(seconds=20))
    assert desk.ended == []


def test_an_agent_who_signs_in_again_begins_anew(desk):
    desk.opens(range(199))
    desk.session = desk.new_session()
    desk.opens(range(199, 398))
    assert desk.ended == []


def test_a_poll_writes_nothing():
    desk = Desk(DiaryOfOpenings())
    desk.opens([1] * 500)
    assert desk.store.writes == 1
