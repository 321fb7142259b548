"""Policies whose calendar is another company's; everything else in them is the tests' own."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.policy import Policy
from chalicelib.policy.load import load
from chalicelib.policy.promise import PromiseClock
from tests.fakes.ferry import TEXT
from tests.policy.editing import Draft
from workshop.policy.render import public_holidays

DAY = date(2026, 12, 1)
NOBODYS = ("hours", "half_day", "own_day", "business_day")


def row(table: str, key: str, **fields: str) -> str:
    """A row that holds from the first day on; values are written as in the file."""
    lines = {"id": f'"{key}"', **fields, "since": fields.get("since", "1970-01-01"), "source": '"a test"'}
    return f"[[{table}]]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items())


def hours(key: str, weekdays: str, opens: str, closes: str, *, holidays: bool = False) -> str:
    """Opening hours such as `hours("support", "mon tue", "09:00", "17:00")`; `holidays`: on public holidays, too."""
    days = ", ".join(f'"{day}"' for day in weekdays.split())
    closed = "false" if holidays else "true"
    return row(
        "hours", key, weekdays=f"[{days}]", opens=f"{opens}:00", closes=f"{closes}:00", without_public_holidays=closed
    )


def half_day(key: str, days: str, opens: str, closes: str, **fields: str) -> str:
    return row("half_day", key, days=f"[{days}]", opens=f"{opens}:00", closes=f"{closes}:00", **fields)


def own_day(key: str, days: str, *periods: tuple[str, str], **fields: str) -> str:
    written = ", ".join(f"{{ opens = {opens}:00, closes = {closes}:00 }}" for opens, closes in periods)
    return row("own_day", key, days=f"[{days}]", open=f"[{written}]", **fields)


def business_day(open_hours: float) -> str:
    return row("business_day", "support", open_hours=str(open_hours), unit='"hours"')


def draft_of(*rows: str, zone: str = "Europe/Oslo", country: str = "NO") -> Draft:
    """The tests' own policy file with this calendar instead of its own."""
    blocks = TEXT.split("[[")
    text = "[[".join(block for block in blocks if block.partition("]]")[0] not in NOBODYS)
    written = "\n".join(rows)
    absent = "".join(f"{table} = []\n" for table in NOBODYS if f"[[{table}]]" not in written)
    text = absent + text.replace("own_day = []\n", "", 1)
    text = text.replace('zone = "Europe/Oslo"', f'zone = "{zone}"').replace('country = "NO"', f'country = "{country}"')
    return Draft(text).add(written)


def policy_of(*rows: str, zone: str = "Europe/Oslo", country: str = "NO") -> Policy:
    return load(draft_of(*rows, zone=zone, country=country).text, public_holidays(country))


def clock_of(*rows: str, zone: str = "Europe/Oslo", country: str = "NO") -> PromiseClock:
    return PromiseClock(policy_of(*rows, zone=zone, country=country), DAY)


def at(text: str, zone: str = "Europe/Oslo", fold: int = 0) -> datetime:
    """An instant such as "2026-01-07 11:00" on the clocks of the zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


WEEKDAYS = "mon tue wed thu fri"
EVERY_DAY = f"{WEEKDAYS} sat sun"

# Open from Sunday to Thursday, half of Friday and never on Saturday, in a zone with summer time.
STOCKHOLM = policy_of(
    hours("week", "sun mon tue wed thu", "08:30", "16:45"),
    hours("friday", "fri", "08:30", "12:30"),
    half_day("midsummer", '"06-18"', "00:00", "11:00"),
    own_day("kick_off", "2026-02-03"),
    business_day(7.5),
    zone="Europe/Stockholm",
    country="SE",
)
# Somebody is always there.
ROUND_THE_CLOCK = policy_of(
    hours("always", EVERY_DAY, "00:00", "00:00", holidays=True),
    business_day(24),
    zone="America/New_York",
    country="US",
)
# Two shifts a day with a break between them, the second until midnight; short hours on public holidays.
TWO_SHIFTS = policy_of(
    hours("early", WEEKDAYS, "06:00", "11:30"),
    hours("late", WEEKDAYS, "12:15", "00:00"),
    hours("watch", "sat sun", "10:00", "14:00", holidays=True),
    half_day("eve", '"12-24"', "07:00", "13:00"),
    own_day("party", "2026-12-11", ("06:00", "09:00"), ("10:00", "15:30")),
    business_day(17.25),
    zone="Australia/Sydney",
    country="AU",
)
