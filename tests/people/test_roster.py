"""A roster of people and accounts as CSV: every mistake with its line, or everything is stored."""

from datetime import date

import pytest

from chalicelib.people.roster import COLUMNS, BadRoster, read, store
from tests.fakes.ferry import ferry
from tests.fakes.people import AddressBook

RULES = ferry().on(date(2026, 11, 25))
HEAD = ",".join(COLUMNS)
ADA = "a1,Kunde,season,2024-03-05,,,ada@kunde.example,Ada Lie,mate,nb,requester"


def entries(*lines, head=HEAD):
    return read(("\n".join([head, *lines]) + "\n").encode(), RULES)


def mistakes(*lines, head=HEAD):
    with pytest.raises(BadRoster) as bad:
        entries(*lines, head=head)
    return bad.value.mistakes


def test_accounts_and_people_are_stored():
    book = AddressBook()
    agent = ",,,,,,odd@vendor.example,,,,agent"
    assert store(entries(ADA, agent), book, pytest.fail) == (1, 2)
    ada, odd = book.person("ADA@kunde.example"), book.person("odd@vendor.example")
    assert (ada.seat, ada.language, ada.account.tier) == ("mate", "nb", "season")
    assert ada.account.created == date(2024, 3, 5)
    assert (odd.name, odd.role, odd.language, odd.seat, odd.account) == ("odd", "agent", "en", None, None)


def test_columns_may_be_in_another_order_with_others_between_and_spaces_around():
    columns = [*reversed(COLUMNS), "shoe size"]
    values = dict(zip(COLUMNS, ADA.split(","), strict=True)) | {"shoe size": "38"}
    (entry,) = entries(" , ".join(values[name] for name in columns), head=" , ".join(columns))
    assert (entry.person.email, entry.account.id) == ("ada@kunde.example", "a1")


def test_every_missing_column_is_named():
    missing = [name for name in COLUMNS if name not in ("email", "name")]
    assert mistakes(head="email,name") == [f"column {name} is missing" for name in missing]
    assert len(mistakes(head="")) == len(COLUMNS)


def test_every_mistake_is_named_with_its_line():
    found = mistakes(
        ADA,
        "a2,,gold,5 March,,,not an address,,throne,en,king",
        "a3,Fin,season,2024-02-30,,,b@kunde.example,,,en,",
        "",
        ",,,,,,@,,,,",
    )
    assert found == [
        "line 3: email 'not an address' is not an e-mail address",
        "line 3: role 'king' is not one of requester, agent",
        "line 3: seat 'throne' is not one of captain, mate, guest, or empty",
        "line 3: tier 'gold' is not one of day_trip, season, fleet",
        "line 3: account_name is empty",
        "line 3: account_created '5 March' is not a day such as 2024-03-05",
        "line 4: account_created '2024-02-30' is not a day such as 2024-03-05",
        "line 6: email '@' is not an e-mail address",
    ]


def test_two_lines_about_one_person_are_a_mistake():
    again = ADA.replace("ada@", "Ada@").replace("mate", "captain")
    assert mistakes(ADA, again) == ["line 3: email 'Ada@kunde.example' says something else than line 2"]


def test_two_accounts_with_one_id_are_a_mistake():
    other = ADA.replace("ada@", "bo@").replace("season", "fleet")
    assert mistakes(ADA, other) == ["line 3: account_id 'a1' says something else than line 2"]
    assert len(entries(ADA, ADA.replace("ada@", "bo@"))) == 2, "colleagues share an account"


def test_an_international_domain_is_kept_in_the_form_that_mail_servers_take():
    (entry,) = entries(ADA.replace("kunde.example", "blåbær.example"))
    assert entry.person.email == "ada@xn--blbr-roah.example"


def test_a_file_that_is_not_csv_is_refused_with_a_line():
    assert mistakes(ADA, "x" * 200_000)[-1].startswith("line 3: ")
    assert mistakes(ADA, "\x00\x01\x02")


# --- As a spreadsheet saves it


def saved(text, encoding="utf-8"):
    return read(text.replace("\n", "\r\n").encode(encoding), RULES)


def both(separator=","):
    return f"{HEAD}\n{ADA.replace('Kunde', 'Blåbær & Sønn')}\n".replace(",", separator)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_excel_saves_anywhere_is_read(encoding, separator):
    (entry,) = saved(both(separator), encoding)
    assert (entry.person.email, entry.account.name) == ("ada@kunde.example", "Blåbær & Sønn")
    (entry,) = saved(f"sep={separator}\n" + both(separator), encoding)
    assert entry.account.name == "Blåbær & Sønn"


def test_headings_may_be_in_capitals_and_with_spaces():
    (entry,) = saved(f"{HEAD.replace('_', ' ').title()}\u00a0\n{ADA}\n")
    assert entry.account.id == "a1"


def test_cells_lose_what_a_spreadsheet_and_a_word_processor_put_around_them():
    account = "\u00a0a1 ,\u201cKunde\u201d,Season\u00a0,2024-03-05 00:00:00,,"
    row = f"{account},Ada Lie <ada\u200b@kunde.example>,Ada Lie,MATE,NB,"
    (entry,) = saved(f"{HEAD}\n{row}\n,,,,,,,,,,\n\n")
    assert (entry.account.id, entry.account.name, entry.account.tier) == ("a1", "Kunde", "season")
    assert (entry.person.email, entry.person.seat, entry.person.language) == ("ada@kunde.example", "mate", "nb")


@pytest.mark.parametrize(
    "written", ["2024-03-05", "2024/3/5", "2024.03.05", "5.3.2024", "05.03.2024", "5. 3. 2024", "2024-03-05T00:00"]
)
def test_a_day_that_can_mean_only_one_is_that_day(written):
    (entry,) = entries(ADA.replace("2024-03-05", written))
    assert entry.account.created == date(2024, 3, 5)


def test_a_day_with_slashes_is_taken_when_one_of_its_numbers_is_no_month():
    (british,) = entries(ADA.replace("2024-03-05", "25/3/2024"))
    (american,) = entries(ADA.replace("2024-03-05", "3/25/2024"))
    assert british.account.created == american.account.created == date(2024, 3, 25)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("03/05/2024", "may mean 2024-05-03 or 2024-03-05; write it like one of these"),
        ("3-5-2024", "may mean 2024-05-03 or 2024-03-05; write it like one of these"),
        ("5.3.24", "is not a day such as 2024-03-05"),
        ("45356", "is not a day such as 2024-03-05"),
        ("2024-13-05", "is not a day such as 2024-03-05"),
        ("31.02.2024", "is not a day such as 2024-03-05"),
    ],
)
def test_a_day_that_may_be_another_is_asked_about_with_an_example(written, said):
    assert mistakes(ADA.replace("2024-03-05", written)) == [f"line 2: account_created {written!r} {said}"]


def test_a_manager_nobody_could_write_to_and_a_language_that_is_none_are_named():
    row = "a1,Kunde,season,2024-03-05,Eli,eli,ada@kunde.example,Ada Lie,mate,norwegian!,"
    assert mistakes(row) == [
        "line 2: language 'norwegian!' is not a language tag such as en or pt-BR",
        "line 2: contact_email 'eli' is not an e-mail address",
    ]


def test_a_name_that_holds_the_separator_without_quotes_is_named_with_its_line():
    (found,) = mistakes(ADA.replace("Ada Lie", "Lie, Ada"))
    assert found.startswith("line 2: there are more cells than headings")


def test_a_quote_that_is_never_closed_swallows_no_people():
    assert mistakes(ADA.replace("Ada Lie", '"Ada Lie'), ADA.replace("ada@", "bo@"))


WITH_FORMER = HEAD + ",former_emails"


def test_former_addresses_are_an_optional_column_and_whoever_had_one_comes_first():
    """Bodil gets the address that Ada had: the same file says both."""
    bodil = ",,,,,,ada@old.example,Bodil,,,,"
    moved_to = f"{ADA},ada@old.example; Ada.Lie@older.example"
    book, left = AddressBook(), []
    store(entries(f"{bodil},", moved_to, head=WITH_FORMER), book, left.append)
    assert book.former == {
        "ada@kunde.example": ("ada@old.example", "Ada.Lie@older.example"), "ada@old.example": (),
    }  # fmt: skip
    assert list(book.former) == ["ada@kunde.example", "ada@old.example"]
    assert left == ["ada@old.example", "Ada.Lie@older.example"]
    assert entries(ADA)[0].former == ()


def test_a_former_address_that_is_none_or_is_said_to_be_of_two_people_is_a_mistake():
    odd = ",,,,,,odd@vendor.example,,,,agent"
    assert mistakes(f"{ADA},a@old.example nobody", head=WITH_FORMER) == [
        "line 2: former_emails 'nobody' is not an e-mail address"
    ]
    assert mistakes(f"{ADA},a@old.example", f"{odd},A@OLD.example", head=WITH_FORMER) == [
        "line 3: former_emails 'A@old.example' is already that of line 2"
    ]
