"""What the policy calls something, in the language of a page or of a mail."""

import pytest

from chalicelib.policy.names import name_in, unnamed
from tests.roles import company

NAMES = {"en": "Ferry", "no": "Ferge", "fr": "Bac"}


@pytest.mark.parametrize(
    ("language", "name"),
    [("no", "Ferge"), ("nb", "Ferge"), ("en-GB", "Ferry"), ("fr", "Bac"), ("fr-CA", "Bac")],
)
def test_a_language_has_its_own_name_whatever_its_region(language, name):
    company.pages_in("no")
    assert name_in(NAMES, language) == name


def test_a_language_without_a_name_reads_the_one_of_the_first_locale():
    company.pages_in("no")
    assert name_in(NAMES, "ja") == "Ferry"
    assert unnamed(NAMES, ["en", "nb", "fr", "ja"]) == ["ja"]
