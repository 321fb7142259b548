"""A translator says which English text an article is true to."""

from workshop.site.languages.stamp import stamped
from workshop.site.pages.page import parse

ENGLISH = "---\ntitle: Seats\n---\n\nOne sentence.\n"
NORWEGIAN = '---\ntitle: Seter\nsource_hash: "old"\n---\n\nEn setning.\n'


def test_a_stamped_article_holds_the_hash_of_its_english_source():
    page = parse("seats.md", stamped(NORWEGIAN, ENGLISH, "seats.md"))
    assert parse("seats.md", ENGLISH).body_hash.startswith(page.meta["source_hash"])


def test_stamping_twice_changes_nothing_and_keeps_the_text():
    once = stamped(NORWEGIAN, ENGLISH, "seats.md")
    assert stamped(once, ENGLISH, "seats.md") == once
    assert once.endswith("\nEn setning.\n")


def test_a_changed_english_text_no_longer_fits_the_stamp():
    held = parse("seats.md", stamped(NORWEGIAN, ENGLISH, "seats.md")).meta["source_hash"]
    assert not parse("seats.md", ENGLISH.replace("One", "Another")).body_hash.startswith(held)


def test_new_front_matter_alone_does_not_make_a_translation_stale():
    held = parse("seats.md", stamped(NORWEGIAN, ENGLISH, "seats.md")).meta["source_hash"]
    assert parse("seats.md", ENGLISH.replace("title: Seats", "title: Your seat")).body_hash.startswith(held)
