"""The support policy in the words of one language, as somebody would type it into an article."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel import Locale

from chalicelib.policy import Policy
from workshop.checks.articles.numbers import WORDS
from workshop.policy.tables import TAGS

# What a sentence is about when its minutes are the policy's, and not those of an import.
ANSWER = {
    "english": r"\b(?:answer|repl(?:y|ies)\b|respon[ds]|we call|calls? you|callback)",
    "norwegian": r"\bsvar|\bringer\b|\boppring|kundestøtte|kundebehandler",
}
_UNITS = {
    "english": {
        "minutes": "minutes?",
        "business_hours": "(?:business|working|opening) hours?",
        "business_days": "(?:business|working) days?",
    },
    "norwegian": {
        "minutes": "minutt(?:er)?",
        "business_hours": "(?:arbeidstime|time(?:r)? i åpningstiden)",
        "business_days": "(?:virke|arbeids)dag(?:er)?",
    },
}
# «Starter du importen …» begins with a verb, not with a plan.
_NOT_A_VERB = {"english": "", "norwegian": "(?<!^)"}


@dataclass(frozen=True)
class PolicyWords:
    """Patterns of one language; `any` finds quickly the lines that need a closer look."""

    answer: re.Pattern[str]
    channels: re.Pattern[str]  # those with opening hours: chat, phone, callback
    plans: re.Pattern[str]  # and the seats that the policy asks for
    promises: tuple[re.Pattern[str], ...]
    languages: tuple[tuple[str, ...], ...]
    limits: tuple[tuple[re.Pattern[str], str, str], ...]  # a field of a case, its name, its limit
    any: re.Pattern[str]


def policy_words(policy: Policy, day: date, locale: str, rule: str) -> PolicyWords:
    """Those of a locale; `rule` names its rules for numbers and for sentences about answers."""
    rules = policy.on(day)
    live = [channel.name[locale] for channel in rules.channels.values() if channel.follows_hours]
    needed = {seat for rule in rules.seat_rules for seat in rule.seats}
    plans = [*(tier.name[locale] for tier in rules.tiers.values()), *(rules.seats[seat][locale] for seat in needed)]
    promises = [
        rf"\b{_amount(one.amount, rule)}[ \u00a0]{_UNITS[rule][one.kind]}\b"
        for channel in rules.channels.values()
        if (one := channel.promise) and one.kind in _UNITS[rule]
    ]
    spoken = {channel.languages for channel in rules.channels.values() if channel.languages}
    names = Locale.parse(TAGS[locale]).languages
    languages = tuple(tuple(names[tag].lower() for tag in tags) for tags in spoken if len(tags) > 1)
    limits = [
        (_any([row["name"][locale]]), row["name"][locale], str(row["limit"]))
        for row in policy.rows("case_field", day)
        if row["limit"] > 1
    ]
    telling = [*live, *WORDS[rule], *(some[0] for some in languages)]
    return PolicyWords(
        answer=re.compile(ANSWER[rule], re.IGNORECASE),
        channels=_any(live),
        plans=re.compile(rf"{_NOT_A_VERB[rule]}\b(?:{'|'.join(map(re.escape, plans))})s?\b"),
        promises=tuple(re.compile(promise, re.IGNORECASE) for promise in promises),
        languages=languages,
        limits=tuple(limits),
        any=re.compile(rf"[\d@]|://|{_any(telling).pattern}", re.IGNORECASE),
    )


def _amount(amount: int, locale: str) -> str:
    words = [word for word, number in WORDS[locale].items() if number == amount]
    return f"(?:{'|'.join([str(amount), *words])})"


def _any(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})", re.IGNORECASE)
