"""A page of one language with what is known about it before it is built."""

from dataclasses import dataclass

from workshop.site.languages.locales import Locale
from workshop.site.pages.history import Change
from workshop.site.pages.page import Page


@dataclass(frozen=True)
class Staged:
    """A page of one language, ready to be built."""

    page: Page
    locale: Locale
    source: Locale  # the language it is written in; other than `locale` on a fallback page
    changed: Change | None
    written_in: tuple[Locale, ...]  # the languages that have this article, not a fallback page for it
    # False where its writer, or that of its source in the first language, leaves it out of the search.
    searched: bool = True

    @property
    def translated(self) -> bool:
        """Whether the same article exists in another language, too."""
        return len(self.written_in) > 1

    @property
    def stands_in(self) -> bool:
        return self.source != self.locale

    @property
    def is_original(self) -> bool:
        """Whether it is an article in the language it was written in."""
        return self.page.is_article and not self.stands_in

    @property
    def indexed(self) -> bool:
        """Whether our own search finds it."""
        return self.is_original and self.searched

    @property
    def address(self) -> str:
        """Its address below the site's: `no/sign-in/`."""
        return self.locale.prefix + self.page.address
