"""Whether the built pages of the product have what readers need, also with a company's own text or templates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workshop.site.languages.locales import Locale

_FORM, _SIGN_IN, _STATUS = r"<form\b", r"<sign-in-form\b", r'role="?status\b'
# Page below the language -> what is in its HTML, and the name of that in the message.
NEEDED: Mapping[str, Sequence[tuple[str, str]]] = {
    "contact/index.html": (
        (r"<case-form\b", "the form of a case"),
        (r'<form class="?[^>]*\bcase\b', "the fields of a case"),
        (_SIGN_IN, "sign-in"),
        (_STATUS, "the live region"),
    ),
    "inbox/index.html": ((r"<support-inbox\b", "the list of cases with sign-in and its live region"),),
    "desk/index.html": ((r"<support-desk\b", "the queue with sign-in and its live region"),),
    "search/index.html": (
        (r"<search-results\b", "the results"),
        (_FORM, "the search field"),
        (_STATUS, "the live region"),
    ),
    "what-do-i-get/index.html": ((_STATUS, "the live region for the reader's plan"),),
    "404.html": ((_FORM, "the search field"), (_STATUS, "the live region")),
    "503.html": ((r"data-people\b", "the ways to reach people"),),
}


def missing(site: Path, locales: Sequence[Locale]) -> Iterator[str]:
    """What is missing on which page, a sentence each."""
    for locale in locales:
        for page, needed in NEEDED.items():
            file = site / locale.prefix / page
            text = file.read_text("utf-8") if file.is_file() else ""
            lost = [what for pattern, what in needed if not re.search(pattern, text)]
            if lost:
                yield f"{locale.prefix}{page}: the page of the product is without {', '.join(lost)}"
