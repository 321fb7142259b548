"""The policy as a browser needs it: small, of one day, and the same as what the API decides with."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from chalicelib.company import shipped
from chalicelib.policy.policy import Policy
from chalicelib.policy.schema import LOCALES

YEARS_OF_DAYS = 12  # enough for a browser that asks about now; the API decides with the whole table


def browser_policy(policy: Policy, day: date) -> dict[str, Any]:
    """
    The rules of a day as plain data.

    Returns:
        `since` (the day these rules began), `zone`, `tiers`, `seats`, `channels`, `clients`, `seat_rules`, `hours`,
        `topics`, `former` (names of what is withdrawn), `communities`, `phone_numbers`, `calls`, `languages`, `limits`,
        `staff_access_default`; ids are the policy file's, languages are BCP 47 tags. Hours are lists such as
        `["09:00-12:00", "13:00-24:00"]`: of each weekday from Monday on in `hours.week`, and in `hours.days` of each
        day that differs from its weekday, for some years from `since`.
    """
    rules, first = policy.on(day), policy.last_change(day).year
    return {
        "since": policy.last_change(day).isoformat(),
        "zone": rules.zone,
        "reason_order": list(rules.reason_order),
        "tiers": [{"tier": tier.id, "name": _names(tier.name)} for tier in rules.tiers.values()],
        "seats": [{"seat": seat, "name": _names(name)} for seat, name in rules.seats.items()],
        "channels": [
            {
                "channel": channel.id,
                "name": _names(channel.name),
                "tiers": [tier for tier in rules.tiers if tier in channel.tiers],
                "languages": None if channel.languages is None else list(channel.languages),
                "profile_language_needed": channel.profile_language_needed,
                "answers_by": channel.answers_by,
                "opens_case": channel.opens_case,
                "follows_hours": channel.follows_hours,
                "needs": sorted(channel.needs),
                "promise": channel.promise and {"kind": channel.promise.kind, "amount": channel.promise.amount},
            }
            for channel in rules.channels.values()
        ],
        "former": {
            table: {key: _names(name) for key, name in policy.former_names(table, day).items()}
            for table in ("tier", "seat", "channel")
        },
        "clients": {
            client.id: {
                "name": _names(client.name),
                "installed": client.installed,
                "channels": [channel for channel in rules.channels if channel in client.channels],
            }
            for client in rules.clients.values()
        },
        "seat_rules": [
            {
                "channels": [channel for channel in rules.channels if channel in rule.channels],
                "seats": [seat for seat in rules.seats if seat in rule.seats],
                "accounts_created_since": rule.accounts_created_since.isoformat(),
            }
            for rule in rules.seat_rules
        ],
        "hours": {
            "week": [list(map(str, periods)) for periods in rules.calendar.week],
            "days": {
                each.isoformat(): list(map(str, periods))
                for each, periods in rules.calendar.special_days(range(first, first + YEARS_OF_DAYS)).items()
            },
            "without_public_holidays": any(row.without_public_holidays for row in rules.calendar.hours),
            "business_day_hours": rules.calendar.business_day / timedelta(hours=1),
        },
        "topics": [
            {"topic": topic.id, "name": _names(topic.name), "open_channels": sorted(topic.open_channels)}
            for topic in rules.topics.values()
        ],
        "communities": [
            {"community": row["id"], "label": _names(row["label"]), "link": dict(row["link"])}
            for row in policy.communities(day)
        ],
        "phone_numbers": [
            {"label": _names(row["label"]), "number": row["number"]} for row in policy.rows("phone_number", day)
        ],
        "calls": {"countries": sorted(rules.calls.countries), "never": sorted(rules.calls.never)},
        "languages": list(rules.languages),
        "limits": dict(rules.limits),
        "staff_access_default": rules.staff_access_default,
        "support_address": shipped().support_address,
    }


def _names(names: Mapping[str, str]) -> dict[str, str]:
    """For the pages alone: the languages of mails stay behind."""
    return {locale: names[locale] for locale in LOCALES}
