"""Every decision of the policy is the one that its paragraphs give, on every day on which something changes."""

from datetime import datetime, timedelta

from chalicelib.policy import Standing, entitlement
from chalicelib.policy.promise import PromiseClock
from tests.company.gate import walk
from tests.company.gate.oracle import Oracle, moment


def test_everybody_is_told_what_the_paragraphs_say(policy, oracle):
    wrong, asked = [], 0
    for day in walk.days(oracle):
        then, rules = Oracle(oracle.file, day), policy.on(day)
        questions = list(walk.questions(then))
        for asker in walk.askers(then):
            tier = asker.tier or rules.unknown_address_tier
            standing = Standing(tier, asker.created, asker.seat, asker.speaks)
            for one in questions:
                said = entitlement(
                    rules, standing, one.channel, one.language,
                    client=one.client, topic=one.topic, open_now=one.open_now,
                ).reasons  # fmt: skip
                asked += 1
                if said != (wanted := then.reasons(asker, one)):
                    wrong.append((day, asker, one, said, wanted))
    assert asked > 1000
    assert not wrong, f"{len(wrong)} of {asked}, the first: {wrong[0]}"


def test_every_answer_is_due_when_the_paragraphs_say(policy, oracle):
    """Received around opening and closing, at night, on each day of a week, and around Christmas."""
    clock, rules = PromiseClock(policy, oracle.day), policy.on(oracle.day)
    edges = [
        moment(oracle.day, str(row[name]), oracle.zone) for row in oracle.rows("hours") for name in ("opens", "closes")
    ]
    instants = [at + timedelta(minutes=more) for at in edges for more in (-1, 0, 1)]
    instants += [
        moment(oracle.day + timedelta(days=n), clock, oracle.zone) for n in range(7) for clock in ("03:10", "11:20")
    ]
    instants += [moment(oracle.day.replace(month=12, day=n), "15:05", oracle.zone) for n in (23, 24, 26, 30, 31)]
    wrong = []
    for channel in rules.channels.values():
        for at in instants:
            said: datetime | None = clock.due(channel.promise, at) if channel.promise else None
            if said != (wanted := oracle.due(channel.id, at)):
                wrong.append((channel.id, at, said, wanted))
    assert not wrong, f"{len(wrong)}, the first: {wrong[0]}"


def test_it_is_open_when_the_paragraphs_say(policy, oracle):
    clock = PromiseClock(policy, oracle.day)
    start = moment(oracle.day.replace(month=12, day=18), "00:00", oracle.zone)
    instants = [start + timedelta(minutes=15 * n) for n in range(4 * 24 * 21)]  # three weeks with Christmas in them
    assert [at for at in instants if clock.is_open(at) != oracle.is_open(at)] == []
