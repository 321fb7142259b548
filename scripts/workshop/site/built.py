"""What the generator has written, for the steps that come after it."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from workshop.site.languages.locales import Locale
from workshop.site.pages.staged import Staged


@dataclass(frozen=True)
class Built:
    """A site on its way: pages of the languages in `locales` are new, the others are links to the served ones."""

    root: Path
    site: Path
    site_url: str
    locales: tuple[Locale, ...]
    staged: list[Staged]
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The site's address, with its slash."""
        return self.site_url.rstrip("/") + "/"

    @property
    def path(self) -> str:
        """The path of that: `/` when the site has its host to itself, else such as `/answers/`."""
        return urlsplit(self.base).path

    @property
    def articles(self) -> list[Staged]:
        """Real articles of the languages that were built now."""
        return [one for one in self.staged if one.is_original and one.locale in self.locales]
