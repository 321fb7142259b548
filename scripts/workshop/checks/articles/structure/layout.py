"""One sentence per line, and no spaces at the end of lines: what makes a change easy to review."""

import re
from collections.abc import Iterator

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.source import Article

_TWO = re.compile(r"(?<![A-ZÆØÅ0-9])(?<!\b[a-zæøå])(?P<end>[.!?][\"»”)*]*)\s+[«\"“*]*[A-ZÆØÅ]")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|no|kl|f\.eks|bl\.a|osv|dvs|nr|ca|St|Mr|Ms|Dr|Inc|Ltd))$", re.IGNORECASE)


def findings(article: Article) -> Iterator[Finding]:
    for number, raw in enumerate(article.text.split("\n"), 1):
        if raw != raw.rstrip() and number > article.front_lines:
            yield Finding(article.path, number, Level.HINT, "spaces at the end of the line")
    for line in article.lines:
        if line.is_table or line.raw.startswith("#"):
            continue
        for found in _TWO.finditer(line.prose):
            if not _SHORT.search(line.prose[: found.start()]):
                yield Finding(article.path, line.number, Level.HINT, "two sentences on one line")
                break
