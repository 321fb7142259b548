"""How a locale writes days, times, numbers and lists, as CLDR describes it."""

from babel import Locale as Cldr
from babel import UnknownLocaleError

from chalicelib.company import Locale
from chalicelib.errors import CompanyBroken

NORWEGIAN = frozenset({"nb", "nn", "no"})  # tags of one language: words in any of them are words for its readers


def names_of(locale: Locale) -> tuple[str, ...]:
    """What files in the language of a locale may be called, best first: its id, its tag, its language."""
    language = locale.tag.partition("-")[0].lower()
    also = sorted(NORWEGIAN) if language in NORWEGIAN else ()
    return tuple(dict.fromkeys((locale.id, locale.tag, language, *also)))


def cldr(locale: Locale) -> Cldr:
    """
    CLDR's description, by the `dates` of a locale.

    Raises:
        CompanyBroken: CLDR has none of this name.
    """
    try:
        return Cldr.parse(locale.dates, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise CompanyBroken(
            [f"company.toml: locale ({locale.id}): dates {locale.dates!r} is no locale of CLDR, such as 'en-GB'"]
        ) from error
