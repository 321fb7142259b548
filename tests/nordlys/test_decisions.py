"""One table of decisions, worked out by hand; the rules and the command line must both agree with it."""

import json
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from chalicelib.policy import Standing, entitlement
from tests.nordlys.facts import FILE, Case, committed, written

ROOT = Path(__file__).parents[2]
ANY_DAY = ("2024-09-02", "2024-09-03", "2026-01-05")
ANY_SEAT = ("core", "sales", "service", "view_only", None)


@pytest.fixture(scope="module")
def decisions() -> dict[Case, tuple[str, ...]]:
    return dict(committed())


def test_the_committed_table_is_what_the_facts_expand_to():
    assert FILE.read_text("utf-8") == written(), "run python -m tests.nordlys.facts"


def test_the_table_holds_every_combination_once(decisions):
    assert len(decisions) == 4 * 6 * 3 * 5 * 3 * 2 * 9
    assert Counter(case.channel for case in decisions) == dict.fromkeys(
        ("knowledge_base", "community", "chat", "email", "phone", "callback"), 4 * 3 * 5 * 3 * 2 * 9
    )


def excerpt(tier, channel, created, seat, on, client, language):
    """One line of the published excerpt; a tuple means "any of these"."""
    return [Case(tier, channel, created, one, day, client, language) for one in seat for day in on]


# The excerpt of the published table, typed by hand. Days outside the table's own are replaced by one on the same side
# of the seat rule: 2020-01-01 by 2024-03-04, 2025-01-01 by 2024-03-05.
@pytest.mark.parametrize(
    ("cases", "reasons"),
    [
        (excerpt("starter", "email", "2024-03-04", [None], ["2026-01-05"], "web", "en"), ()),
        (excerpt("starter", "email", "2024-03-05", [None], ["2026-01-05"], "web", "en"), ("seat",)),
        (excerpt("starter", "chat", "2024-03-05", ["sales"], ["2026-01-05"], "web", "ja"), ()),
        (excerpt("starter", "callback", "2024-03-04", ["core"], ["2026-01-05"], "web", "en"), ("tier",)),
        (excerpt("professional", "callback", "2024-03-05", ["service"], ["2026-01-05"], "web", "nb"), ("language",)),
        (excerpt("enterprise", "phone", "2024-03-04", [None], ["2026-01-05"], "web", "de"), ("language",)),
        (excerpt("professional", "callback", "2024-03-04", [None], ["2024-09-02"], "mobile", "en"), ()),
        (excerpt("professional", "callback", "2024-03-04", [None], ["2024-09-03"], "mobile", "en"), ("client",)),
        (excerpt("enterprise", "chat", "2024-03-04", [None], ANY_DAY, "mobile", "en"), ("client",)),
    ],
)
def test_the_table_says_what_the_published_excerpt_says(decisions, cases, reasons):
    assert [decisions[case] for case in cases] == [reasons] * len(cases)


def test_a_free_account_is_refused_email_for_its_tier_first(decisions):
    """The excerpt's first line says "any" account and seat: tier is the first reason, a missing seat the second."""
    for created in ("2024-03-04", "2024-03-05", None):
        for case in excerpt("free", "email", created, ANY_SEAT, ANY_DAY, "web", "en"):
            seatless = created == "2024-03-05" and case.seat in ("view_only", None)
            assert decisions[case] == (("tier", "seat") if seatless else ("tier",))


def test_the_rules_agree_with_every_line_of_the_table(policy, decisions):
    wrong = {case: (reasons, said) for case, reasons in decisions.items() if (said := ask(policy, case)) != reasons}
    assert not wrong, f"{len(wrong)} cases, the first: {next(iter(wrong.items()))}"


def test_the_command_line_agrees_with_every_line_of_the_table(decisions):
    lines = "".join(json.dumps(case._asdict()) + "\n" for case in decisions)
    run = subprocess.run(
        [ROOT / "scripts" / "policy", "decide"], input=lines, capture_output=True, text=True, timeout=300, check=True
    )
    said = [json.loads(line) for line in run.stdout.splitlines()]
    assert said == [{"allowed": not reasons, "reasons": list(reasons)} for reasons in decisions.values()]


def ask(policy, case: Case) -> tuple[str, ...]:
    created = date.fromisoformat(case.created) if case.created else None
    standing = Standing(case.tier, created, case.seat)
    rules = policy.on(date.fromisoformat(case.on))
    return entitlement(rules, standing, case.channel, case.language, client=case.client).reasons
