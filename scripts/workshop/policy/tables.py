"""The tables of one day in one locale: what the docs say is what the API decides."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from chalicelib.company import Locale as SiteLocale
from chalicelib.company import shipped
from chalicelib.policy import Channel, Policy, Promise, Rules
from workshop.policy.cldr import NORWEGIAN, cldr
from workshop.policy.opening_hours import OpeningHours
from workshop.policy.table import Block, Cell, Link, Table, Text
from workshop.policy.words import words_of

CLOCK = "HH:mm"  # of a locale that names none

# What readers of Norwegian pages call their language, and the tags that mean it.


class Tables:
    """Asks the policy's rules of a day and puts them into the words of a locale."""

    def __init__(self, policy: Policy, day: date, locale: str) -> None:
        self.policy, self.day, self.locale = policy, day, locale
        self.rules: Rules = policy.on(day)
        self._of_site = shipped().locale(locale)
        self._words = words_of(self._of_site)
        self.cldr = cldr(self._of_site)

    def all(self) -> Mapping[str, Sequence[Block]]:
        """Every generated file, by its name without ending."""
        makers: Sequence[Callable[[], Sequence[Block]]] = (
            self.channels, self.languages, self.promises, self.hours, self.seats,
            self.clients, self.subscription, self.phone, self.calls, self.community, self.limits, self.advice,
            self.page_language, self.site_languages,
        )  # fmt: skip
        return {maker.__name__: maker() for maker in makers}

    def channels(self) -> Sequence[Block]:
        header = [
            Cell(self._("channel")),
            *(Cell(tier.name[self.locale], tier.id) for tier in self.rules.tiers.values()),
        ]
        places = [
            Link(row["label"][self.locale], row["link"][self.locale]) for row in self.policy.communities(self.day)
        ]
        rows = [
            [
                Cell(channel.name[self.locale], places=places if channel.answers_by == "users" else ()),
                *(Cell(self._yes(t in channel.tiers), t) for t in self.rules.tiers),
            ]
            for channel in self.rules.channels.values()
        ]
        return [Table(self._("channels_caption"), header, rows)]

    def languages(self) -> Sequence[Block]:
        rows = [[Cell(c.name[self.locale]), Cell(_sentence(self._spoken(c)))] for c in self.rules.channels.values()]
        return [Table(self._("languages_caption"), [Cell(self._("channel")), Cell(self._("languages"))], rows)]

    def promises(self) -> Sequence[Block]:
        rows = [
            [Cell(c.name[self.locale]), Cell(self._promise(c.promise)), Cell(self._when(c))]
            for c in self.rules.channels.values()
            if c.promise
        ]
        header = [Cell(self._("channel")), Cell(self._("promise")), Cell(self._("hours"))]
        return [Table(self._("promises_caption"), header, rows)]

    def hours(self) -> Sequence[Block]:
        said = OpeningHours(self.policy, self.day, self.cldr, self._of_site.clock or CLOCK, self._).sentences()
        return [Text(" ".join(said))]

    def seats(self) -> Sequence[Block]:
        blocks = []
        for rule in self.rules.seat_rules:
            channels = [c.name[self.locale] for c in self.rules.channels.values() if c.id in rule.channels]
            text = self._("seats_text").format(
                day=format_date(rule.accounts_created_since, "long", locale=self.cldr), channels=self._list(channels)
            )
            seats = [name[self.locale] for seat, name in self.rules.seats.items() if seat in rule.seats]
            blocks += [Text(text, seats), Text(self._("seats_older"))]
        return blocks or [Text(self._("seats_none"))]

    def clients(self) -> Sequence[Block]:
        """What is offered in a browser, and what where the site is installed or in an app."""
        clients = self.rules.clients.values()
        rows = [
            [Cell(c.name[self.locale]), *(Cell(self._yes(c.id in client.channels)) for client in clients)]
            for c in self.rules.channels.values()
        ]
        header = [Cell(self._("channel")), *(Cell(_sentence(client.name[self.locale])) for client in clients)]
        return [Table(self._("clients_caption"), header, rows)]

    def subscription(self) -> Sequence[Block]:
        rows = [
            [Cell(tier.name[self.locale], tier.id), Cell(self._contact(tier.id), tier.id)]
            for tier in self.rules.tiers.values()
        ]
        return [Table(self._("subscription_caption"), [Cell(self._("plan")), Cell(self._("contact"))], rows)]

    def _contact(self, tier: str) -> str:
        """Where nobody is named, the users of a community answer, if there is one."""
        if team := self.rules.contact_of(tier):
            return team.name[self.locale]
        users = [
            c.name[self.locale] for c in self.rules.channels.values() if c.answers_by == "users" and tier in c.tiers
        ]
        return self._list(users) if users else self._("nobody")

    def phone(self) -> Sequence[Block]:
        rows = [
            [Cell(row["label"][self.locale]), Cell(row["number"], link="tel:" + row["number"].replace(" ", ""))]
            for row in self.policy.rows("phone_number", self.day)
        ]
        channels = [channel for channel in self.rules.channels.values() if channel.answers_by == "dial"]
        if not rows or not channels:
            return []
        spoken = [
            Text(self._("spoken").format(channel=channel.name[self.locale], languages=self._spoken(channel)))
            for channel in channels
        ]
        header = [Cell(self._("country")), Cell(self._("number"))]
        return [Table(self._("phone_caption"), header, rows), *spoken]

    def calls(self) -> Sequence[Block]:
        """Which numbers are called back."""
        if not any("phone" in channel.needs for channel in self.rules.channels.values()):
            return []
        countries = [one for one in self.rules.calls.countries if one != "001"]
        names = sorted(self.cldr.territories[one] for one in countries if one != "all")
        said = self._("calls_all") if "all" in countries else self._("calls").format(countries=self._list(names))
        return [Text(f"{said} {self._('calls_not')}" if self.rules.calls.never else said)]

    def community(self) -> Sequence[Block]:
        links = [
            f"[{row['label'][self.locale]}]({row['link'][self.locale]})" for row in self.policy.communities(self.day)
        ]
        return [Text("", links)]

    def limits(self) -> Sequence[Block]:
        rows = [
            [
                Cell(row["name"][self.locale]),
                Cell(self._yes(row["required"])),
                Cell(self._(f"unit.{row['unit']}").format(n=format_decimal(row["limit"], locale=self.cldr))),
            ]
            for row in self.policy.rows("case_field", self.day)
        ]
        header = [Cell(self._("field")), Cell(self._("required")), Cell(self._("limit"))]
        return [Table(self._("limits_caption"), header, rows)]

    def advice(self) -> Sequence[Block]:
        return [Text("", [row["text"][self.locale] for row in self.policy.rows("advice", self.day)])]

    def page_language(self) -> Sequence[Block]:
        """Says so where support does not answer in the language of the page; nothing where it does."""
        if self.answers_here:
            return []
        names = self._list([self._language(tag) for tag in dict.fromkeys(self._answered)])
        return [Text(self._("not_answered").format(language=self._own_language(self._of_site), languages=names))]

    @property
    def answers_here(self) -> bool:
        """Whether support answers in the language of the locale's pages, on any channel."""
        return any(tag.split("-")[0] in _same(self._of_site) for tag in self._answered)

    @property
    def _answered(self) -> Sequence[str]:
        return [tag for channel in self.rules.channels.values() for tag in channel.languages or ()]

    def site_languages(self) -> Sequence[Block]:
        """In which of the languages of the help centre nobody answers, said in each of them."""
        answered = {tag: None for channel in self.rules.channels.values() for tag in channel.languages or ()}
        main = {tag.split("-")[0] for tag in answered}
        locales = shipped().locales
        silent = [self._own_language(locale) for locale in locales if not main & _same(locale)]
        said = self._("site_silent" if silent else "site_answered").format(
            site=self._list([self._own_language(locale) for locale in locales]),
            silent=self._list(silent),
            answered=self._list([self._language(tag) for tag in answered]),
        )
        return [Text(said)]

    def _(self, word: str) -> str:
        return self._words[word]

    def _yes(self, yes: bool) -> str:
        return self._("yes" if yes else "no")

    def _list(self, items: Sequence[str]) -> str:
        return format_list(items, locale=self.cldr)

    def _spoken(self, channel: Channel) -> str:
        if channel.languages is None:
            return self._("any_language")
        names = self._list([self._language(tag) for tag in channel.languages])
        return f"{names}. {self._('profile_needed')}" if channel.profile_language_needed else names

    def _language(self, tag: str) -> str:
        """Its name with the territory, if it names one; an unknown tag is its own name."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.cldr) or tag
        except (UnknownLocaleError, ValueError):
            return str(self.cldr.languages.get(tag.split("-")[0], tag))

    def _own_language(self, locale: SiteLocale) -> str:
        """The language of a locale's pages, in the words of this one."""
        return self._language("no" if _same(locale) is NORWEGIAN else locale.tag)

    def _promise(self, promise: Promise) -> str:
        if promise.kind == "live":
            return self._("live")
        form = self.cldr.plural_form(promise.amount)
        said = f"{promise.kind}.{form}"
        said = said if said in self._words else f"{promise.kind}.other"
        return self._(said).format(n=format_decimal(promise.amount, locale=self.cldr))

    def _when(self, channel: Channel) -> str:
        return self._("in_hours" if channel.follows_hours else "always")


def _same(locale: SiteLocale) -> frozenset[str]:
    """The first parts of language tags that mean the language of a locale's pages."""
    main = locale.tag.partition("-")[0]
    return NORWEGIAN if main in NORWEGIAN else frozenset({main})


def _sentence(text: str) -> str:
    """Norwegian names of languages are small; a cell begins with a capital, as a sentence does."""
    return text[:1].upper() + text[1:]


def today(policy: Policy) -> date:
    """The day in the policy's zone, for tables rendered now."""
    return policy.today(datetime.now().astimezone())
