"""The book that proves our logs private: what it must find, and what is no finding."""

import logging

import pytest

from tests.fakes.log_book import LogBook

log = logging.getLogger("tests.log_book")


@pytest.fixture
def book():
    with LogBook().open() as book:
        yield book


def fail_with(words):
    try:
        raise ValueError(words)
    except ValueError:
        log.exception("failed")


@pytest.mark.parametrize(
    "write",
    [
        lambda word: log.info(f"sent {word}"),
        lambda word: log.info("sent %s", word),
        lambda word: log.info("sent %(word)s", {"word": word}),
        lambda word: log.info("sent", extra={"case": {"words": [word]}}),
        fail_with,
    ],
    ids=["in the message", "as an argument", "as a named argument", "as an extra", "in an exception"],
)
def test_a_planted_word_is_found_wherever_a_line_holds_it(book, write, capsys):
    write(book.plant("482913"))
    assert len(book.secrets_found()) == 1
    capsys.readouterr()


def test_the_digits_of_a_clock_or_of_a_duration_are_no_finding(book):
    for part in range(300):
        log.info("a page took %.0f ms", part / 700)
    for code in range(100, 1000):  # nearly each of them is in some clock reading or duration of the lines above
        book.plant(f"{code}")
    assert book.secrets_found() == []
