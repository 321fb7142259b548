"""A page survives what it shows: with each field of each answer bent, the rest still shows, and no script stops."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.inbox_steps import ask, send_case
from tests.browser.pages.bent_answers import HARNESS, JUNK, TRY_ALL, Answer
from tests.roles import asking, channels, company

pytestmark = pytest.mark.browser

ME = f"/me?client={asking.browser().id}&locale=en"
FULL = {
    "links": ["https://app.vendor.example/lists/7", "https://app.vendor.example/lists/8"],
    "asked": ["how do I export", "why is it grey"],
    "read": [{"path": "/contacts/", "section": "export", "commit": "abcdef1234"}, {"path": "/reports/"}],
    "reply_email": "customer.private@elsewhere.example",
    "channel": channels.call_to_a_number().id,
    "phone": "+4722334455",
}


@pytest.fixture(autouse=True)
def told(customer, agent, stack, page_factory):
    """A case with everything that a case can have, and its number. What is asked for with a bent cursor is refused."""
    page_factory.expected.append("status of 422")
    before = send_case(customer, stack, "The case before")
    number = send_case(customer, stack, "Lists are grey", follows=before, **FULL)
    ask(agent, stack, "POST", f"/desk/cases/{number}/take")
    ask(agent, stack, "POST", f"/desk/cases/{number}/notes", {"text": "Look at https://app.vendor.example/audit"})
    ask(agent, stack, "POST", f"/cases/{number}/messages", {"text": "Which lists are they?"})
    ask(customer, stack, "POST", f"/cases/{number}/messages", {"text": "All seven of them"})
    return number


def answers(page, stack, *routes):
    return [
        Answer(f"^GET /api{route}$", page.context.request.get(f"{stack.url}/api{asked}").json())
        for route, asked in routes
    ]


def survives(page, selector, given, press=None):
    """Bend everything in the answers, restarting the element each time; returns what did not survive."""
    page.evaluate(HARNESS)
    shown = page.locator(selector).text_content()
    sure = [text for answer in given for text in answer.texts(shown)]
    assert sure, shown
    bends = [bend for answer in given for bend in answer.bends()]
    assert len(bends) > 10 * len(JUNK)
    return "\n".join(page.evaluate(TRY_ALL, [selector, bends, sure, ["", "case", "account"], press]))


def test_a_case_in_the_inbox(customer, stack, told):
    customer.goto(f"inbox/?case={told}")
    customer.wait_for_selector(".timeline > li")
    path = f"/cases/{told}"
    given = answers(customer, stack, ("/me", "/me"), (path, path), (f"{path}/events", f"{path}/events"))
    given[0] = Answer(given[0].route, {"requester": given[0].body["requester"]})
    assert survives(customer, "support-inbox", given) == ""


def test_the_list_in_the_inbox(customer, stack):
    customer.goto("inbox/")
    customer.wait_for_selector(".rows > li")
    assert survives(customer, "support-inbox", answers(customer, stack, ("/cases", "/cases?filter=all"))) == ""


def test_a_case_at_the_desk(agent, stack, told):
    agent.goto(f"desk/?case={told}")
    agent.wait_for_selector(".timeline > li")
    path = f"/cases/{told}"
    assert (
        survives(agent, "support-desk", answers(agent, stack, (path, path), (f"{path}/events", f"{path}/events"))) == ""
    )


def test_the_queue_at_the_desk(agent, stack):
    agent.goto("desk/?status=mine")
    agent.wait_for_selector(".queue > li")
    assert survives(agent, "support-desk", answers(agent, stack, ("/desk/queue", "/desk/queue?status=mine"))) == ""


def test_the_case_form(customer, stack):
    customer.goto("contact/")
    customer.wait_for_selector("case-form[data-ready] .channel")
    assert survives(customer, "case-form", answers(customer, stack, ("/me", ME))) == ""


def test_the_ways_to_people_in_the_help(customer, stack):
    customer.goto(company.article(0).path)
    customer.locator("[data-help]").first.click()
    customer.locator(".help-people").click()
    customer.wait_for_selector(".help-ways[aria-busy=false]")
    given = answers(customer, stack, ("/me", ME))
    given = [Answer(one.route, {**one.body, "account": None}) for one in given]  # the dialog does not name it
    assert survives(customer, ".help-view", given, press=".help-people") == ""


PROBLEM = {
    "type": "about:blank",
    "title": "No",
    "detail": "No",
    "code": "invalid",
    "errors": [{"field": "overview", "code": "too_long", "params": {"max": 5}}, {"field": "links[0]", "code": "odd"}],
    "reasons": ["hours"],
    "allowed_channels": [channels.mail().id],
    "taken_by": "Odd",
}


@pytest.mark.parametrize("code", ["invalid", "not_entitled", "conflict"])
def test_a_refusal(customer, code):
    customer.goto("contact/")
    customer.wait_for_selector("case-form[data-ready] .channel")
    customer.get_by_label("Subject").fill("Lists are grey")
    customer.get_by_label("Description").fill("All of them")
    customer.evaluate(HARNESS)
    body = {**PROBLEM, "code": code}
    bent = []
    for path, _ in Answer("", body).places():
        for junk in JUNK:
            if not path:
                bent.append(junk)
                continue
            copy = json.loads(json.dumps(body))
            place = copy
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = junk
            bent.append(copy)
    said = customer.evaluate(
        """async (bent) => {
          const found = []
          for (const body of bent) {
            window.bend = { route: "^POST /api/cases$", instead: { status: 409, body } }
            window.wrong.length = 0
            document.querySelector("form.case").requestSubmit()
            await window.settled()
            const said = () => document.querySelector(".mistakes")?.textContent.trim()
            for (let more = 20; !said() && more; more--) await new Promise((done) => setTimeout(done, 50))
            const shown = said()
            if (window.wrong.length || !shown) found.push(`${JSON.stringify(body)}: ${window.wrong} ${shown}`)
          }
          return found.join("\\n")
        }""",
        bent,
    )
    assert said == ""
    expect(customer.get_by_label("Description")).to_have_value("All of them")
