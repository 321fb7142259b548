"""A fact of the policy that a writer types into an article is found, with the table that has it."""

import pytest

from workshop.checks.articles import Level


@pytest.mark.parametrize(
    ("locale", "text", "table"),
    [
        ("en", "We answer within one business day.", "promises.md"),
        ("en", "We answer within 1 business day.", "promises.md"),
        ("no", "Vi svarer innen én virkedag.", "promises.md"),
        ("no", "En kundebehandler ringer innen fem minutter.", "promises.md"),
        ("en", "Accounts created on 5 March 2024 need more.", "seats.md"),
        ("no", "Fra 3. september 2024 er det slutt.", "seats.md"),
        ("en", "We are open from 9 am to 5 pm.", "hours.md"),
        ("en", "On 24 December, we close at noon.", "hours.md"),
        ("no", "Nyttårsaften, 31. desember, stenger vi tidlig.", "hours.md"),
        ("no", "Vi har åpent kl. 09.00–17.00.", "hours.md"),
        ("en", "Call +44 20 7946 0142.", "phone.md"),
        ("en", "Call `+442079460142`.", "phone.md"),
        ("en", "Ask <https://community.nordlys.example/>.", "community.md"),
        ("en", "Write to success@nordlys.example.", "subscription.md"),
        ("en", "Enterprise accounts may use the phone.", "channels.md"),
        ("en", "The professional and Professional plans have chat.", "channels.md"),
        ("en", "Write in English, French, German, Japanese, Portuguese or Spanish.", "languages.md"),
        ("no", "Feltet Beskrivelse tar 10 000 tegn.", "limits.md"),
    ],
)  # fmt: skip
def test_a_fact_of_the_policy_is_pulled_in_and_not_typed(centre, locale, text, table):
    centre.add(f"\n{text}\n", locale)
    line = 10 if locale == "en" else 11
    assert [one for one in centre.told(Level.ERROR) if one.startswith(f"docs/{locale}/topic/page.md:{line}:")
            and one.endswith(f'or pull in --8<-- "{table}"')], centre.told()  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Wait five minutes, and load the page again.",
        "The report is ready on the next business day.",
        "A meeting from 9 am to 5 pm.",
        "The campaign is sent on 24 December.",
        "A description of 1,000 characters.",
        "Your Enterprise account has more reports.",
        "Ask for it in chat.",
    ],
)
def test_a_number_that_is_not_the_policys_is_left_alone(centre, text):
    centre.add(f"\n{text}\n")
    assert [one for one in centre.told() if "support policy" in one] == []
