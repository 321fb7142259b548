"""A Norwegian page is built as its English source: headings, steps, code, tables, notes, pictures, links."""

from collections.abc import Iterator, Mapping, Sequence
from posixpath import splitext

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.source import Article


def findings(article: Article, english: Article) -> Iterator[Finding]:
    ours, theirs = ([heading.id for heading in each.headings] for each in (article, english))
    if ours != theirs:
        line, words = _first_difference(article, english)
        yield Finding(article.path, line, Level.ERROR, words)
    for line, words in _build(article, english):
        yield Finding(article.path, line, Level.ERROR, words)


def _first_difference(article: Article, english: Article) -> tuple[int, str]:
    pairs = zip(article.headings, english.headings, strict=False)
    for ours, theirs in pairs:
        if ours.id != theirs.id:
            return ours.line, f"the heading id is {ours.id}, where {english.path}:{theirs.line} has {theirs.id}"
    if len(article.headings) > len(english.headings):
        extra = article.headings[len(english.headings)]
        return extra.line, f"{english.path} has no heading {extra.id} here"
    missing = english.headings[len(article.headings)]
    last = article.headings[-1].line if article.headings else 1
    return last, f"the heading {missing.id} of {english.path}:{missing.line} is missing"


def _build(article: Article, english: Article) -> Iterator[tuple[int, str]]:
    for what, of in _PARTS:
        ours, theirs = of(article), of(english)
        if [one for _, one in ours] == [one for _, one in theirs]:
            continue
        line, here, there = _differ(ours, theirs)
        yield line or 1, f"{what} differ from {english.path}: {here or 'none'} here, {there or 'none'} there"
    ours_led, theirs_led = _leads(article), _leads(english)
    for target, line in ours_led.items():
        if target not in theirs_led:
            yield line, f"{english.path} has no link to {target}"
    for target, line in theirs_led.items():
        if target not in ours_led:
            yield 1, f"the link to {target} is missing ({english.path}:{line})"


def _differ(ours: Sequence[tuple[int, str]], theirs: Sequence[tuple[int, str]]) -> tuple[int, str, str]:
    for number in range(max(len(ours), len(theirs))):
        here = ours[number] if number < len(ours) else (ours[-1][0] if ours else 1, "")
        there = theirs[number][1] if number < len(theirs) else ""
        if here[1] != there:
            return here[0], here[1], there
    raise AssertionError("they are equal")


def _fences(article: Article) -> list[tuple[int, str]]:
    return [(line.number, line.fence or "without a language") for line in article.lines if line.fence is not None]


def _steps(article: Article) -> list[tuple[int, str]]:
    return [(line.number, "a step") for line in article.lines if line.is_step]


def _notes(article: Article) -> list[tuple[int, str]]:
    return [(line.number, line.admonition) for line in article.lines if line.admonition]


def _snippets(article: Article) -> list[tuple[int, str]]:
    return [(line.number, line.snippet) for line in article.lines if line.snippet]


def _pictures(article: Article) -> list[tuple[int, str]]:
    # A picture can be translated: `inbox.no.png` beside `inbox.png`.
    return [(link.line, _stem(link.target)) for link in article.links if link.image]


def _stem(target: str) -> str:
    stem, ending = splitext(target)
    return stem.removesuffix(".no").removesuffix(".en") + ending


def _tables(article: Article) -> list[tuple[int, str]]:
    found: list[tuple[int, int, int]] = []
    last = 0
    for line in article.lines:
        if line.is_table:
            if line.number == last + 1:
                start, rows, columns = found[-1]
                found[-1] = (start, rows + 1, columns)
            else:
                found.append((line.number, 1, line.raw.strip().strip("|").replace("\\|", "").count("|") + 1))
            last = line.number
    return [(start, f"{rows - 2} rows of {columns}") for start, rows, columns in found]


def _leads(article: Article) -> Mapping[str, int]:
    """The page's links, each with its first line; links to other hosts can differ between languages."""
    found: dict[str, int] = {}
    for link in article.links:
        if not link.image and ":" not in link.target.split("/")[0]:
            found.setdefault(link.target.replace("/no/", "/"), link.line)
    return found


_PARTS = (
    ("steps", _steps),
    ("code blocks", _fences),
    ("tables", _tables),
    ("notes", _notes),
    ("pulled-in tables", _snippets),
    ("pictures", _pictures),
)
