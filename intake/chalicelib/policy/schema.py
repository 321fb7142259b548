"""
The shape of the policy file: which tables there are, what identifies a row, and what each field must hold.

A check gets a value and the ids known to the file, and answers what is wrong with it, or None.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from chalicelib.company import shipped
from chalicelib.policy.calendar import WEEKDAYS
from chalicelib.policy.calendar_mistakes import clock_time, days_of_the_year, open_hours, periods

Known = Mapping[str, frozenset[str]]
Check = Callable[[Any, Known], str | None]

REASONS = ("tier", "seat", "client", "language", "hours")
# The kinds of promises, and the unit in which each is counted (decision D13).
UNIT_OF_PROMISE = {
    "live": "minutes",
    "minutes": "minutes",
    "business_hours": "business hours",
    "business_days": "business days",
}
UNITS = ("characters", "links", "language of support")  # the tables have words for these
LANGUAGE_OF_LOCALE = {locale.id: locale.tag for locale in shipped().locales}
LOCALES = tuple(LANGUAGE_OF_LOCALE)
# Who answers on a channel: our people in writing, at once in writing, or by calling; our people when the customer dials
# a number; other users; the articles. Only what our people answer or call about can become a case.
ANSWERS = ("mail", "chat", "call", "dial", "users", "articles")
OPENS_CASES = ANSWERS[:3]
AT_ONCE = ("chat", "call")  # what a live promise can be kept with
# Upper bounds of `case_field.limit`: what fits into one request and one item of the store.
MOST = {"language": 1, "overview": 1000, "description": 20_000, "reply_email": 254, "links": 100}
CALLED = re.compile(r"[A-Z]{2}|001|all")
COUNTRY = re.compile(r"[A-Z]{2}")
WEB_ADDRESS = re.compile(r"https?://[^\s/()<>\"]+(/[^\s()<>\"]*)?")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


def text(value: Any, _: Known) -> str | None:
    return None if isinstance(value, str) and value.strip() else "must be a text that is not empty"


def flag(value: Any, _: Known) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def count(value: Any, _: Known) -> str | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if fits else "must be a whole number, 0 or more"


def day(value: Any, _: Known) -> str | None:
    return None if type(value) is date else "must be a day, written 2024-03-05 without quotes"


def words(value: Any, known: Known) -> str | None:
    """One for each locale of the site; languages of mails may have their own beside them."""
    fits = isinstance(value, dict) and set(value) >= set(LOCALES)
    if not fits or any(text(v, known) for v in value.values()):
        return f"must have words for {_every_locale()}"
    return next(filter(None, (language_tag(tag, known) for tag in value if tag not in LOCALES)), None)


def addresses(value: Any, known: Known) -> str | None:
    """Pages link to them: another scheme could be a script."""
    fits = words(value, known) is None and all(WEB_ADDRESS.fullmatch(each) for each in value.values())
    return None if fits else f"must have an address that begins with https:// or http:// for {_every_locale()}"


def _every_locale() -> str:
    return " and ".join(LOCALES)


def name_of_article(value: Any, _: Known) -> str | None:
    fits = isinstance(value, str) and re.fullmatch(r"|[a-z][a-z0-9_]*", value)
    return None if fits else "must be the name of an article, such as 'good_case', or empty"


def language_tag(value: Any, _: Known) -> str | None:
    fits = isinstance(value, str) and LANGUAGE_TAG.fullmatch(value)
    return None if fits else f"{value!r} is not a language tag such as 'en' or 'pt-BR'"


def country(value: Any, _: Known) -> str | None:
    fits = isinstance(value, str) and COUNTRY.fullmatch(value)
    return None if fits else f"{value!r} is not a country code such as 'NO'"


def called(value: Any, _: Known) -> str | None:
    fits = isinstance(value, str) and CALLED.fullmatch(value)
    return None if fits else f"{value!r} is not a country code such as 'NO', '001' for no country, or 'all'"


def every_reason(value: Any, _: Known) -> str | None:
    """A reason left out would never be reported, which is the same as allowing what it refuses."""
    fits = isinstance(value, list) and sorted(map(str, value)) == sorted(REASONS)
    return None if fits else f"must name each of {', '.join(REASONS)} once"


def one_of(*allowed: str) -> Check:
    def check(value: Any, _: Known) -> str | None:
        return None if value in allowed else f"{value!r} is not one of {', '.join(allowed)}"

    return check


def id_of(table: str) -> Check:
    def check(value: Any, known: Known) -> str | None:
        return None if isinstance(value, str) and value in known[table] else f"{value!r} is not the id of a {table}"

    return check


def all_of(item: Check) -> Check:
    def check(value: Any, known: Known) -> str | None:
        if not isinstance(value, list):
            return "must be a list"
        if len(set(map(str, value))) != len(value):
            return "names something twice"
        return next(filter(None, (item(each, known) for each in value)), None)

    return check


VENDOR: Mapping[str, Check] = {
    "zone": text,
    "country": country,
    "reason_order": every_reason,
    "unknown_address_tier": id_of("tier"),
}

# What a policy file said until the company had a file of its own -> the fields of it that say it.
IN_COMPANY_TOML: Mapping[str, str] = {"name": "name or product", "support_address": "support_address"}

# What [vendor] may say beside that.
VENDOR_MAY: Mapping[str, Check] = {"subdivision": text}

# table -> (the field that identifies a row, its other fields). `since` and `source` are asked of every row.
TABLES: Mapping[str, tuple[str, Mapping[str, Check]]] = {
    "tier": ("id", {"rank": count, "name": words}),
    "seat": ("id", {"name": words}),
    "channel": (
        "id",
        {
            "rank": count,
            "name": words,
            "tiers": all_of(id_of("tier")),
            "answers_by": one_of(*ANSWERS),
            "opens_case": flag,
            "follows_hours": flag,
            "needs": all_of(one_of("phone")),
        },
    ),
    "seat_rule": (
        "id",
        {
            "channels": all_of(id_of("channel")),
            "seats": all_of(id_of("seat")),
            "accounts_created_since": day,
        },
    ),
    "languages": ("channel", {"languages": all_of(language_tag), "profile_language_needed": flag}),
    "client": ("id", {"name": words, "installed": flag, "channels": all_of(id_of("channel"))}),
    "promise": (
        "channel",
        {
            "kind": one_of(*UNIT_OF_PROMISE),
            "amount": count,
            "unit": one_of(*dict.fromkeys(UNIT_OF_PROMISE.values())),
        },
    ),
    "live": (
        "channel",
        {"target": count, "turns_into": id_of("channel"), "after": count, "unit": one_of("minutes")},
    ),
    "attempts": (
        "channel",
        {"most": count, "wait": count, "turns_into": id_of("channel"), "unit": one_of("minutes")},
    ),
    "chosen_time": ("channel", {"ahead": count, "unit": one_of("days")}),
    "hours": (
        "id",
        {
            "weekdays": all_of(one_of(*WEEKDAYS)),
            "opens": clock_time,
            "closes": clock_time,
            "without_public_holidays": flag,
        },
    ),
    "half_day": ("id", {"days": days_of_the_year, "opens": clock_time, "closes": clock_time}),
    "own_day": ("id", {"days": days_of_the_year, "open": periods}),
    "business_day": ("id", {"open_hours": open_hours, "unit": one_of("hours")}),
    "subscription": ("tier", {"contact": id_of("team")}),
    "team": ("id", {"name": words, "address": text, "per_account": flag}),
    "staff_access": ("id", {"default": flag, "may_be_switched_off": flag}),
    "topic": (
        "id",
        {
            "name": words,
            "open_channels": all_of(id_of("channel")),
            "asks": one_of("support", "subscription"),
            "steps": name_of_article,
        },
    ),
    "case_field": ("id", {"required": flag, "limit": count, "unit": one_of(*UNITS), "name": words}),
    "advice": ("id", {"rank": count, "text": words}),
    "inbox": ("status", {"actions": all_of(text)}),
    "inbox_filter": ("id", {"rank": count}),
    "help_step": ("id", {"rank": count, "name": words}),
    "phone_number": ("id", {"label": words, "number": text}),
    "call": (
        "id",
        {"countries": all_of(called), "never": all_of(one_of("premium_rate", "shared_cost"))},
    ),
    "community": ("id", {"label": words, "link": addresses}),
}

# Fields that identify a row and must also exist elsewhere, or be one of a few words.
KEYS: Mapping[str, Check] = {
    "languages": id_of("channel"),
    "promise": id_of("channel"),
    "live": id_of("channel"),
    "attempts": id_of("channel"),
    "chosen_time": id_of("channel"),
    "subscription": id_of("tier"),
    "business_day": one_of("support"),
    "staff_access": one_of("case"),
    "call": one_of("numbers"),
    "inbox": one_of("open", "closed"),
    "inbox_filter": one_of("all", "open", "closed", "favourites"),
}

# Rows that code asks for by name: they begin with the policy and can be replaced, but not withdrawn.
ALWAYS: Mapping[str, tuple[str, ...]] = {
    "business_day": ("support",),
    "staff_access": ("case",),
    "call": ("numbers",),
    "inbox": ("open", "closed"),
    "case_field": ("language", "overview", "description", "reply_email", "links"),
}

NEVER_EMPTY = frozenset({*ALWAYS, "hours", "tier", "channel", "client", "topic", "inbox_filter"})
