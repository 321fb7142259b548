"""Who asks is counted, in a dictionary and in DynamoDB: the same questions, the same answers."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from chalicelib.aws.limits import CounterTable
from chalicelib.errors import ProofNeeded, SlowDown
from chalicelib.limits import Asker, Asking, Limiter, load
from tests.fakes.clock import FixedClock
from tests.fakes.limits import BoxOfCounters, EasyProofs
from tests.limits.files import limits_toml

LIMITS = load(
    limits_toml(
        cases_stranger=((3, 5), (5, 8)),
        cases_customer=((3, 30), (6, 60)),
        cases_agent=((10, 20), (10, 20)),
        cases_network=((10, 100), None),
        letters_stranger=((20_000, 40_000), (50_000, 60_000)),
    )
)


@pytest.fixture
def counters(table_or_fake):
    return CounterTable(table_or_fake) if table_or_fake else BoxOfCounters()


class Door:
    """People with names of their own send cases from networks."""

    def __init__(self, counters):
        self.clock, self.proofs, self.mark = FixedClock(), EasyProofs(), uuid4().hex
        self.limiter = Limiter(lambda: LIMITS, counters, self.proofs, self.clock)

    def asking(self, who="nobody", group="stranger", network="home", proof=None, route="POST /cases"):
        me, there = Asker(group, f"{who}-{self.mark}"), Asker("network", f"{network}-{self.mark}")
        return Asking(route, (me,) if group == "agent" else (me, there), proof)

    def send(self, ask=None, letters=0, **asking):
        """How one sending ends: "sent", the challenge to solve, or the seconds to wait."""
        try:
            self.limiter.count(self.asking(**asking), ask=ask, cases=1, letters=letters)
        except ProofNeeded as needed:
            return needed.challenge
        except SlowDown as slow:
            return slow.retry_after
        return "sent"

    def prove(self, **asking):
        """Send, and solve what is asked until it is sent or refused; how often something was solved, and the end."""
        solved, answer = 0, self.send(**asking)
        while isinstance(answer, dict):
            solved, answer = solved + 1, self.send(proof=self.proofs.solve(answer), **asking)
        return solved, answer


@pytest.fixture
def door(counters):
    return Door(counters)


def test_a_free_share_passes_then_a_proof_is_asked_then_it_is_too_much(door):
    assert [door.send() for _ in range(3)] == ["sent"] * 3
    assert isinstance(door.send(), dict)
    assert [door.prove() for _ in range(2)] == [(1, "sent")] * 2
    assert door.send() == 3600, "it is eleven sharp"
    door.clock.forward(minutes=59, seconds=59)
    assert door.send() == 1
    door.clock.forward(seconds=1)
    assert isinstance(door.send(), dict), "the day's free share of five is used up"
    assert [door.prove() for _ in range(3)] == [(1, "sent")] * 3
    hours_until_midnight_utc = 13
    assert door.send() == hours_until_midnight_utc * 3600
    door.clock.forward(hours=13)
    assert door.send() == "sent"


def test_what_is_refused_is_not_counted(door):
    for _ in range(20):
        door.send()
    assert door.prove() == (1, "sent"), "twenty refusals are no cases"


def test_every_limit_of_a_request_holds_and_what_one_refuses_no_other_counts(door):
    assert door.send(letters=20_000) == "sent"
    assert isinstance(door.send(letters=1), dict)
    assert door.send() == "sent", "a case without a letter more"
    assert door.send(letters=35_000) == 3600, "never more than the ceiling, not even with a proof"


def test_colleagues_do_not_spend_each_others_share(door):
    for _ in range(20):
        door.send(who="eve", group="customer", network="office")
    assert door.send(who="birk", group="customer", network="office") == "sent"


def test_a_network_never_refuses_it_asks_for_ever_harder_proofs(door):
    for place in range(10):
        assert door.send(who=f"p{place}", network="office") == "sent"
    ends = [door.prove(who=f"q{place}", network="office") for place in range(95)]
    assert {end for _, end in ends} == {"sent"}
    levels = [solved.level for _, solved, _ in door.proofs.given.values()]
    assert levels == sorted(levels)
    assert levels[-1] == LIMITS.proof.hardest - 1
    assert door.send(who="birk", network="home") == "sent", "another network is not asked"


def test_easy_challenges_cannot_be_collected_for_later(door):
    for place in range(10):
        door.send(who=f"p{place}", network="office")
    easy = [door.send(who=f"q{place}", network="office") for place in range(60)]
    ends = [door.send(who=f"q{n}", network="office", proof=door.proofs.solve(one)) for n, one in enumerate(easy)]
    assert ends.count("sent") == 20, "good for its own level and the next"


def test_an_agent_is_asked_for_nothing_and_only_stopped_when_a_script_runs_away(door):
    assert [door.send(group="agent") for _ in range(10)] == ["sent"] * 10
    assert door.send(group="agent") == 3600


def test_a_proof_is_good_once(door):
    for _ in range(3):
        door.send()
    proof = door.proofs.solve(door.send())
    assert door.send(proof=proof) == "sent"
    assert isinstance(door.send(proof=proof), dict)


def test_a_proof_is_good_once_on_both_sides_of_midnight(door):
    door.clock.set("2026-11-26 00:55")  # in UTC it is five to midnight
    for _ in range(3):
        door.send()
    proof = door.proofs.solve(door.send())
    assert door.send(proof=proof) == "sent"
    door.clock.forward(minutes=6)
    for _ in range(3):
        door.send()
    assert isinstance(door.send(proof=proof), dict)


def test_of_parallel_requests_with_one_proof_one_passes(door):
    for _ in range(3):
        door.send()
    proof = door.proofs.solve(door.send())
    with ThreadPoolExecutor(8) as threads:
        ends = list(threads.map(lambda _: door.send(proof=proof), range(8)))
    assert ends.count("sent") == 1


def test_parallel_requests_do_not_pass_a_limit_together(door):
    with ThreadPoolExecutor(8) as threads:
        ends = list(threads.map(lambda _: door.send(), range(24)))
    assert ends.count("sent") == 3


@pytest.mark.parametrize(
    "other",
    [{"route": "POST /articles/feedback"}, {"who": "eve"}, {"group": "customer"}],
    ids=["route", "who", "group"],
)
def test_a_proof_of_another_route_or_asker_is_none(door, other):
    for _ in range(3):
        door.send(), door.send(**other)
    assert isinstance(door.send(proof=door.proofs.solve(door.send(**other))), dict)


def test_a_proof_is_good_for_ten_minutes_to_the_second(door):
    for _ in range(3):
        door.send()
    early, late = (door.proofs.solve(door.send()) for _ in range(2))
    door.clock.forward(minutes=9, seconds=59)
    assert door.send(proof=early) == "sent"
    door.clock.forward(seconds=1)
    assert isinstance(door.send(proof=late), dict)


def test_a_proof_that_is_not_needed_yet_can_be_asked_for(door):
    hard = door.send(ask=2)
    assert door.proofs.given[hard["name"]][1].level == 2
    assert door.send(ask=2, proof=door.proofs.solve(hard)) == "sent"
    easy = door.send(ask=0)
    assert isinstance(door.send(ask=2, proof=door.proofs.solve(easy)), dict), "an easier one is not enough"


def test_a_proof_does_not_help_above_the_ceiling(door):
    for _ in range(3):
        door.send()
    spare = [door.proofs.solve(door.send()) for _ in range(3)]
    assert [door.send(proof=one) for one in spare] == ["sent", "sent", 3600]


@pytest.mark.parametrize("full", ["nobody", "the person", "the network", "both"])
def test_a_submission_spends_at_most_two_writes_with_a_proof_or_without(full):
    box = BoxOfCounters()
    door = Door(box)
    for place in range(10 if full in ("the network", "both") else 0):
        door.send(who=f"p{place}", network="home")
    for _ in range(3 if full in ("the person", "both") else 0):
        door.send(who="birk", network="elsewhere")
    asked = door.send(who="birk")
    proof = door.proofs.solve(asked) if isinstance(asked, dict) else None
    box.writes.clear()
    assert door.send(who="birk", proof=proof) == "sent"
    assert len(box.writes) <= 2
