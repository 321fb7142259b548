"""The words around the policy's values in the generated tables, per language."""

from collections.abc import Mapping
from functools import cache

from chalicelib.company import Locale, folder, shipped, toml_of
from chalicelib.errors import CompanyBroken
from workshop.policy.cldr import names_of

WRITTEN_IN = "en"  # every word has a sentence in it

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "channel": "Channel",
        "channels_caption": "Channels by plan",
        "yes": "Yes",
        "no": "No",
        "languages_caption": "Languages of support by channel",
        "languages": "Answered in",
        "any_language": "Not answered by support, so any language",
        "profile_needed": "It must also be the language set in your profile",
        "promises_caption": "Response times",
        "promise": "Response time",
        "live": "Live, while you wait",
        "minutes.one": "Within {n} minute",
        "minutes.other": "Within {n} minutes",
        "business_hours.one": "Within {n} business hour",
        "business_hours.other": "Within {n} business hours",
        "business_days.one": "Within {n} business day",
        "business_days.other": "Within {n} business days",
        "hours": "Hours",
        "always": "Any time",
        "in_hours": "In opening hours",
        "hours_text": "Open {hours} ({zone}).",
        "hours_of_days": "{weekdays}, {times}",
        "hours_whole_day": "{weekdays}, around the clock",
        "times": "{opens} to {closes}",
        "holidays": "Closed on public holidays in {country}.",
        "holidays_open": "On public holidays in {country}: {hours}.",
        "half_day_until": "On {days}, we close at {closes}.",
        "half_day_from": "On {days}, we open at {opens}.",
        "half_day": "On {days}, we are only open from {opens} to {closes}.",
        "own_day_closed": "Also closed on {days}.",
        "own_day_open": "On {days}, we are open {times}.",
        "business_day": "One business day is {n} opening hours.",
        "seats_text": "In accounts created on {day} or later, you need one of these seats for {channels}:",
        "seats_none": "The seat does not matter for any channel.",
        "seats_older": "In older accounts, the seat does not matter.",
        "clients_caption": "Channels by device",
        "subscription_caption": "Who answers questions about your subscription",
        "plan": "Plan",
        "contact": "Who answers",
        "nobody": "Nobody",
        "phone_caption": "Numbers to dial",
        "country": "Country",
        "number": "Number",
        "spoken": "{channel} is answered in {languages}.",
        "calls_all": "We call numbers in every country.",
        "calls": "We call numbers in {countries}.",
        "calls_not": "We do not call numbers that charge the person who calls them.",
        "not_answered": "**Support specialists do not answer in {language}.** They answer in {languages}.",
        "site_silent": "**Support specialists do not answer in {silent}**, although you can read the help centre in "
        "{site}. They answer in {answered}.",
        "site_answered": "You can read the help centre in {site}, and support specialists answer in all of these "
        "languages.",
        "limits_caption": "What you fill in when you send a case",
        "field": "Field",
        "required": "Required",
        "limit": "Limit",
        "unit.characters": "{n} characters",
        "unit.links": "{n} links",
        "unit.language of support": "One of the support languages",
        "from_to": "{first} to {last}",
    },
    "no": {
        "channel": "Kanal",
        "channels_caption": "Kanaler per abonnement",
        "yes": "Ja",
        "no": "Nei",
        "languages_caption": "Språk vi svarer på, per kanal",
        "languages": "Vi svarer på",
        "any_language": "Besvares ikke av kundestøtte, så alle språk går bra",
        "profile_needed": "Språket må også være det du har valgt i profilen din",
        "promises_caption": "Svarfrister",
        "promise": "Svarfrist",
        "live": "Direkte, mens du venter",
        "minutes.one": "Innen {n} minutt",
        "minutes.other": "Innen {n} minutter",
        "business_hours.one": "Innen {n} time i åpningstiden",
        "business_hours.other": "Innen {n} timer i åpningstiden",
        "business_days.one": "Innen {n} virkedag",
        "business_days.other": "Innen {n} virkedager",
        "hours": "Tider",
        "always": "Når som helst",
        "in_hours": "I åpningstiden",
        "hours_text": "Åpent {hours} ({zone}).",
        "hours_of_days": "{weekdays}, kl. {times}",
        "hours_whole_day": "{weekdays}, hele døgnet",
        "times": "{opens}–{closes}",
        "holidays": "Stengt på helligdager i {country}.",
        "holidays_open": "På helligdager i {country}: {hours}.",
        "half_day_until": "{days} stenger vi kl. {closes}.",
        "half_day_from": "{days} åpner vi kl. {opens}.",
        "half_day": "{days} har vi bare åpent fra kl. {opens} til kl. {closes}.",
        "own_day_closed": "Stengt også {days}.",
        "own_day_open": "{days} har vi åpent kl. {times}.",
        "business_day": "Én virkedag er {n} timer i åpningstiden.",
        "seats_text": "I kontoer opprettet {day} eller senere må du ha ett av disse setene for {channels}:",
        "seats_none": "Setet spiller ingen rolle for noen kanal.",
        "seats_older": "I eldre kontoer spiller setet ingen rolle.",
        "clients_caption": "Kanaler per enhet",
        "subscription_caption": "Hvem som svarer på spørsmål om abonnementet",
        "plan": "Abonnement",
        "contact": "Hvem som svarer",
        "nobody": "Ingen",
        "phone_caption": "Telefonnumre",
        "country": "Land",
        "number": "Nummer",
        "calls_all": "Vi ringer til numre i alle land.",
        "calls": "Vi ringer til numre i {countries}.",
        "calls_not": "Vi ringer ikke til betalingsnumre.",
        "spoken": "{channel} besvares på {languages}.",
        "not_answered": "**Vi svarer dessverre ikke på {language}.** Vi svarer på {languages}.",
        "site_silent": "**Vi svarer ikke på {silent}**, selv om du kan lese hjelpesenteret på {site}. "
        "Vi svarer på {answered}.",
        "site_answered": "Du kan lese hjelpesenteret på {site}, og vi svarer på alle disse språkene.",
        "limits_caption": "Dette fyller du ut når du sender en sak",
        "field": "Felt",
        "required": "Må fylles ut",
        "limit": "Grense",
        "unit.characters": "{n} tegn",
        "unit.links": "{n} lenker",
        "unit.language of support": "Ett av språkene vi svarer på",
        "from_to": "{first} til {last}",
    },
}


def words_of(locale: Locale) -> Mapping[str, str]:
    """
    The sentences of a locale: the company's own, the product's in its language, those of the first locale, English.

    Raises:
        CompanyBroken: the company's file is not TOML, or has a sentence that no table asks for.
    """
    first = shipped().first
    return {**WORDS[WRITTEN_IN], **_translated(first), **_own(first.id), **_translated(locale), **_own(locale.id)}


def missing(locale: Locale) -> list[str]:
    """The names of sentences for which a locale has to take those of another language."""
    has = {**_translated(locale), **_own(locale.id)}
    return [name for name in WORDS[WRITTEN_IN] if name not in has and not name.endswith(".one")]


def _translated(locale: Locale) -> Mapping[str, str]:
    return next((WORDS[name] for name in names_of(locale) if name in WORDS), {})


@cache
def _own(locale: str) -> Mapping[str, str]:
    """`words/tables.<locale>.toml` of the company: names in quotes where they hold a dot or a space."""
    file = folder() / "words" / f"tables.{locale}.toml"
    if not file.is_file():
        return {}
    found: dict[str, str] = toml_of(file, f"words/{file.name}")
    forms = {name.rpartition(".")[0] for name in WORDS[WRITTEN_IN] if name.endswith(".other")}
    unknown = [name for name in found if name not in WORDS[WRITTEN_IN] and name.rpartition(".")[0] not in forms]
    problems = [f"words/{file.name}: there is no sentence {name}" for name in unknown]
    problems += [f"words/{file.name}: {name} must be text" for name, said in found.items() if not isinstance(said, str)]
    if problems:
        raise CompanyBroken(problems)
    return found
