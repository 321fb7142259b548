"""A broken policy file is refused, with a list of everything that is wrong."""

import pytest

from chalicelib.errors import PolicyBroken
from chalicelib.policy.load import load
from tests.fakes.ferry import HOLIDAYS
from tests.roles import company

LOCALES = [locale["id"] for locale in company.LOCALES]
EVERY = " and ".join(LOCALES)
STAFF_ACCESS_WITHDRAWN = '[[staff_access]]\nid = "case"\nwithdrawn = true\nsince = 2026-01-01\nsource = "x"'


def test_the_file_that_is_changed_here_has_no_problem(draft):
    assert draft.problems() == ()


# What an operator may get wrong, and a part of the sentence that names it.
@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('zone = "Europe/Oslo"', 'zone = "Europe/Olso"', "vendor: zone 'Europe/Olso' is not a time zone"),
        ('country = "NO"', 'country = "Norway"', "vendor: country 'Norway' is not a country code"),
        ('country = "NO"', 'country = "SE"', "no public holidays are stored for 'SE'; run scripts/render_policy"),
        ('"language", "hours"]', '"language"]', "vendor: reason_order must name each of tier, seat, client"),
        ('unknown_address_tier = "day_trip"', 'unknown_address_tier = "gold"', "'gold' is not the id of a tier"),
        ("[vendor]", "[seller]", "vendor: the table [vendor] is missing"),
        ("[vendor]", "[[vendor]]", "vendor: the table [vendor] is missing"),
        ("rank = 1\n", "", "tier, row 1 (day_trip): rank is missing"),
        ("rank = 1\n", "rank = -1\n", "tier, row 1 (day_trip): rank must be a whole number"),
        ("rank = 1\n", "rank = true\n", "tier, row 1 (day_trip): rank must be a whole number"),
        ("since = 1970-01-01", 'since = "1970-01-01"', "since must be a day, written 2024-03-05 without quotes"),
        ("since = 1970-01-01", "since = 1970-01-01T00:00:00", "tier, row 1 (day_trip): since must be a day"),
        ("since = 1970-01-01", "since = []", "tier, row 1 (day_trip): since must be a day"),
        ('source = "a test"', 'source = " "', "tier, row 1 (day_trip): source must be a text"),
        (f'{LOCALES[-1]} = "', 'xx = "', f"tier, row 1 (day_trip): name must have words for {EVERY}"),
        ('id = "season"', 'id = "day_trip"', "tier, row 2 (day_trip): another row has the same id and the same day"),
        (
            'tiers = ["day_trip", ',
            'tiers = ["day", ',
            "channel, row 1 (guides): tiers 'day' is not the id of a tier",
        ),
        ('tiers = ["day_trip", ', 'tiers = [["day_trip"], ', "tiers ['day_trip'] is not the id of a tier"),
        ('tiers = ["day_trip", ', 'tiers = ["day_trip", "day_trip", ', "tiers names something twice"),
        ("opens_case = false", 'opens_case = "no"', "opens_case must be true or false"),
        ("opens_case = false", "opens_cases = false", "there is no field 'opens_cases'"),
        ('"pt", "es"]', '"pt", "Spanish"]', "languages 'Spanish' is not a language tag"),
        ('[[languages]]\nchannel = "talk"', '[[languages]]\nchannel = "fax"', "'fax' is not the id of a channel"),
        ('[[languages]]\nchannel = "talk"', '[[languages]]\nchannel = "line"', "same channel and the same day"),
        ("installed = false", "installed = true", "client: there is no client that is not installed on 1970-01-01"),
        ('answers_by = "dial"', 'answers_by = "fax"', "answers_by 'fax' is not one of mail, chat, call, dial, users"),
        ('answers_by = "mail"', 'answers_by = "users"', "opens_case needs answers_by mail, chat, call, not 'users'"),
        ('answers_by = "chat"', 'answers_by = "mail"', "a live promise needs answers_by chat or call, not 'mail'"),
        ('turns_into = "letter"', 'turns_into = "line"', "turns_into must be a channel that opens a case and is not"),
        (
            '[[attempts]]\nchannel = "ring"',
            '[[attempts]]\nchannel = "talk"',
            "does not open cases that are answered by call",
        ),
        (
            '[[chosen_time]]\nchannel = "ring"',
            '[[chosen_time]]\nchannel = "line"',
            "chosen_time, row 1 (line)",
        ),
        ("most = 2", "most = 0", "attempts, row 1 (ring): most must be at least 1"),
        ('wait = 15\nturns_into = "letter"', 'wait = 15\nturns_into = "talk"', "that opens cases and answers by mail"),
        ('contact = "harbour_office"', 'contact = "csm"', "contact 'csm' is not the id of a team"),
        ('steps = "cannot_sign_in"', 'steps = "Sign in!"', "steps must be the name of an article, such as 'good_case'"),
        (', ja = "チャット"', ', Japanese = "チャット"', "'Japanese' is not a language tag such as 'en' or 'pt-BR'"),
        (f'{LOCALES[0]} = "Season", ', "", f"tier, row 2 (season): name must have words for {EVERY}"),
        ('kind = "live"', 'kind = "soon"', "kind 'soon' is not one of live, minutes, business_hours, business_days"),
        ('unit = "business days"', 'unit = "minutes"', "unit 'minutes' does not fit 'business_days'"),
        ('kind = "business_days"', 'kind = "business_hours"', "'business_hours', which counts business hours"),
        ('kind = "minutes"', 'kind = "business_hours"', "promise, row 3 (ring): unit 'minutes' does not fit"),
        ("amount = 1\n", "amount = 0\n", "promise, row 2 (letter): amount must be at least one business day"),
        ("opens = 09:00:00", 'opens = "9"', "hours, row 1 (support): opens must be a local time"),
        ("opens = 09:00:00", "opens = 17:00:00", "must open before it closes"),
        ('weekdays = ["mon", "tue", "wed", "thu", "fri"]', "weekdays = []", "must name at least one weekday"),
        ('unit = "characters"', 'unit = "letters"', "unit 'letters' is not one of characters, links"),
        ("[[tier]]\n", '[[tier]]\nwithdrawn = "yes"\n', "tier, row 1 (day_trip): withdrawn must be true, or left out"),
        ('link = { en = "https:', 'link = { en = "javascript:', "link must have an address that begins with https://"),
        ("[[community]]", "[[forum]]", "forum: there is no such table"),
        ("[[seat_rule]]", "[[seat_rules]]", "seat_rule: has no row; if that is meant, write `seat_rule = []`"),
        ("accounts_created_since = 2024-03-05", "", "accounts_created_since is missing"),
        (
            "[vendor]",
            '[vendor]\nname = "X"',
            "vendor: name is read from company.toml, [company], name or product; remove",
        ),
        ("[vendor]", '[vendor]\nsupport_address = "a@b.no"', "vendor: support_address is read from company.toml"),
    ],
)
def test_a_mistake_is_named_with_its_place(draft, old, new, sentence):
    problems = draft.replace(old, new).problems()
    assert any(sentence in problem for problem in problems), problems


def test_every_mistake_is_named_at_once(draft):
    draft.replace('zone = "Europe/Oslo"', 'zone = "Mars"').replace("rank = 1\n", "").replace("opens = 09:00:00", "")
    draft.replace('"pt", "es"]', '"pt", "Spanish"]').add("[[fax]]\nnumber = 1")
    subjects = {problem.split(":")[0] for problem in draft.problems()}
    assert subjects == {"vendor", "fax", "tier, row 1 (day_trip)", "hours, row 1 (support)", "languages, row 1 (talk)"}


def test_rows_that_code_asks_for_cannot_be_withdrawn(draft):
    assert draft.add(STAFF_ACCESS_WITHDRAWN).problems() == (
        "staff_access: 'case' is always needed and cannot be withdrawn; replace it",
    )


def test_there_are_opening_hours_from_the_first_day_on(draft):
    begins = "without_public_holidays = true\nsince = "
    draft.replace(f"{begins}1970-01-01", f"{begins}2020-01-01")
    assert draft.problems() == ("hours: nothing is ever open, from 1970-01-01 on",)


def test_a_channel_that_is_answered_says_in_which_languages(draft):
    start = draft.text.index('[[languages]]\nchannel = "letter"')
    draft.text = draft.text[:start] + draft.text[draft.text.index("[[languages]]", start + 1) :]
    assert draft.problems() == ("languages: 'letter' has no row for 1970-01-01",)


def test_a_vendor_without_a_seat_rule_says_so(draft):
    start = draft.text.index("[[seat_rule]]")
    draft.text = "seat_rule = []\n" + draft.text[:start] + draft.text[draft.text.index("[[languages]]") :]
    assert draft.problems() == ()


def test_a_file_that_is_not_toml_is_refused_with_the_line():
    with pytest.raises(PolicyBroken, match=r"the policy file is not TOML: .*line 2"):
        load("[vendor]\nzone = Oslo", HOLIDAYS)


def test_an_empty_file_names_every_table_that_is_missing():
    with pytest.raises(PolicyBroken) as broken:
        load("", HOLIDAYS)
    assert len(broken.value.problems) == 27
