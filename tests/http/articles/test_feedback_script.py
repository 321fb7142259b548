"""What a writer gets from scripts/feedback."""

from datetime import UTC, datetime

from chalicelib.wiring.operating import Comment, Tally
from workshop.feedback.cli import articles, main, versions, written


def test_articles_that_did_not_help_come_first_over_all_their_versions():
    tallies = [
        Tally("/a/", "abc1234", 5, 1, 0), Tally("/a/", None, 1, 1, 2), Tally("/b/", "abc1234", 0, 3, 1),
        Tally("/c/", "abc1234", 9, 0, 0),
    ]  # fmt: skip
    assert articles(tallies) == [("/b/", 0, 3, 1), ("/a/", 6, 2, 2), ("/c/", 9, 0, 0)]


def test_a_writer_sees_whether_a_new_version_helps_more():
    tallies = [Tally("/a/", "abc1234", 5, 1, 0), Tally("/a/", None, 1, 1, 2), Tally("/b/", "abc1234", 0, 3, 1)]
    assert [line.split(maxsplit=1) for line in versions(tallies[:1], "/a/")] == [
        ["abc1234", "5 helpful, 1 not helpful"]
    ]
    assert list(versions(tallies, "/b/")) == ["abc1234           0 helpful, 3 not helpful"]


def test_a_comment_is_shown_with_its_day_and_its_lines():
    comment = Comment(datetime(2026, 11, 25, 10, tzinfo=UTC), False, "Step 3\nis missing", "abc1234")
    assert list(written([comment])) == [
        "\n2026-11-25 10:00 UTC, not helpful, abc1234", "  Step 3", "  is missing",
    ]  # fmt: skip


def test_without_a_server_it_says_so(tmp_path, capsys):
    assert main(["--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("scripts/feedback: ")
