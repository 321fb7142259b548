"""What the policy calls something, in the language of a page or a mail."""

from collections.abc import Mapping

from chalicelib.policy.schema import LANGUAGE_OF_LOCALE, LOCALES


def name_in(names: Mapping[str, str], language: str) -> str:
    """
    The name in a language.

    Args:
        names: words per locale of the site and, for some, per language of mails.
        language: a locale such as "no", or a language tag such as "nb" or "pt-BR".

    Returns:
        The name in that language, whatever its region, else the name of the site's first locale.
    """
    main = language.split("-")[0]
    same = [locale for locale, tag in LANGUAGE_OF_LOCALE.items() if tag.split("-")[0] == main]
    return next((names[key] for key in (language, *same, main, *LOCALES) if key in names), "")


def unnamed(names: Mapping[str, str], languages: list[str]) -> list[str]:
    """The languages that would read the name of another."""
    of_site = {*LOCALES, *LANGUAGE_OF_LOCALE.values()}
    return [tag for tag in languages if tag not in names and tag not in of_site]
