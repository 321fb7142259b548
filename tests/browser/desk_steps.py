"""People, words and places of the tests of the desk."""

ADA, ODD = "ada@nordlys.example", "odd@nordlys.example"
NORA, LARS = "nora@nordhavn.example", "lars@lysning.example"

WORDS = {
    "en": {
        "take": "Take this case",
        "you": "You",
        "send": "Send to Nora Strand",
        "reply": "Reply to Nora Strand",
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
        "send": "Send til Nora Strand",
        "reply": "Svar til Nora Strand",
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
