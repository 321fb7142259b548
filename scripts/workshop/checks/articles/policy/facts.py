"""Facts of the support policy typed into an article, where they go stale; the tables of includes/ never do."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.policy import Policy
from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.numbers import rules_of
from workshop.checks.articles.policy.words import policy_words
from workshop.checks.articles.source import Article
from workshop.site.languages.locales import COMPANY, LOCALES

_PHONE = re.compile(r"\+?\d[\d ()\u00a0.-]{6,}\d")


class PolicyFacts:
    """What the policy says on a day: dates, promises, hours, numbers to dial, plans, languages, limits."""

    def __init__(self, policy: Policy, day: date) -> None:
        rules = policy.on(day)
        self.words = {one.id: policy_words(policy, day, one.id, how) for one in LOCALES if (how := rules_of(one.id))}
        self.days = set(_days(policy))
        self.hours = [[_written(each) for each in str(row.period).split("-")] for row in rules.calendar.hours]
        self.special_days = set(_special_days(policy))
        self.phones = {_digits(row["number"]) for row in policy.rows("phone_number", day)}
        self.addresses = {COMPANY.support_address, *(row["address"] for row in policy.rows("team", day))}
        links = {link for row in policy.communities(day) for link in row["link"].values()}
        self.links = [re.compile(rf"{re.escape(link)}(?![\w/-])") for link in links]

    def findings(self, article: Article) -> Iterator[Finding]:
        if article.front.get("template") or article.locale not in self.words:
            return  # a tool's page: what it says of the policy comes from the policy
        worth, raws = self.words[article.locale].any, article.text.split("\n")
        for number, text in article.prose:
            if worth.search(raws[number - 1]) and not article.allows(number, "policy"):
                for what, table in self._typed(article, number, text, raws[number - 1]):
                    words = f'{what} is a fact of the support policy: link to it, or pull in --8<-- "{table}.md"'
                    yield Finding(article.path, number, Level.ERROR, words)

    def _typed(self, article: Article, number: int, text: str, raw: str) -> Iterator[tuple[str, str]]:
        words, found = self.words[article.locale], article.quantities.get(number, ())
        values = {quantity.value for quantity in found}
        about_answers, about_hours = bool(words.answer.search(text)), bool(words.open.search(text))
        yield from ((one.written, "seats") for one in found if one.value in self.days)
        typed_hours = any(values & opens and values & closes for opens, closes in self.hours)
        if typed_hours and (about_answers or about_hours):
            yield "the opening hours", "hours"
        if values & self.special_days and about_hours:
            yield "a day with hours of its own", "hours"
        for promise in words.promises if about_answers else ():
            if typed := promise.search(text):
                yield typed[0], "promises"
        yield from ((phone, "phone") for phone in _PHONE.findall(raw) if _digits(phone) in self.phones)
        yield from ((link[0], "community") for one in self.links if "://" in raw and (link := one.search(raw)))
        yield from ((address, "subscription") for address in self.addresses if address in raw)
        if (channel := words.channels.search(text)) and (plan := words.plans.search(text)):
            yield f"{plan[0]} and {channel[0].lower()}", "channels"
        lower = text.lower()
        if any(all(name in lower for name in names) for names in words.languages):
            yield "the list of languages", "languages"
        for field, name, limit in words.limits:
            if limit in values and field.search(text):
                yield f"the limit of {name.lower()}", "limits"


def _days(policy: Policy) -> Iterator[str]:
    """Days on which something changes, and the last day before."""
    for change in policy.changes:
        yield from (change.day.isoformat(), (change.day - timedelta(days=1)).isoformat())
    for row in policy.tables["seat_rule"]:
        created: date = row["accounts_created_since"]
        yield from (created.isoformat(), (created - timedelta(days=1)).isoformat())


def _special_days(policy: Policy) -> Iterator[str]:
    """Days with hours of their own, now or later: of a year as `--12-24`, or dates, as numbers.py reads them."""
    for row in (*policy.tables["half_day"], *policy.tables["own_day"]):
        for day in row.get("days", ()):
            yield f"--{day}" if isinstance(day, str) else day.isoformat()


def _written(clock: str) -> set[str]:
    """A time such as "09:00" as it may be written in an article: 9 will do for a whole hour."""
    return {clock, str(int(clock[:2]))}


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
