"""The case form when something is wrong: mistakes, refusals, no network, an ended session."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import WORDS, prove, radio, ready, send, write
from tests.roles import asking, channels

pytestmark = pytest.mark.browser


def test_an_empty_send_names_each_mistake_twice_and_clears_nothing(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    ready(page)
    page.get_by_label("Links to the exact pages").fill("https://app.vendor.example/lists/7")
    send(page)
    summary = page.locator(".mistakes")
    expect(summary).to_be_focused()
    links = summary.get_by_role("link")
    expect(links).to_have_count(2)
    for link, label in zip(links.all(), ["Subject", "Description"], strict=True):
        control = page.get_by_label(label)
        link.click()
        expect(control).to_be_focused()
        expect(control).to_have_attribute("aria-invalid", "true")
        expect(control).to_have_accessible_description(re.compile(re.escape(link.inner_text())))
    expect(page.get_by_label("Links to the exact pages")).to_have_value("https://app.vendor.example/lists/7")


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "“report.pdf”: Enter the address of a page"),
        ("no", "«report.pdf»: Skriv inn adressen til en side"),
    ],
)
def test_a_link_that_cannot_be_used_is_quoted_and_the_others_are_understood(
    page_factory, signed_in, people, locale, said
):
    page = signed_in(page_factory(locale), people.of_the_best_plan)
    page_factory.expected.append("status of 422")
    ready(page)
    write(page, WORDS[locale])
    links = page.locator("#case-links")
    links.fill("app.vendor.example/lists/4\n\n<https://a.example/my file.pdf>, https://b.example\nreport.pdf\ncall me")
    send(page, WORDS[locale])
    summary = page.locator(".mistakes")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_count(2)
    expect(summary).to_contain_text(said)
    expect(links).to_have_accessible_description(re.compile("report.pdf.*call me"))
    links.fill("app.vendor.example/lists/4\n\n<https://a.example/my file.pdf>, https://b.example")
    with page.expect_response("**/api/cases") as sent:
        send(page, WORDS[locale])
    assert sent.value.json()["case"]["links"] == [
        "https://app.vendor.example/lists/4",
        "https://a.example/my%20file.pdf",
        "https://b.example",
    ]


def test_a_code_and_a_number_are_understood_as_a_keyboard_in_tokyo_writes_them(page_factory, stack, people):
    page = page_factory()
    ready(page)
    before = len(stack.mails_to(people.of_the_best_plan))
    page.get_by_label(WORDS["en"]["email"]).fill(f" {people.of_the_best_plan}\u200b")
    page.get_by_role("button", name=WORDS["en"]["ask"]).click()
    code = stack.code_for(people.of_the_best_plan, before).translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    page.get_by_label(WORDS["en"]["code"]).fill(f"{code[:3]}\u3000{code[3:]}")
    page.get_by_role("button", name=WORDS["en"]["in"]).click()
    radio(page, channels.call_to_a_number()).check()
    write(page)
    page.get_by_label("Your phone number").fill("Work: \uff0b47\u300022\u301c22\u301c55\u301c55 ext. 12")
    with page.expect_response("**/api/cases") as sent:
        send(page)
    assert sent.value.json()["case"]["phone"] == "+4722225555;ext=12"


def test_the_api_s_own_mistakes_land_at_their_fields(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    page_factory.expected.append("status of 422")
    ready(page)
    write(page)
    page.get_by_label("Links to the exact pages").fill("not a link")
    page.get_by_label("Email address for our reply").fill("nobody")
    send(page)
    expect(page.locator(".mistakes")).to_be_focused()
    expect(page.get_by_label("Links to the exact pages")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Email address for our reply")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Subject")).to_have_value("Import stops at row 200")


def test_a_wrong_code_is_said_at_its_field(page_factory, people):
    page = page_factory()
    page_factory.expected.append("status of 422")
    ready(page)
    page.get_by_label("Your email address").fill(people.another_customer)
    page.get_by_role("button", name="Send me a code").click()
    code = page.get_by_label("The code from the email")
    expect(code).to_be_focused()
    code.fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".mistakes").get_by_role("link")).to_contain_text("Tries left: 4")
    expect(code).to_have_attribute("aria-invalid", "true")


def test_three_quick_clicks_make_one_case(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    asked = []
    page.on("request", lambda one: asked.append(one.headers["idempotency-key"]) if one.method == "POST" else None)
    write(ready(page))
    page.locator("form.case > button").evaluate("button => { button.click(); button.click(); button.click() }")
    expect(page.get_by_role("heading", name="We have received your case")).to_be_visible()
    assert len(asked) == 1


def test_a_case_sent_offline_goes_once_when_the_network_is_back(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    page_factory.expected.append("net::ERR_")
    write(ready(page))
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_role("status").filter(has_text="Not sent yet")).to_be_visible()
    asked = []
    page.on("request", lambda one: asked.append(one.headers["idempotency-key"]) if one.method == "POST" else None)
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()
    assert len(asked) == 1


def test_a_case_that_was_received_is_not_sent_again(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    write(ready(page))
    asked = []
    page.on(
        "request", lambda one: asked.append(one.url) if one.method == "POST" and one.url.endswith("/cases") else None
    )
    send(page)
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    assert len(asked) == 1
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('varde.case:'))") == []


def test_while_a_case_is_on_its_way_nothing_is_typed_that_would_not_go_along(page_factory, signed_in, people):
    page = signed_in(page_factory(service_workers="block"), people.of_the_best_plan)
    under_way = []
    page.route("**/api/cases", lambda route: under_way.append(route))
    write(ready(page))
    send(page)
    expect(page.get_by_role("status").filter(has_text="Sending")).to_be_visible()
    expect(page.get_by_label("Description")).not_to_be_editable()
    under_way[0].abort()
    page_factory.expected.append("ERR_FAILED")
    expect(page.get_by_role("status").filter(has_text="Not sent yet")).to_be_visible()
    expect(page.get_by_label("Description")).to_be_editable()


def test_what_waits_to_be_sent_goes_as_it_was_whatever_the_address_asks_for(page_factory, signed_in, people, stack):
    page = signed_in(page_factory(), people.of_the_best_plan)
    write(ready(page))
    page.evaluate("""() => {
      const name = Object.keys(localStorage).find((one) => one.startsWith("varde.case:"))
      const draft = JSON.parse(localStorage[name])   // as a send without a connection leaves it
      localStorage[name] = JSON.stringify({ ...draft, queued: true, key: crypto.randomUUID() })
    }""")
    ready(page, f"?topic={asking.topic_of_the_subscription().id}&follows=V-7F3K-9Q2M")
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()
    (newest, *_) = page.context.request.get(f"{stack.url}/api/cases").json()["cases"]
    whole = page.context.request.get(f"{stack.url}/api/cases/{newest['number']}").json()["case"]
    assert (whole["topic"], whole["follows"]) == (asking.usual_topic().id, None)


def test_a_lost_answer_is_asked_for_again_with_the_same_key(page_factory, signed_in, people):
    page = signed_in(page_factory(service_workers="block"), people.of_the_best_plan)
    page_factory.expected.append("ERR_")
    keys, numbers = [], []

    def lose_the_first_answer(route):
        keys.append(route.request.headers["idempotency-key"])
        answer = route.fetch()
        numbers.append(answer.json()["case"]["number"])
        route.abort() if len(keys) == 1 else route.fulfill(response=answer)

    page.route("**/api/cases", lose_the_first_answer)
    write(ready(page))
    send(page)
    expect(page.get_by_role("status").filter(has_text="Not sent yet")).to_be_visible()
    page.reload()  # the closed tab, opened again
    expect(page.get_by_role("heading", name="We have received your case")).to_be_visible()
    assert keys[0] == keys[1]
    assert numbers[0] == numbers[1]


def test_an_ended_session_keeps_the_words_and_sends_them_after_signing_in(page_factory, signed_in, stack, people):
    page = signed_in(page_factory(), people.another_of_every_channel)
    write(ready(page))
    page.context.clear_cookies()
    send(page)
    expect(page.get_by_text("You are no longer signed in.")).to_be_visible()
    expect(page.get_by_label("Description")).to_have_value("The import of contacts stops.")
    prove(page, stack, people.another_of_every_channel)
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()


@pytest.mark.parametrize(
    ("status", "problem", "said"),
    [
        (
            403,
            {"code": "not_entitled", "reasons": ["hours"], "allowed_channels": [channels.mail().id]},
            f"You can use: {channels.mail().name['en']}",
        ),
        (429, {"code": "slow_down"}, "Wait a minute"),
        (500, {"code": "broken"}, "Something went wrong on our side"),
    ],
)
def test_a_refusal_is_said_plainly(page_factory, signed_in, people, status, problem, said):
    page = signed_in(page_factory(service_workers="block"), people.of_the_best_plan)
    page_factory.expected.append(f"status of {status}")
    page.route("**/api/cases", lambda route: route.fulfill(status=status, json={"status": status, **problem}))
    write(ready(page))
    send(page)
    expect(page.locator(".mistakes")).to_be_focused()
    expect(page.locator(".mistakes")).to_contain_text(said)
    expect(page.get_by_label("Description")).to_have_value("The import of contacts stops.")
