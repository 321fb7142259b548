"""A roster of people and accounts as CSV: every mistake with its line, or everything is stored."""

import io
from datetime import date

import pytest

from chalicelib.http.parsing import ascii_address
from chalicelib.people.roster import COLUMNS, BadRoster, read, store
from chalicelib.policy import shipped
from tests.fakes.people import AddressBook

RULES = shipped().on(date(2026, 11, 25))
HEAD = ",".join(COLUMNS)
ADA = "a1,Havgap,starter,2024-03-05,,,ada@havgap.example,Ada Lie,sales,nb,requester"


def entries(*lines, head=HEAD):
    return read(io.StringIO("\n".join([head, *lines]) + "\n"), RULES, ascii_address)


def mistakes(*lines, head=HEAD):
    with pytest.raises(BadRoster) as bad:
        entries(*lines, head=head)
    return bad.value.mistakes


def test_accounts_and_people_are_stored():
    book = AddressBook()
    agent = ",,,,,,odd@nordlys.example,,,,agent"
    assert store(entries(ADA, agent), book) == (1, 2)
    ada, odd = book.person("ADA@havgap.example"), book.person("odd@nordlys.example")
    assert (ada.seat, ada.language, ada.account.tier) == ("sales", "nb", "starter")
    assert ada.account.created == date(2024, 3, 5)
    assert (odd.name, odd.role, odd.language, odd.seat, odd.account) == ("odd", "agent", "en", None, None)


def test_columns_may_be_in_another_order_with_others_between_and_spaces_around():
    columns = [*reversed(COLUMNS), "shoe size"]
    values = dict(zip(COLUMNS, ADA.split(","), strict=True)) | {"shoe size": "38"}
    (entry,) = entries(" , ".join(values[name] for name in columns), head=" , ".join(columns))
    assert (entry.person.email, entry.account.id) == ("ada@havgap.example", "a1")


def test_every_missing_column_is_named():
    missing = [name for name in COLUMNS if name not in ("email", "name")]
    assert mistakes(head="email,name") == [f"column {name} is missing" for name in missing]
    assert len(mistakes(head="")) == len(COLUMNS)


def test_every_mistake_is_named_with_its_line():
    found = mistakes(
        ADA,
        "a2,,gold,5 March,,,not an address,,throne,en,king",
        "a3,Fin,starter,2024-02-30,,,b@havgap.example,,,en,",
        "",
        ",,,,,,@,,,,",
    )
    assert found == [
        "line 3: email 'not an address' is not an e-mail address",
        "line 3: role 'king' is not one of requester, agent",
        "line 3: seat 'throne' is not one of core, sales, service, view_only, or empty",
        "line 3: tier 'gold' is not one of free, starter, professional, enterprise",
        "line 3: account_name is empty",
        "line 3: account_created '5 March' is not a day such as 2024-03-05",
        "line 4: account_created '2024-02-30' is not a day such as 2024-03-05",
        "line 6: email '@' is not an e-mail address",
    ]


def test_two_lines_about_one_person_are_a_mistake():
    again = ADA.replace("ada@", "Ada@").replace("sales", "core")
    assert mistakes(ADA, again) == ["line 3: email 'Ada@havgap.example' says something else than line 2"]


def test_two_accounts_with_one_id_are_a_mistake():
    other = ADA.replace("ada@", "bo@").replace("starter", "enterprise")
    assert mistakes(ADA, other) == ["line 3: account_id 'a1' says something else than line 2"]
    assert len(entries(ADA, ADA.replace("ada@", "bo@"))) == 2, "colleagues share an account"


def test_an_international_domain_is_kept_in_the_form_that_mail_servers_take():
    (entry,) = entries(ADA.replace("havgap.example", "blåbær.example"))
    assert entry.person.email == "ada@xn--blbr-roah.example"


def test_a_file_that_is_not_csv_is_refused_with_a_line():
    assert mistakes(ADA, "x" * 200_000)[-1].startswith("line 3: ")
    assert mistakes(ADA, "\x00\x01\x02")
