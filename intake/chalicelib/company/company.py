"""What `company.toml` says, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Site:
    """What the help centre is called in one locale."""

    name: str
    short_name: str  # under the icon of the installed app: at most 15 characters
    description: str
    copyright: str
    discourse: str | None = None  # a Discourse community of these readers, whose topics join the search


@dataclass(frozen=True)
class Locale:
    """
    One language of the site. What is None takes the plain path.

    Attributes:
        id: folder under docs/ and includes/, and the name in addresses: "en", "no".
        tag: html[lang], hreflang, Pagefind, mails: "en", "nb".
        prefix: what its addresses begin with: "" for the first locale, "no/" for others.
        name: the language in its own words: "English", "Norsk".
        theme: the theme's language file: "en", "nb".
        dates: the CLDR locale of its dates, times and lists: "en-GB".
        direction: "ltr" or "rtl".
        clock: CLDR pattern of a time of day where it differs from the one of `dates`: "HH.mm".
        stemmer: name of the search's word endings ("english", "norwegian").
        word_parts: name of the rules by which compound words are taken apart.
        numbers: name of the rules that read numbers and dates in articles.
        dictionary: name of the hunspell dictionary.
    """

    id: str
    tag: str
    prefix: str
    name: str
    theme: str
    dates: str
    site: Site
    direction: str = "ltr"
    clock: str | None = None
    stemmer: str | None = None
    word_parts: str | None = None
    numbers: str | None = None
    dictionary: str | None = None


@dataclass(frozen=True)
class Palette:
    """Colours of one scheme, each `#rrggbb`."""

    primary: str
    primary_light: str
    primary_dark: str
    on_primary: str
    link: str
    accent: str
    on_accent: str


@dataclass(frozen=True)
class Footer:
    """A link at the end of each page; label and address by locale id."""

    label: Mapping[str, str]
    link: Mapping[str, str]


@dataclass(frozen=True)
class Company:
    """
    Attributes:
        name: of the company, in sentences.
        product: what its customers use.
        site_address: where the help centre is; without a slash at its end.
        sender: the `From` of mails: "Name <address>".
        sender_names: language tag of mails -> that name in this language; a language that is not in it takes the other.
        support_address: where people write who cannot use the site.
        locales: in the order of the file; the first is the fallback.
        articles: name in code -> path of an article under docs/<locale>/, without `.md`; a name that is not in it has
            no article, and no link to one is shown.
        edit: address at which a page is edited, with `{path}`; None for no such link.
        history: address of a page's history, with `{path}`; None for no such link.
    """

    name: str
    product: str
    site_address: str
    sender: str
    support_address: str
    locales: tuple[Locale, ...]
    light: Palette
    dark: Palette
    articles: Mapping[str, str]
    sender_names: Mapping[str, str] = field(default_factory=dict)
    footer: tuple[Footer, ...] = ()
    edit: str | None = None
    history: str | None = None

    @property
    def first(self) -> Locale:
        """The locale at the root of the site, to which missing words fall back."""
        return self.locales[0]

    @cached_property
    def by_id(self) -> Mapping[str, Locale]:
        """Locale id -> locale."""
        return {locale.id: locale for locale in self.locales}

    def locale(self, id: str) -> Locale:
        """
        The locale of an id.

        Raises:
            KeyError: the company has none of this id.
        """
        return self.by_id[id]

    def in_language(self, tag: str) -> Locale:
        """The locale for a language tag: of this tag, or of the same language in any region, else the first."""
        asked = tag.lower()
        same = (one for one in self.locales if one.tag.lower() == asked)
        near = (one for one in self.locales if one.tag.lower().split("-")[0] == asked.split("-")[0])
        return next(same, None) or next(near, self.first)
