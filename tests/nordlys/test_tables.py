"""The tables in the docs: every locale has every word, and each says what the API decides."""

import re
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser

import pytest

from chalicelib.policy.browser import browser_policy
from workshop.policy.table import Table
from workshop.policy.tables import Tables
from workshop.policy.words import WORDS

TODAY = date(2026, 1, 5)
CHANNELS_EN = ["Knowledge base", "Community", "Chat", "Email", "Phone", "Callback"]


@dataclass
class Grid(HTMLParser):
    """Reads one HTML table as a browser would: its caption, and cells as (tag, attributes, text)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.caption, self.rows, self._tag = "", [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._tag = tag
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append([tag, dict(attrs), ""])

    def handle_data(self, data):
        if self._tag == "caption":
            self.caption += data.strip()
        elif data.strip() and self.rows and self.rows[-1]:
            self.rows[-1][-1][2] += data.strip()


def grids(policy, locale, day=TODAY) -> dict[str, Grid]:
    """The tables of a day by the name of their file."""
    return {
        name: Grid(block.html())
        for name, blocks in Tables(policy, day, locale).all().items()
        for block in blocks
        if isinstance(block, Table)
    }


def texts(grid: Grid) -> list[list[str]]:
    return [[text for _, _, text in row] for row in grid.rows]


def test_every_locale_has_the_same_words_and_none_is_empty():
    assert WORDS["en"].keys() == WORDS["no"].keys()
    assert all(word.strip() for words in WORDS.values() for word in words.values())


@pytest.mark.parametrize("locale", ["en", "no"])
def test_every_table_has_a_caption_and_says_what_its_headings_head(policy, locale):
    for name, grid in grids(policy, locale).items():
        header, *rows = grid.rows
        assert grid.caption, name
        assert {(tag, attributes.get("scope")) for tag, attributes, _ in header} == {("th", "col")}, name
        assert {(row[0][0], row[0][1].get("scope")) for row in rows} == {("th", "row")}, name
        assert {len(row) for row in rows} == {len(header)}, name
        assert all(text for row in grid.rows for _, _, text in row), name


def test_a_page_can_point_at_the_readers_own_plan(policy):
    tables = grids(policy, "en")
    plans = ["free", "starter", "professional", "enterprise"]
    for row in tables["channels"].rows:
        assert [attributes.get("data-tier") for _, attributes, _ in row] == [None, *plans]
    assert [row[1][1]["data-tier"] for row in tables["subscription"].rows[1:]] == plans


def test_the_table_of_channels_is_the_published_one(policy):
    assert texts(grids(policy, "en")["channels"]) == [
        ["Channel", "Free tools", "Starter", "Professional", "Enterprise"],
        ["Knowledge base", "Yes", "Yes", "Yes", "Yes"],
        ["Community:Nordlys Community,Developer community", "Yes", "Yes", "Yes", "Yes"],
        ["Chat", "No", "Yes", "Yes", "Yes"],
        ["Email", "No", "Yes", "Yes", "Yes"],
        ["Phone", "No", "No", "Yes", "Yes"],
        ["Callback", "No", "No", "Yes", "Yes"],
    ]


def test_the_community_is_one_channel_that_names_both_places(policy):
    for locale, name, links in (
        ("en", "Community", ["https://community.nordlys.example/", "https://developers.nordlys.example/community/"]),
        ("no", "Forum", ["https://community.nordlys.example/no/", "https://developers.nordlys.example/community/"]),
    ):
        channels, places = Tables(policy, TODAY, locale).channels()[0], Tables(policy, TODAY, locale).community()[0]
        (row,) = [row for row in grids(policy, locale)["channels"].rows if row[0][1].get("abbr")]
        assert row[0][1]["abbr"] == name  # what is read out with each of its cells
        assert re.findall('<a href="([^"]+)">', channels.html()) == links
        assert re.findall(r"\]\(([^)]+)\)", places.html()) == links


def test_without_the_channel_no_table_and_no_browser_leads_to_a_community(draft):
    gone = '[[channel]]\nid = "community"\nwithdrawn = true\nsince = 2026-01-05\nsource = "P2"'
    policy = draft.add(gone).read()
    assert browser_policy(policy, TODAY)["communities"] == []
    assert "nordlys.example" not in "".join(
        b.html() for blocks in Tables(policy, TODAY, "en").all().values() for b in blocks
    )
    assert len(browser_policy(policy, date(2026, 1, 4))["communities"]) == 2


@pytest.mark.parametrize(("day", "callback"), [("2024-09-02", "Yes"), ("2024-09-03", "No")])
def test_the_table_of_devices_is_of_its_day(policy, day, callback):
    header, *rows = texts(grids(policy, "en", date.fromisoformat(day))["clients"])
    installed = ["Yes", "Yes", "No", "Yes", "No", callback]
    assert header == ["Channel", "In a browser", "In the mobile app"]
    assert rows == [list(row) for row in zip(CHANNELS_EN, ["Yes"] * 6, installed, strict=True)]


def test_promises_are_told_in_words(policy):
    assert texts(grids(policy, "en")["promises"])[1:] == [
        ["Chat", "Live, while you wait", "In opening hours"],
        ["Email", "Within 1 business day", "Any time"],
        ["Callback", "Within 5 minutes", "In opening hours"],
    ]
    assert texts(grids(policy, "no")["promises"])[2:] == [
        ["E-post", "Innen 1 virkedag", "Når som helst"],
        ["Bli oppringt", "Innen 5 minutter", "I åpningstiden"],
    ]


@pytest.mark.parametrize(
    ("amount", "english", "norwegian"),
    [
        (1, "Within 1 business hour", "Innen 1 time i åpningstiden"),
        (4, "Within 4 business hours", "Innen 4 timer i åpningstiden"),
    ],
)
def test_a_promise_of_business_hours_is_told_in_words(draft, amount, english, norwegian):
    draft.replace('kind = "business_days"', 'kind = "business_hours"').replace('"business days"', '"business hours"')
    policy = draft.replace("amount = 1\n", f"amount = {amount}\n").read()
    assert [texts(grids(policy, locale)["promises"])[2][1] for locale in ("en", "no")] == [english, norwegian]


def test_subscription_questions_have_somebody_to_answer_them(policy):
    assert [row[1] for row in texts(grids(policy, "en")["subscription"])[1:]] == [
        "Community", "Customer success team", "Customer success manager", "Customer success manager",
    ]  # fmt: skip


def test_where_nobody_is_named_and_there_is_no_community_nobody_answers(draft):
    gone = '[[channel]]\nid = "community"\nwithdrawn = true\nsince = 2026-01-05\nsource = "P2"'
    assert texts(grids(draft.add(gone).read(), "no")["subscription"])[1] == ["Gratisverktøy", "Ingen"]


def test_the_languages_are_named_in_the_readers_own(policy):
    rows = {row[0]: row[1] for row in texts(grids(policy, "no")["languages"])}
    assert rows["E-post"] == "Engelsk, fransk, tysk, japansk, portugisisk og spansk"
    assert rows["Telefon"] == "Engelsk"
    assert rows["Bli oppringt"].endswith("Språket må også være det du har valgt i profilen din")


def test_a_language_with_a_territory_is_told_apart_and_an_unknown_one_breaks_nothing(draft):
    policy = draft.replace('"pt", "es"]', '"pt", "pt-BR", "qqx"]').read()
    spoken = {row[0]: row[1] for row in texts(grids(policy, "en")["languages"])}["Chat"]
    assert spoken.endswith("Portuguese, Portuguese (Brazil) and qqx")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en", "In accounts created on 5 March 2024 or later, you need one of these seats for "
               "Chat, Email, Phone and Callback:"),
        ("no", "I kontoer opprettet 5. mars 2024 eller senere må du ha ett av disse setene for "
               "Chat, E-post, Telefon og Bli oppringt:"),
    ],
)  # fmt: skip
def test_the_seat_rule_is_one_sentence_and_a_list(policy, locale, sentence):
    rule, _ = Tables(policy, TODAY, locale).seats()
    assert rule.paragraph == sentence
    assert len(rule.items) == 3


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [("en", "The seat does not matter for any channel."), ("no", "Setet spiller ingen rolle for noen kanal.")],
)
def test_a_vendor_without_a_seat_rule_says_that_seats_do_not_matter(draft, locale, sentence):
    rule = '[[seat_rule]]\nid = "core_sales_or_service"\nwithdrawn = true\nsince = 2025-01-01\nsource = "P3"'
    (said,) = Tables(draft.add(rule).read(), TODAY, locale).seats()
    assert said.paragraph == sentence


@pytest.mark.parametrize(
    ("day", "english", "norwegian"),
    [
        (date(2026, 11, 30), "", ""),
        (
            date(2026, 12, 1),
            "On 24 December and 31 December, we close at 12:00. ",
            "24. desember og 31. desember stenger vi kl. 12.00. ",
        ),
    ],
)
def test_opening_hours_name_days_times_zone_country_and_half_days(policy, day, english, norwegian):
    said = [Tables(policy, day, locale).hours()[0].paragraph for locale in ("en", "no")]
    assert said == [
        "Open Monday to Friday, 09:00 to 17:00 (Oslo). Closed on public holidays in Norway. "
        f"{english}One business day is 8 opening hours.",
        "Åpent mandag til fredag, kl. 09.00–17.00 (Oslo). Stengt på helligdager i Norge. "
        f"{norwegian}Én virkedag er 8 timer i åpningstiden.",
    ]


def test_numbers_can_be_dialled_from_the_page(policy):
    (table, spoken) = Tables(policy, TODAY, "en").phone()
    assert '<a href="tel:+442079460142">+44 20 7946 0142</a>' in table.html()
    assert spoken.paragraph == "Phone is answered in English."


def test_a_vendor_without_a_phone_has_no_table_of_numbers(draft):
    policy = draft.add('[[channel]]\nid = "phone"\nwithdrawn = true\nsince = 2025-01-01\nsource = "D1"').read()
    assert Tables(policy, TODAY, "en").phone() == []
    assert "Phone" in str(Tables(policy, date(2024, 12, 31), "en").all())


def test_a_name_with_markup_is_shown_as_it_is_written(draft):
    policy = draft.replace('en = "Free tools"', 'en = "<b>Free</b> & easy"').read()
    assert "&lt;b&gt;Free&lt;/b&gt; &amp; easy" in Tables(policy, TODAY, "en").channels()[0].html()


def test_the_pages_say_so_where_nobody_answers_in_their_language(policy):
    def said(locale, day=TODAY):
        return "".join(block.html() for block in Tables(policy, day, locale).page_language())

    assert said("en") == "", "English is a language of support"
    assert said("no").startswith("**Vi svarer dessverre ikke på norsk.**")
    assert "engelsk, fransk, tysk, japansk, portugisisk og spansk" in said("no")


def test_the_pages_stop_saying_so_when_support_learns_their_language(policy):
    tables = Tables(policy, TODAY, "no")
    chat = tables.rules.channels["chat"]
    channels = {**tables.rules.channels, "chat": replace(chat, languages=(*chat.languages, "nb-NO"))}
    tables.rules = replace(tables.rules, channels=channels)
    assert tables.page_language() == []


def test_it_is_said_in_every_language_of_the_site_which_of_them_nobody_answers_in(policy):
    def said(locale):
        return Tables(policy, TODAY, locale).site_languages()[0].html()

    assert said("en").startswith("**Support specialists do not answer in Norwegian**")
    assert said("no").startswith("**Vi svarer ikke på norsk**")
    assert "English, French, German, Japanese, Portuguese and Spanish" in said("en")


def test_it_is_said_no_longer_when_support_learns_them_all(policy):
    tables = Tables(policy, TODAY, "en")
    chat = tables.rules.channels["chat"]
    channels = {**tables.rules.channels, "chat": replace(chat, languages=(*chat.languages, "nb"))}
    tables.rules = replace(tables.rules, channels=channels)
    assert "do not answer" not in tables.site_languages()[0].html()
