"""Print what readers of a running stack's articles said: answers per article, and comments newest first."""

import argparse
import sys
from collections.abc import Iterable, Iterator

from chalicelib.wiring import operating
from chalicelib.wiring.operating import Comment, Tally
from workshop.operators import add_options, meant, run
from workshop.site.languages.locales import LOCALES


def articles(tallies: Iterable[Tally]) -> list[tuple[str, int, int, int]]:
    """Address, helpful, not helpful and comments of each article over all its versions; the worst first."""
    sums: dict[str, tuple[int, int, int]] = {}
    for one in tallies:
        yes, no, comments = sums.get(one.path, (0, 0, 0))
        sums[one.path] = yes + one.helpful, no + one.not_helpful, comments + one.comments
    return sorted(((path, *sum_) for path, sum_ in sums.items()), key=lambda row: (-row[2], row[1], row[0]))


def table(tallies: Iterable[Tally]) -> Iterator[str]:
    yield f"{'helpful':>8}{'not':>6}{'comments':>10}  article"
    for path, yes, no, comments in articles(tallies):
        yield f"{yes:>8}{no:>6}{comments:>10}  {path}"


def versions(tallies: Iterable[Tally], path: str) -> Iterator[str]:
    """The answers about one article, a line for each version that was read."""
    for one in tallies:
        if one.path == path:
            yield f"{one.commit or 'unknown version':17} {one.helpful} helpful, {one.not_helpful} not helpful"


def written(comments: Iterable[Comment]) -> Iterator[str]:
    for one in comments:
        said = "helpful" if one.helpful else "not helpful"
        yield f"\n{one.at:%Y-%m-%d %H:%M} UTC, {said}, {one.commit or 'unknown version'}"
        # A comment can contain anything except control characters, which the API removed.
        yield from (f"  {line}" for line in one.text.splitlines())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/feedback", description=__doc__)
    parser.add_argument("--path", help="one article with its versions and comments, such as /no/sign-in/")
    add_options(parser)
    options = parser.parse_args(arguments)
    return run("scripts/feedback", lambda: _printed(options))


def _printed(options: argparse.Namespace) -> int:
    said = operating.feedback(meant(options))
    for locale in (locale.id for locale in LOCALES):
        tallies = list(said.tallies(locale))
        if options.path is None:
            print(f"\n{locale}", *table(tallies), sep="\n")
        elif lines := list(versions(tallies, options.path)):
            print(f"{locale} {options.path}", *lines, *written(said.comments(locale, options.path)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
