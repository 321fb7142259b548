"""Who writes one language is failed for nothing in the other: an English edit leaves the translator a warning."""

import pytest

from workshop.checks.articles import Level

# What an English writer may do to a text whose translation says that it is true to it.
EDITS = {
    "a number": ("Take 3", "Take 4"),
    "a number that goes": ("Take 3 of them.", "Take them."),
    "a heading": ("Take 3 of them.\n", "Take 3 of them.\n\n## Second step { #second-step }\n\nMore.\n"),
    "another id": ("#first-step", "#begin-here"),
    "a heading that goes": ("## First step { #first-step }\n", ""),
    "a step": ("Take 3 of them.", "1. Take 3 of them."),
    "a code block": ("Take 3 of them.\n", "Take 3 of them.\n\n```json\n{}\n```\n"),
    "a table": ("Take 3 of them.\n", "Take 3 of them.\n\n| a | b |\n|---|---|\n| c | d |\n"),
    "a note": ("Take 3 of them.\n", "Take 3 of them.\n\n!!! note\n    A note.\n"),
    "a link": ("Take 3 of them.", "Take 3 of [them](other.md)."),
    "a date": ("Take 3 of them.", "Take 3 of them by 5 March 2027."),
    "a number in code": ("Take 3 of them.", "Take 3 of them with `--most 40`."),
    "bytes that are no text": None,
    "front matter that cannot be read": ("title: A page", "title: [A page"),
    "no file any more": None,
    "a draft": ("title: A page", "draft: true\ntitle: A page"),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_english_edit_fails_no_norwegian_check(centre, what):
    file = centre.file("en")
    if what == "no file any more":
        file.unlink()
    elif what == "bytes that are no text":
        file.write_bytes(file.read_bytes() + b"\x93\n")
    else:
        before, after = EDITS[what]
        assert before in file.read_text()
        file.write_text(file.read_text().replace(before, after))
    assert [one for one in centre.told(Level.ERROR) if one.startswith("docs/no/")] == []


@pytest.mark.parametrize(
    "what", [what for what, edit in EDITS.items() if edit and "front matter" not in what and what != "a draft"]
)
def test_it_leaves_the_translator_a_warning_beside_the_page(centre, what):
    file = centre.file("en")
    file.write_text(file.read_text().replace(*EDITS[what]))
    warned = [one for one in centre.told(Level.WARNING) if one.startswith("docs/no/topic/page.md:")]
    assert any("behind its English source" in one for one in warned)


@pytest.mark.parametrize(("before", "after"), [
    ("Ta 3", "Ta 4"), ("#first-step", "#begin-here"), ("Ta 3 av dem.", "1. Ta 3 av dem."), ("Ta 3 av dem.",
    "Ta [3](other.md)."),
])  # fmt: skip
def test_a_norwegian_edit_fails_the_norwegian_page_and_no_english_one(centre, before, after):
    file = centre.file("no")
    file.write_text(file.read_text().replace(before, after))
    told = centre.told(Level.ERROR)
    assert told
    assert [one for one in told if not one.startswith("docs/no/")] == []


def test_a_link_to_a_draft_is_told_but_drafts_may_link_to_each_other(centre):
    centre.change("title: A page", "draft: true\ntitle: A page")
    other = centre.file("en", "other")
    other.write_text(other.read_text() + "\n[A](page.md)\n")
    said = "docs/en/topic/page.md is a draft, so readers have no page there"
    assert f"docs/en/topic/other.md:10: error: {said}" in centre.told(Level.ERROR)
    other.write_text(other.read_text().replace("title: A page", "draft: true\ntitle: A page"))
    assert [one for one in centre.told(Level.ERROR) if said in one] == []


def test_a_draft_is_said_to_be_one(centre):
    centre.change("title: En side", "draft: true\ntitle: En side", "no")
    said = "this is a draft, so readers get the English article"
    assert f"docs/no/topic/page.md:2: hint: {said}" in centre.told(Level.HINT)
    centre.change("title: A page", "draft: true\ntitle: A page")
    assert "docs/en/topic/page.md:2: hint: readers do not see this: it is a draft" in centre.told(Level.HINT)
