"""The file of limits: what it says, and how it is refused."""

import tomllib

import pytest
from msgspec.json import schema

from chalicelib.errors import LimitsBroken
from chalicelib.http.requests import NewMessage
from chalicelib.limits import load, shipped
from chalicelib.limits.load import LARGEST_TEXT, NEEDED
from chalicelib.policy import shipped as shipped_policy
from tests.fakes.clock import WEDNESDAY_ELEVEN
from tests.limits.files import SHIPPED, written


@pytest.fixture
def raw():
    return tomllib.loads(SHIPPED.read_text("utf-8"))


def problems(raw):
    with pytest.raises(LimitsBroken) as broken:
        load(written(raw))
    return broken.value.problems


def test_the_shipped_file_is_read(raw):
    assert load(written(raw)) == shipped()


def test_strangers_may_less_than_customers_and_agents_are_never_asked_for_a_proof():
    rows = shipped().rows
    for what in ("cases", "messages", "letters"):
        stranger, customer, agent = (rows[what, who] for who in ("stranger", "customer", "agent"))
        for window in ("hour", "day"):
            assert stranger.most[window] < customer.free[window] < agent.free[window]
        assert agent.free == agent.most


def test_a_network_has_no_ceiling():
    assert {row.most for (_, who), row in shipped().rows.items() if who == "network"} == {None}


def test_the_longest_text_fits_below_every_limit_of_letters():
    policy = shipped_policy()
    case = policy.on(policy.today(WEDNESDAY_ELEVEN)).limits
    letters = case["overview"] + case["description"]
    message = schema(NewMessage)["$defs"]["NewMessage"]["properties"]["text"]["maxLength"]
    assert max(letters, message) <= LARGEST_TEXT


def test_every_problem_is_named_at_once(raw):
    del raw["proof"]["tries"]
    raw["mail"] |= {"hour": 10, "day": 9, "colour": 1}
    raw["desk"]["reason"] = " "
    raw["limit"][0].update(what="parcels", free={"hour": 5}, colour=1)
    raw["limit"][1] |= {"most": {"hour": 1, "day": 1}}
    raw["limit"][2].update(free={"hour": 9, "day": 8}, unit="")
    del raw["limit"][3]["reason"]
    raw["limit"].append({**raw["limit"][4]})
    found = problems(raw)
    for part in (
        "proof: tries must be", "mail: more in an hour", "mail: there is no field 'colour'", "desk: reason is missing",
        "row 1 (parcels, stranger): what must be one of", "row 1 (parcels, stranger): free must be",
        "row 1 (parcels, stranger): there is no field 'colour'", "row 2 (cases, customer): free is more than most",
        "row 3 (cases, agent): free is more in an hour", "row 3 (cases, agent): unit must say something",
        "row 4 (cases, network): reason is missing", "another row is about the same",
        "cases of a stranger must have a row",
    ):  # fmt: skip
        assert any(part in problem for problem in found), part
    assert len(found) == 13


@pytest.mark.parametrize("pair", NEEDED)
def test_a_limit_cannot_be_taken_away_by_losing_its_row(raw, pair):
    raw["limit"] = [row for row in raw["limit"] if (row["what"], row["who"]) != pair]
    assert problems(raw) == ("limit: {} of a {} must have a row".format(*pair),)


@pytest.mark.parametrize("number", [0, -1, "5", 2.5, True])
def test_a_limit_is_a_whole_number_above_nothing(raw, number):
    raw["limit"][0].update(free={"hour": number, "day": 30})
    assert [problem for problem in problems(raw) if "row 1" in problem]


@pytest.mark.parametrize("toml", ["", "limit = 3", "[[limit", "[limit]\nwhat='cases'"])
def test_a_file_that_is_none_is_refused_in_words(toml):
    with pytest.raises(LimitsBroken):
        load(toml)
