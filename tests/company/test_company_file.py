"""company.toml: what it says, and what is said when it cannot be right."""

import re

import pytest

from chalicelib.company import Company, folder, read
from chalicelib.company.colours import contrast
from chalicelib.errors import CompanyBroken

SMALL = """
[company]
name = "Fjord"
product = "Fjord Books"
site_address = "https://help.fjord.example"
sender = "Fjord <help@fjord.example>"
support_address = "help@fjord.example"
[[locale]]
id = "de"
tag = "de"
name = "Deutsch"
theme = "de"
dates = "de"
[site.de]
name = "Fjord Hilfe"
short_name = "Fjord Hilfe"
description = "Antworten."
copyright = "Fjord"
[colours]
light = { primary = "#113355", on_primary = "#ffffff", link = "#113355", accent = "#224466", on_accent = "#ffffff" }
dark = { link = "#aaccee", accent = "#bbddff", on_accent = "#000000" }
[articles]
help = "help"
"""
NONE = (
    "plans",
    "seats",
    "mobile",
    "languages",
    "hours",
    "community",
    "phone",
    "good_case",
    "staff_access",
    "cannot_sign_in",
    "sign_in_code",
    "subscription",
    "my_cases",
)
WHOLE = SMALL + "".join(f"{name} = false\n" for name in NONE)
SWEDISH = """
[[locale]]
id = "sv-SE"
tag = "sv"
name = "Svenska"
theme = "sv"
dates = "sv"
[site.sv-SE]
name = "Fjord hjälp"
short_name = "Fjord"
description = "Svar."
copyright = "Fjord"
"""


@pytest.fixture
def written(tmp_path):
    """Read this text as a company's file."""

    def company(text: str) -> Company:
        (tmp_path / "company.toml").write_text(text, "utf-8")
        return read(tmp_path)

    return company


@pytest.fixture
def problems(written):
    """What is wrong with this text."""

    def found(text: str) -> tuple[str, ...]:
        with pytest.raises(CompanyBroken) as broken:
            written(text)
        return broken.value.problems

    return found


def test_the_first_locale_is_at_the_root_and_the_others_below_their_name(written):
    company = written(WHOLE + SWEDISH)
    assert [(one.id, one.prefix) for one in company.locales] == [("de", ""), ("sv-SE", "sv-SE/")]
    assert company.first is company.locale("de")


def test_one_locale_is_enough_and_has_nothing_that_was_not_given(written):
    (german,) = written(WHOLE).locales
    assert (german.direction, german.stemmer, german.dictionary, german.site.discourse) == ("ltr", None, None, None)


def test_dark_takes_from_light_what_it_does_not_say_and_shades_are_mixed_from_primary(written):
    company = written(WHOLE)
    assert company.dark.primary == company.light.primary == "#113355"
    assert contrast(company.light.primary_dark, "#000000") < contrast(company.light.primary, "#000000")


def test_an_article_that_there_is_none_of_has_no_name(written):
    assert written(WHOLE).articles == {"help": "help"}


@pytest.mark.parametrize("address", ["https://fjord.example/answers", "https://fjord.example:8443/a/b.c-2"])
def test_a_help_centre_may_be_below_a_path(written, address):
    assert written(WHOLE.replace("https://help.fjord.example", address)).site_address == address


@pytest.mark.parametrize("path", ["/answers/", "/a//b", "/a?b", "/a#b", "/a b", "/../a", "/_mail", "/api", "/a/api/b"])
def test_a_path_that_no_address_of_the_site_can_begin_with_is_refused(problems, path):
    (said,) = problems(WHOLE.replace("https://help.fjord.example", f"https://fjord.example{path}"))
    assert said.startswith("company.toml: company: site_address")


def test_every_mistake_is_told_at_once_with_file_table_and_field(problems):
    text = (
        WHOLE.replace('name = "Fjord"\n', "", 1)
        .replace('"https://help.fjord.example"', '"help.fjord.example/"')
        .replace('id = "de"', 'id = "german"')
        .replace("phone = false\n", "fon = 'x'\n")
    )
    assert problems(text) == (
        "company.toml: company: name is missing",
        "company.toml: company: site_address 'help.fjord.example/' is not of the form 'https://help.example.com' or "
        "'https://example.com/help', without a slash at its end",
        "company.toml: locale, row 1 (german): id 'german' is not of the form 'en' or 'pt-BR'",
        "company.toml: site: german is missing",
        "company.toml: site: 'de' is not a locale",
        "company.toml: articles: phone is missing; write `phone = false` where there is none",
        "company.toml: articles: there is no name 'fon'",
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('link = "#113355"', 'link = "#99aabb"', r"light\.link on the page \(#ffffff\) has a contrast of 2\.\d"),
        ('on_primary = "#ffffff"', 'on_primary = "#335577"', r"light\.on_primary on light\.primary has a contrast"),
        ('link = "#aaccee"', 'link = "#333333"', r"dark\.link on the page"),
        ('link = "#113355"', 'link = "blue"', r"light\.link 'blue' is not a colour such as '#124e5c'"),
        ('accent = "#224466", ', "", r"light\.accent is missing"),
    ],
)
def test_colours_on_which_text_cannot_be_read_are_refused(problems, old, new, sentence):
    assert any(re.search(sentence, one) for one in problems(WHOLE.replace(old, new, 1)))


def test_a_link_of_the_footer_needs_every_locale(problems):
    row = '[[footer]]\nlabel = { de = "Impressum" }\nlink = { "sv-SE" = "https://fjord.example/om" }\n'
    assert problems(WHOLE + SWEDISH + row) == (
        "company.toml: footer, row 1: label: sv-SE is missing",
        "company.toml: footer, row 1: link: de is missing",
    )


def test_two_locales_of_one_tag_are_refused(problems):
    assert problems(WHOLE + SWEDISH.replace('"sv"', '"de"')) == ("company.toml: locale: two rows have the same tag",)


def test_a_folder_without_the_file_is_told(tmp_path):
    with pytest.raises(CompanyBroken, match=r"company\.toml: cannot be read"):
        read(tmp_path)


def test_the_folder_is_the_one_that_the_environment_names(monkeypatch, tmp_path):
    monkeypatch.setenv("VARDE_COMPANY", str(tmp_path))
    assert folder() == tmp_path


def test_the_company_of_this_repository_is_accepted():
    assert read(folder()).locales
