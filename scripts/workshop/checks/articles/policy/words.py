"""The support policy in the words of one language, as somebody would type it into an article."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chalicelib.company import shipped
from chalicelib.policy import Policy
from workshop.checks.articles.languages import Rules
from workshop.policy.cldr import cldr


@dataclass(frozen=True)
class PolicyWords:
    """Patterns of one language; `any` finds quickly the lines that need a closer look."""

    answer: re.Pattern[str]
    open: re.Pattern[str]
    channels: re.Pattern[str]  # those with opening hours: chat, phone, callback
    plans: re.Pattern[str]  # and the seats that the policy asks for
    promises: tuple[re.Pattern[str], ...]
    languages: tuple[tuple[str, ...], ...]
    limits: tuple[tuple[re.Pattern[str], str, str], ...]  # a field of a case, its name, its limit
    any: re.Pattern[str]


def policy_words(policy: Policy, day: date, locale: str, language: Rules) -> PolicyWords:
    """Those of a locale, in its language."""
    rules = policy.on(day)
    live = [channel.name[locale] for channel in rules.channels.values() if channel.follows_hours]
    needed = {seat for rule in rules.seat_rules for seat in rule.seats}
    plans = [*(tier.name[locale] for tier in rules.tiers.values()), *(rules.seats[seat][locale] for seat in needed)]
    promises = [
        rf"\b{_amount(one.amount, language)}[ \u00a0]{language.units[one.kind]}\b"
        for channel in rules.channels.values()
        if (one := channel.promise) and one.kind in language.units
    ]
    spoken = {channel.languages for channel in rules.channels.values() if channel.languages}
    names = cldr(shipped().locale(locale)).languages
    languages = tuple(tuple(names[tag].lower() for tag in tags) for tags in spoken if len(tags) > 1)
    limits = [
        (_any([row["name"][locale]]), row["name"][locale], str(row["limit"]))
        for row in policy.rows("case_field", day)
        if row["limit"] > 1
    ]
    telling = [*live, *language.words, *(some[0] for some in languages)]
    return PolicyWords(
        answer=language.answers,
        open=language.open,
        channels=_any(live),
        plans=re.compile(rf"{'' if language.plan_begins else '(?<!^)'}\b(?:{'|'.join(map(re.escape, plans))})s?\b"),
        promises=tuple(re.compile(promise, re.IGNORECASE) for promise in promises),
        languages=languages,
        limits=tuple(limits),
        any=re.compile(rf"[\d@]|://|{_any(telling).pattern}", re.IGNORECASE),
    )


def _amount(amount: int, language: Rules) -> str:
    words = [word for word, number in language.words.items() if number == amount]
    return f"(?:{'|'.join([str(amount), *words])})"


def _any(names: Iterable[str]) -> re.Pattern[str]:
    """A word that begins with one of the names; nothing where there are none."""
    found = "|".join(map(re.escape, names))
    return re.compile(rf"\b(?:{found})" if found else "(?!)", re.IGNORECASE)
