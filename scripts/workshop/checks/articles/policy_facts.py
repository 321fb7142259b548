"""Facts of the support policy typed into an article, where they go stale; the tables of includes/ never do."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from babel import Locale

from chalicelib.policy import Policy
from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.numbers import WORDS, quantities
from workshop.checks.articles.source import Article
from workshop.policy.tables import TAGS

# What a sentence is about when its minutes are the policy's, and not those of an import.
_ANSWER = {
    "en": re.compile(r"\b(?:answer|repl(?:y|ies)\b|respon[ds]|we call|calls? you|callback)", re.IGNORECASE),
    "no": re.compile(r"\bsvar|\bringer\b|\boppring|kundestøtte|kundebehandler", re.IGNORECASE),
}  # fmt: skip
_OPEN = re.compile(r"\bopen|\bhours\b|\bclos|\båp(?:en|ne)|\båpning|\bsteng", re.IGNORECASE)
_UNITS = {
    "en": {"minutes": "minutes?", "business_days": "(?:business|working) days?"},
    "no": {"minutes": "minutt(?:er)?", "business_days": "(?:virke|arbeids)dag(?:er)?"},
}
# «Starter du importen …» begins with a verb, not with a plan.
_NOT_A_VERB = {"en": "", "no": "(?<!^)"}
_PHONE = re.compile(r"\+?\d[\d ()\u00a0.-]{6,}\d")


class PolicyFacts:
    """What the policy says on a day, as it would look when somebody types it."""

    def __init__(self, policy: Policy, day: date) -> None:
        rules = policy.on(day)
        self.days = set(_days(policy))
        self.phones = {_digits(row["number"]) for row in policy.rows("phone_number", day)}
        self.links = {link for row in policy.communities(day) for link in row["link"].values()}
        self.addresses = {policy.vendor["support_address"], *(row["address"] for row in policy.rows("team", day))}
        self.hours = [{f"{hour:%H:%M}", str(hour.hour)} for hour in (rules.hours.opens, rules.hours.closes)]
        live = [channel for channel in rules.channels.values() if channel.follows_hours]
        needed = {seat for rule in rules.seat_rules for seat in rule.seats}
        fields = policy.rows("case_field", day)
        self.channels, self.plans, self.promises, self.languages, self.limits = {}, {}, {}, {}, {}
        for locale in WORDS:
            self.channels[locale] = _any(channel.name[locale] for channel in live)
            plans = [*(tier.name[locale] for tier in rules.tiers.values()), *(rules.seats[s][locale] for s in needed)]
            self.plans[locale] = re.compile(rf"{_NOT_A_VERB[locale]}\b(?:{'|'.join(map(re.escape, plans))})s?\b")
            self.promises[locale] = [
                re.compile(rf"\b{_amount(one.amount, locale)}[ \u00a0]{_UNITS[locale][one.kind]}\b", re.IGNORECASE)
                for channel in rules.channels.values()
                if (one := channel.promise) and one.kind in _UNITS[locale]
            ]
            names = Locale.parse(TAGS[locale]).languages
            self.languages[locale] = [
                [names[tag].lower() for tag in c.languages] for c in rules.channels.values() if c.languages
            ]
            self.limits[locale] = {row["name"][locale].lower(): str(row["limit"]) for row in fields if row["limit"] > 1}

    def findings(self, article: Article) -> Iterator[Finding]:
        if article.front.get("template"):
            return  # a tool's page: what it says of the policy comes from the policy
        raws = article.text.splitlines()
        for number, text in article.prose:
            for what, table in self._typed(text, raws[number - 1], article.locale):
                if not article.allows(number, "policy"):
                    words = f'{what} is a fact of the support policy: link to it, or pull in --8<-- "{table}.md"'
                    yield Finding(article.path, number, Level.ERROR, words)

    def _typed(self, text: str, raw: str, locale: str) -> Iterator[tuple[str, str]]:
        found = quantities(text, locale)
        values = {quantity.value for quantity in found}
        about_answers = bool(_ANSWER[locale].search(text))
        yield from ((one.written, "seats") for one in found if one.value in self.days)
        if all(values & hour for hour in self.hours) and (about_answers or _OPEN.search(text)):
            yield "the opening hours", "hours"
        for promise in self.promises[locale]:
            if about_answers and (typed := promise.search(text)):
                yield typed[0], "promises"
        yield from ((phone, "phone") for phone in _PHONE.findall(raw) if _digits(phone) in self.phones)
        yield from ((link, "community") for link in self.links if re.search(rf"{re.escape(link)}(?![\w/-])", raw))
        yield from ((address, "subscription") for address in self.addresses if address in raw)
        if (channel := self.channels[locale].search(text)) and (plan := self.plans[locale].search(text)):
            yield f"{plan[0]} and {channel[0].lower()}", "channels"
        lower = text.lower()
        if any(all(name in lower for name in names) for names in self.languages[locale] if names[1:]):
            yield "the list of languages", "languages"
        for field, limit in self.limits[locale].items():
            if limit in values and re.search(rf"\b{re.escape(field)}\b", lower):
                yield f"the limit of {field}", "limits"


def _days(policy: Policy) -> Iterator[str]:
    """Days on which something changes, and the last day before."""
    for change in policy.changes:
        yield from (change.day.isoformat(), (change.day - timedelta(days=1)).isoformat())
    for row in policy.tables["seat_rule"]:
        created: date = row["accounts_created_since"]
        yield from (created.isoformat(), (created - timedelta(days=1)).isoformat())


def _amount(amount: int, locale: str) -> str:
    words = [word for word, number in WORDS[locale].items() if number == amount]
    return f"(?:{'|'.join([str(amount), *words])})"


def _any(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})", re.IGNORECASE)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
