"""What people paste arrives as they mean it, or is refused with the code of what is wrong. The table is data."""

import time
import tomllib
from pathlib import Path

import pytest

from chalicelib.http.parsing.kinds import case_number
from chalicelib.pasted import NotUnderstood, table
from chalicelib.pasted.address import address
from chalicelib.pasted.code import code
from chalicelib.pasted.link import links
from chalicelib.pasted.phone import phone

TABLE = tomllib.loads((Path(__file__).parent / "pasted.toml").read_text("utf-8"))


def rows(kind, result):
    return [pytest.param(*row, id=ascii(row[0])[:60]) for row in map(_row, TABLE[kind][result])]


def _row(row):
    pasted, *meant = row
    return pasted, meant


def refusal(read, pasted):
    with pytest.raises(NotUnderstood) as wrong:
        read(pasted)
    return [wrong.value.code]


@pytest.mark.parametrize(("pasted", "meant"), rows("phone", "understood"))
def test_a_phone_number_is_the_one_that_rings(pasted, meant):
    assert [phone(pasted).written] == meant
    assert phone(meant[0]).written == meant[0], "what is stored is read again as it is"


@pytest.mark.parametrize(("pasted", "code"), rows("phone", "refused"))
def test_a_number_that_nobody_could_dial_from_here_is_refused(pasted, code):
    assert refusal(phone, pasted) == code


@pytest.mark.parametrize(("pasted", "meant"), rows("address", "understood"))
def test_an_address_is_the_one_that_mail_reaches(pasted, meant):
    assert [address(pasted)] == meant


@pytest.mark.parametrize(("pasted", "code"), rows("address", "refused"))
def test_what_is_not_one_address_is_refused(pasted, code):
    assert address(pasted) is None
    assert code == ["not_an_email"]


@pytest.mark.parametrize(("pasted", "meant"), rows("code", "understood"))
def test_a_code_is_its_digits(pasted, meant):
    assert [code(pasted)] == meant


@pytest.mark.parametrize(("pasted", "meant"), rows("link", "understood"))
def test_a_line_is_all_of_its_links(pasted, meant):
    assert links(pasted) == meant
    assert [again for link in meant for again in links(link)] == meant, "what is stored is read again as it is"


@pytest.mark.parametrize(("pasted", "code"), rows("link", "refused"))
def test_what_no_browser_should_open_is_refused(pasted, code):
    assert refusal(links, pasted) == code


def test_a_link_longer_than_a_browser_keeps_is_refused_with_the_number():
    with pytest.raises(NotUnderstood) as wrong:
        links("https://a.example/" + "x" * 2000)
    assert (wrong.value.code, wrong.value.params) == ("too_long", {"max": 2000})


def test_only_a_stack_on_one_machine_takes_addresses_that_no_mail_reaches():
    assert address("ada@kunde.test", reserved=True) == "ada@kunde.test"
    assert address("ada@kunde.test") is None
    assert address("ada@test", reserved=True) is None


@pytest.mark.parametrize(
    ("pasted", "country", "kind"),
    [
        ("+47 22 22 55 55", "NO", "other"),
        ("+47 820 00 000", "NO", "premium_rate"),
        ("+49 180 3 123456", "DE", "shared_cost"),
        ("+1 202 555 0142", "US", "other"),
        ("+1 876 555 0142", "JM", "other"),
        ("+1 416 555 0142", "CA", "other"),
        ("+870 773 111 632", "001", "other"),
    ],
)
def test_a_number_says_in_which_country_it_rings_and_what_that_costs(pasted, country, kind):
    found = phone(pasted)
    assert (found.country, found.kind) == (country, kind)


@pytest.mark.parametrize(
    "pasted",
    [
        "v-7f3k-9q2m", "#V-7F3K-9Q2M", "V-7F3K-9Q2M.", "(V-7F3K-9Q2M)", "V\u20117F3K\u20119Q2M",
        "V\u20137F3K\u20139Q2M", "V 7F3K 9Q2M", "[V-7F3K-9Q2M]",
        "\u00abV-7F3K-9Q2M\u00bb", "*V-7F3K-9Q2M*", "<V-7F3K-9Q2M>",
        "\uff36\uff0d\uff17\uff26\uff13\uff2b\uff0d\uff19\uff31\uff12\uff2d",
    ],
)  # fmt: skip
def test_the_number_of_a_case_survives_mails_and_documents(pasted):
    assert case_number(pasted) == "V-7F3K-9Q2M"


def test_each_reader_is_bounded_by_itself_whoever_forgets_to_look_at_the_length():
    number = "+47 22 22 55 55"
    assert phone(number + " " * 185).written == "+4722225555"
    assert refusal(phone, number + " " * 186) == ["not_a_phone_number"]
    assert address("ada@kunde.example" + " " * 983) == "ada@kunde.example"
    assert address("ada@kunde.example" + " " * 984) is None
    assert code(" " * 194 + "123456") == "123456"
    assert code(" " * 200 + "123456") == ""
    assert links("a.example" + " " * 7991) == ["https://a.example"]
    assert refusal(links, "a.example" + " " * 7992) == ["too_long"]


def test_a_cell_that_a_spreadsheet_wrote_as_a_formula_is_its_text():
    assert [values for _, values in table.rows('code,name\n"=""007""","=1+1"\n', ["code", "name"])] == [
        {"code": "007", "name": "=1+1"}
    ]


@pytest.mark.parametrize("hostile", [").", "].", ")", "})", "?)"])
def test_a_line_of_closing_brackets_is_read_in_linear_time(hostile):
    def work(letters):
        began = time.process_time()
        for _ in range(5):
            with pytest.raises(NotUnderstood):
                links("a" + (hostile * letters)[:letters])
        return time.process_time() - began

    few, many = (min(work(letters) for _ in range(5)) for letters in (1900, 7600))
    assert many < 8 * few, "four times the letters; counting them anew for each took sixteen times as long"
