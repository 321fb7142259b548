"""No language of the site is written into the product: the table of locales has them."""

from pathlib import Path

import pytest

from workshop.checks.locale_literals import EXCEPTIONS, findings, needless

ROOT = Path(__file__).resolve().parents[2]
NAMES = frozenset({"en", "no", "nb"})


def test_the_product_names_no_language():
    assert findings(ROOT) == []


def test_no_exception_is_for_something_that_is_gone():
    assert needless(ROOT) == []


def test_an_exception_has_a_reason():
    assert all(reason.strip() for reason in EXCEPTIONS.values())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("intake/door.py", 'LOCALES = ("en",)\n'),
        ("intake/door.py", 'path = base + "/no/"\n'),
        ("overrides/assets/a.js", 'const here = lang === "nb"\n'),
        ("overrides/assets/a.js", "const names = { en: 1 }\n"),
        ("overrides/assets/a.js", "show(names.nb)\n"),
        ("overrides/a.html", '<a hreflang="en" href="x">x</a>\n'),
        ("overrides/a.html", "{% if locale == 'no' %}{% endif %}\n"),
    ],
)
def test_a_language_in_code_is_named_with_its_line(tmp_path, path, text):
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(text)
    (found,) = findings(tmp_path, NAMES)
    assert found.startswith(f"{path}, line 1: ")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "intake/door.py",
            '"""In `no` the pages are Norwegian."""\n# "en" is the first\nx = "there is no such page"\n',
        ),
        ("overrides/assets/a.js", '// "nb" and "no"\nconst x = "no page"\n'),
        ("overrides/a.html", '{# hreflang="en" #}<p>no</p>\n'),
        ("overrides/words/sv.html", '{% set words = { "no": "Nej" } %}\n'),
    ],
)
def test_texts_and_comments_are_free(tmp_path, path, text):
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert findings(tmp_path, NAMES) == []
