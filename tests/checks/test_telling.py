"""How findings reach a writer: all of them in the terminal, beside the line on GitHub; only errors fail the check."""

import pytest

from tests.checks.articles.conftest import Centre
from workshop.checks.writers import told


@pytest.fixture(autouse=True)
def at_a_terminal(monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def centre(tmp_path) -> Centre:
    text = "---\ntitle: A page\ndescription: What this page is about, in short.\n---\n\nText.\n"
    for locale in ("en", "no"):
        for name in ("page", "other"):
            file = Centre(tmp_path).file(locale, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(
                text if locale == "en" else text.replace("What this page is about, in short", "Hva siden er om")
            )
    Centre(tmp_path).stamp()
    return Centre(tmp_path)


def test_a_hint_does_not_fail(centre, capsys):
    centre.add("\nOne sentence. Another one.\n")
    assert told(centre.root, [str(centre.file("en"))]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "docs/en/topic/page.md:8: hint: two sentences on one line",
        "0 errors, 0 warnings, 1 hint",
    ]


def test_only_the_files_that_were_asked_for_are_told(centre, capsys):
    centre.add("\n[there](missing.md)\n")
    assert told(centre.root, [str(centre.file("en", "other"))]) == 0
    assert told(centre.root, [str(centre.root / "docs" / "en")]) == 1
    assert "docs/en/topic/page.md:8: error: there is no missing.md" in capsys.readouterr().out


def test_on_github_the_same_stands_beside_the_line(centre, capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    centre.add("\n[there](missing.md)\n")
    told(centre.root, [str(centre.file("en"))])
    assert "::error file=docs/en/topic/page.md,line=8::there is no missing.md" in capsys.readouterr().out
