"""Words and places of the tests of the desk."""

from tests.browser.cast import CUSTOMER_NAME

WORDS = {
    "en": {
        "take": "Take this case",
        "you": "You",
        "send": f"Send to {CUSTOMER_NAME}",
        "reply": f"Reply to {CUSTOMER_NAME}",
        "note": "Internal note",
        "save": "Save internal note",
        "close": "Close case",
        "reopen": "Reopen",
        "warning": "Only support specialists can see this",
        "mine": "Mine",
        "waiting": "Waiting for the customer",
    },
    "no": {
        "take": "Ta saken",
        "you": "Du",
        "send": f"Send til {CUSTOMER_NAME}",
        "reply": f"Svar til {CUSTOMER_NAME}",
        "note": "Internt notat",
        "save": "Lagre internt notat",
        "close": "Lukk saken",
        "reopen": "Gjenåpne",
        "warning": "Bare kundebehandlere ser dette",
        "mine": "Mine",
        "waiting": "Venter på kunden",
    },
}


def row(page, number):
    return page.locator(".queue > li", has=page.locator(".number", has_text=number))
