"""Ask the policy: decide for any day, show the tables of a day, list what changes and when."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any

from chalicelib.company import shipped as shipped_company
from chalicelib.errors import PolicyBroken
from chalicelib.policy import Policy, Standing, entitlement, shipped
from chalicelib.policy.policy import Change
from workshop.policy.tables import Tables, today
from workshop.refusal import refusal


class BadLine(ValueError):
    """A line of the input that cannot be decided; says which and why."""


def decide(policy: Policy, lines: Iterable[bytes]) -> Iterator[str]:
    """Answer JSON Lines `{tier, created, seat, client, channel, language, on}` in the order they come."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = _decision(policy, _question(line))
        except ValueError as error:
            raise BadLine(f"line {number}: {error}") from error
        yield json.dumps({"allowed": not answer, "reasons": list(answer)})


def _question(line: bytes) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"this is not JSON in UTF-8 ({error})") from error
    if not isinstance(question, dict):
        raise ValueError("a question is a JSON object")
    if missing := [name for name in _NEEDED if name not in question]:
        raise ValueError(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")
    other = [name for name in question if name not in (*_NEEDED, *_OPTIONAL)]
    if "created" not in question and other:  # misspelt, it would quietly mean "an old account"
        raise ValueError(f"created is missing, and there is no field {', '.join(other)}")
    for name in (*_NEEDED, *_OPTIONAL):  # any other argument is the question
        value = question.get(name)
        if not (isinstance(value, str) or (value is None and name in _OPTIONAL)):
            raise ValueError(f"{name} must be a text")
    return question


_NEEDED = ("tier", "channel", "on")
_OPTIONAL = ("created", "seat", "client", "language")


def _day(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{what} {text!r} is not a day such as 2026-01-05") from error


def _argument(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-01-05") from error


def _decision(policy: Policy, question: dict[str, Any]) -> tuple[str, ...]:
    rules = policy.on(_day(question["on"], "on"))
    created = question.get("created")
    standing = Standing(
        tier=_known(question["tier"], rules.tiers, "tier"),
        created=_day(created, "created") if created else None,
        seat=question.get("seat"),
    )
    return entitlement(
        rules,
        standing,
        _known(question["channel"], rules.channels, "channel"),
        question.get("language"),
        client=_known(question.get("client") or rules.default_client, rules.clients, "client"),
    ).reasons


def _known(value: str, among: Any, what: str) -> str:
    if value not in among:
        raise ValueError(f"{value!r} is not a {what}; it is one of {', '.join(among)}")
    return value


def show(policy: Policy, day: date, locale: str) -> Iterator[str]:
    """The tables of a day, as text."""
    for blocks in Tables(policy, day, locale).all().values():
        yield "\n".join(block.text() for block in blocks)


def changes(policy: Policy) -> Iterator[str]:
    """One line per row that came after the first day: the day, the rule, and what is different."""
    for change in policy.changes:
        yield f"{change.day}  {change.table} {change.key}  {_difference(change)}  [{change.after['source']}]"


def _difference(change: Change) -> str:
    before, after = change.before or {}, change.after
    if after.get("withdrawn"):
        return "withdrawn"
    names = [name for name in after if name not in ("since", "source", "rank") and before.get(name) != after[name]]
    if not before or before.get("withdrawn"):
        return "; ".join(["new", *(f"{name}: {_plain(after[name])}" for name in names)])
    return "; ".join(f"{name}: {_plain(before[name])} -> {_plain(after[name])}" for name in names)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_plain(each)}" for name, each in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/policy", description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    jobs.add_parser(
        "decide",
        help="read JSON Lines on standard input, write one decision a line",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Read questions on standard input, a line of JSON each; write a decision for each, in order.\n"
        "The question has a day and no time, so opening hours are not asked.",
        epilog='example: {"tier": "starter", "created": "2024-03-05", "seat": null, "client": "web",\n'
        '          "channel": "email", "language": "en", "on": "2026-01-05"}',
    )
    shown = jobs.add_parser("show", help="print the tables of a day")
    shown.add_argument("--on", type=_argument, help="the day (default: today)")
    shown.add_argument("--locale", choices=list(shipped_company().by_id), default=shipped_company().first.id)
    jobs.add_parser("changes", help="list what changes, and when")
    options = parser.parse_args(arguments)
    try:
        policy = shipped()
        answers = {
            "decide": lambda: decide(policy, sys.stdin.buffer),
            "show": lambda: show(policy, options.on or today(policy), options.locale),
            "changes": lambda: changes(policy),
        }[options.job]()
        for answer in answers:
            print(answer)
    except PolicyBroken as broken:
        print(refusal(broken), file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        sys.stderr.close()
    except ValueError as bad:  # a line, or a day before there were rules
        print(f"scripts/policy {options.job}: {bad}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
