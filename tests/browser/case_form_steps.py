"""Words and steps of the tests of the case form."""

import re

from tests.roles import asking, channels, standing

WORDS = {
    "en": {
        "email": "Your email address",
        "ask": "Send me a code",
        "code": "The code from the email",
        "in": "Sign in",
        "overview": "Subject",
        "description": "Description",
        "send": "Send",
        "received": "We have received your case",
        "due": r"\w+day, {0.day} \w+ {0.year} at {0:%H:%M}",
        "open": "Open the case",
    },
    "no": {
        "email": "E-postadressen din",
        "ask": "Send meg en kode",
        "code": "Koden fra e-posten",
        "in": "Logg inn",
        "overview": "Emne",
        "description": "Beskrivelse",
        "send": "Send",
        "received": "Vi har mottatt saken din",
        "due": r"\w+dag {0.day}\. \w+ {0.year} kl\. {0:%H\.%M}",
        "open": "Åpne saken",
    },
}

SIGN_IN = asking.open_topic().name["en"]
# The names of the seats of a rule, as an English sentence lists them.
*FIRST, LAST = [one.name["en"] for one in standing.seats_for(channels.chat())]
NO_SEAT = re.compile(f"^You need one of these seats: {', '.join(map(re.escape, FIRST))},? or {re.escape(LAST)}$")


def radio(page, channel, locale="en"):
    return page.get_by_role("radio", name=channel.name[locale], exact=True)


def ready(page, query=""):
    page.goto(f"contact/{query}")
    page.wait_for_selector("case-form[data-ready]")
    return page


def write(page, words=WORDS["en"], overview="Import stops at row 200", description="The import of contacts stops."):
    page.get_by_label(words["overview"], exact=True).fill(overview)
    page.get_by_label(words["description"]).fill(description)


def send(page, words=WORDS["en"]):
    page.get_by_role("button", name=words["send"], exact=True).click()


def prove(page, stack, address, words=WORDS["en"]):
    before = len(stack.mails_to(address))
    page.get_by_label(words["email"]).fill(address)
    page.get_by_role("button", name=words["ask"]).click()
    page.get_by_label(words["code"]).fill(stack.code_for(address, before))
    page.get_by_role("button", name=words["in"]).click()
