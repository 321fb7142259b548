"""Words and steps of the tests of the inbox."""

import time
import uuid

from tests.roles import asking, channels

WORDS = {
    "en": {
        "reply": "Your reply",
        "send": "Send",
        "close": "Close case",
        "undo": "Undo",
        "reopen": "Reopen",
        "new": "Create a new case",
        "open": "Open, waiting for us",
        "closed": "Closed",
        "you": "You",
    },
    "no": {
        "reply": "Svaret ditt",
        "send": "Send",
        "close": "Lukk saken",
        "undo": "Angre",
        "reopen": "Gjenåpne",
        "new": "Opprett en ny sak",
        "open": "Åpen, venter på oss",
        "closed": "Lukket",
        "you": "Du",
    },
}


def ask(page, stack, method, path, body=None):
    """Ask the API as the person whose session the page has."""
    headers = {"Origin": stack.origin, "Idempotency-Key": uuid.uuid4().hex}
    answer = page.context.request.fetch(f"{stack.url}/api{path}", method=method, data=body, headers=headers)
    assert answer.ok, answer.text()
    return answer.json()


def send_case(page, stack, overview, description="It worked on Friday.", **more):
    usual = {"channel": channels.mail().id, "language": asking.language()}
    body = {**usual, "overview": overview, "description": description, **more}
    return ask(page, stack, "POST", "/cases", body)["case"]["number"]


def button(page, words):
    return page.get_by_role("button", name=words, exact=True)


def until(page, true, what, seconds=180):
    """Let the page go on until something is true: as long as two looks at a timeline (POLL_SLOW), never for ever."""
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, what
        page.wait_for_timeout(50)


def sign_in_by_hand(page, stack, address):
    """On the open page, as people do it; the fixture `signed_in` spares that where signing in is not the matter."""
    before = len(stack.mails_to(address))
    page.get_by_label("Your email address").fill(address)
    button(page, "Send me a code").click()
    page.get_by_label("The code from the email").fill(stack.code_for(address, before))
    button(page, "Sign in").click()


def new_session(page, stack, address):
    """A session of its own for a page; the fixture `signed_in` gives one that is shared."""
    headers, before = {"Origin": stack.origin}, len(stack.mails_to(address))
    asked = page.context.request.post(f"{stack.url}/api/sign-in/codes", data={"email": address}, headers=headers)
    assert asked.status == 202, asked.text()
    body = {"email": address, "code": stack.code_for(address, before)}
    proved = page.context.request.post(f"{stack.url}/api/sign-in/sessions", data=body, headers=headers)
    assert proved.status == 201, proved.text()
