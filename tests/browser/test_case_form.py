"""The case form at /contact/, as people meet it in the browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WORDS = {
    "en": {
        "email": "Your e-mail address",
        "ask": "Send me a code",
        "code": "The code from the e-mail",
        "in": "Sign in",
        "overview": "Issue overview, in one line",
        "description": "Describe it",
        "send": "Send",
        "received": "We have received your case",
        "due": "Tuesday, 24 November 2026 at 10:",
        "open": "Open the case",
    },
    "no": {
        "email": "E-postadressen din",
        "ask": "Send meg en kode",
        "code": "Koden fra e-posten",
        "in": "Logg inn",
        "overview": "Kort om saken, på én linje",
        "description": "Beskriv saken",
        "send": "Send",
        "received": "Vi har mottatt saken din",
        "due": "tirsdag 24. november 2026 kl. 10:",
        "open": "Åpne saken",
    },
}

NO_SEAT = "Needs a core, sales or service seat, which you do not have"


def ready(page, query=""):
    page.goto(f"contact/{query}")
    page.wait_for_selector("case-form[data-ready]")
    return page


def write(page, words=WORDS["en"], overview="Import stops at row 200", description="The import of contacts stops."):
    page.get_by_label(words["overview"]).fill(overview)
    page.get_by_label(words["description"]).fill(description)


def send(page, words=WORDS["en"]):
    page.get_by_role("button", name=words["send"], exact=True).click()


def prove(page, stack, address, words=WORDS["en"]):
    before = len(stack.mails_to(address))
    page.get_by_label(words["email"]).fill(address)
    page.get_by_role("button", name=words["ask"]).click()
    page.get_by_label(words["code"]).fill(stack.code_for(address, before))
    page.get_by_role("button", name=words["in"]).click()


@pytest.mark.parametrize("locale", ["en", "no"])
def test_a_case_written_before_signing_in_is_sent_and_confirmed(page_factory, stack, people, locale):
    words, page = WORDS[locale], page_factory(locale)
    ready(page)
    expect(page.locator("[data-part=ways]")).to_be_hidden()
    write(page, words)
    send(page, words)
    expect(page.locator(".mistakes")).to_be_focused()
    prove(page, stack, people.enterprise, words)
    expect(page.locator("[data-part=who]")).to_be_focused()
    send(page, words)
    expect(page.get_by_role("heading", name=words["received"])).to_be_focused()
    number = page.locator("[data-part=number]").inner_text()
    assert re.fullmatch(r"V-[0-9A-Z]{4}-[0-9A-Z]{4}", number)
    due = page.locator("[data-part=due] time")
    expect(due).to_contain_text(words["due"])
    assert due.get_attribute("datetime").startswith("2026-11-24T09:")
    expect(page.locator("[data-part=confirmation]")).to_contain_text(people.enterprise)
    link = page.get_by_role("link", name=words["open"])
    assert link.evaluate("one => one.href").endswith(("/no" if locale == "no" else "") + f"/inbox/?case={number}")


def test_an_empty_send_names_each_mistake_twice_and_clears_nothing(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.enterprise)
    ready(page)
    page.get_by_label("Links to the exact pages").fill("https://app.nordlys.example/lists/7")
    send(page)
    summary = page.locator(".mistakes")
    expect(summary).to_be_focused()
    links = summary.get_by_role("link")
    expect(links).to_have_count(2)
    for link, label in zip(links.all(), ["Issue overview, in one line", "Describe it"], strict=True):
        control = page.get_by_label(label)
        link.click()
        expect(control).to_be_focused()
        expect(control).to_have_attribute("aria-invalid", "true")
        expect(control).to_have_accessible_description(re.compile(re.escape(link.inner_text())))
    expect(page.get_by_label("Links to the exact pages")).to_have_value("https://app.nordlys.example/lists/7")


def test_the_api_s_own_mistakes_land_at_their_fields(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.enterprise)
    page_factory.expected.append("status of 422")
    ready(page)
    write(page)
    page.get_by_label("Links to the exact pages").fill("not a link")
    page.get_by_label("Where shall we send the answer?").fill("nobody")
    send(page)
    expect(page.locator(".mistakes")).to_be_focused()
    expect(page.get_by_label("Links to the exact pages")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Where shall we send the answer?")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Issue overview, in one line")).to_have_value("Import stops at row 200")


def test_a_draft_survives_a_reload_and_a_change_of_language_until_discarded(page_factory):
    page = page_factory()
    write(ready(page))
    page.reload()
    expect(page.get_by_label("Describe it")).to_have_value("The import of contacts stops.")
    page.goto("no/contact/")
    expect(page.get_by_label("Beskriv saken")).to_have_value("The import of contacts stops.")
    page.get_by_role("button", name="Forkast det").click()
    expect(page.get_by_label("Kort om saken, på én linje")).to_be_focused()
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    expect(page.get_by_label("Beskriv saken")).to_have_value("")


def test_a_starter_without_a_seat_is_told_why_each_channel_is_closed(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.starter_without_seat)
    ready(page)
    for channel in ("Chat", "E-mail", "Callback"):
        expect(page.get_by_role("radio", name=channel, exact=True)).to_be_disabled()
    email = page.locator(".channel", has_text="E-mail")
    expect(email.get_by_role("link")).to_have_text(NO_SEAT)
    callback = page.locator(".channel", has_text="Callback").get_by_role("link")
    expect(callback).to_have_text(["Not part of your plan", NO_SEAT])
    expect(page.get_by_text("None of these is open to you")).to_be_visible()
    assert callback.first.evaluate("one => one.href").endswith("/getting-help/channels-by-plan/")
    expect(page.get_by_label("Describe it")).to_be_hidden()  # nobody is asked to write what they cannot send
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_hidden()
    page.get_by_label("I cannot sign in to Nordlys CRM").check()
    expect(page.get_by_label("Describe it")).to_be_visible()


def test_an_unknown_address_can_write_about_signing_in(page_factory, signed_in):
    page = signed_in(page_factory(), "nobody.knows@unknown.example")
    ready(page)
    expect(page.get_by_role("radio", name="E-mail", exact=True)).to_be_disabled()
    ready(page, "?topic=sign_in")
    expect(page.get_by_role("radio", name="I cannot sign in to Nordlys CRM")).to_be_checked()
    expect(page.get_by_role("radio", name="E-mail", exact=True)).to_be_checked()
    write(page)
    send(page)
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()


def test_on_a_mobile_client_only_e_mail_is_offered(page_factory, signed_in, people):
    page = signed_in(page_factory(phone=True), people.enterprise)
    ready(page, "?client=mobile")
    expect(page.locator(".channel", has_text="Chat").get_by_role("link")).to_have_text("Not offered in the mobile app")
    expect(page.get_by_role("radio", name="E-mail", exact=True)).to_be_checked()


def test_a_question_about_the_subscription_names_who_answers(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.enterprise)
    ready(page, "?topic=subscription")
    expect(page.locator("[data-part=contact]")).to_contain_text("customer success manager, Noah Okafor")
    expect(page.get_by_role("link", name="noah@nordlys.example")).to_be_visible()


def test_a_callback_asks_for_a_number(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.enterprise)
    ready(page)
    expect(page.get_by_label("Your phone number")).to_be_hidden()
    page.get_by_role("radio", name="Callback", exact=True).check()
    write(page)
    send(page)
    expect(page.locator(".mistakes").get_by_role("link")).to_have_text("Write the phone number we shall call")


def test_signing_out_keeps_the_words_but_not_the_address(page_factory, stack, people):
    page = page_factory()
    write(ready(page))
    prove(page, stack, people.other)
    expect(page.get_by_label("Where shall we send the answer?")).to_have_value(people.other)
    page.get_by_role("button", name="Not you? Sign out").click()
    expect(page.get_by_label("Your e-mail address")).to_be_focused()
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    expect(page.get_by_label("Where shall we send the answer?")).to_have_value("")
    expect(page.get_by_label("Describe it")).to_have_value("The import of contacts stops.")


def test_a_wrong_code_is_said_at_its_field(page_factory, people):
    page = page_factory()
    page_factory.expected.append("status of 422")
    ready(page)
    page.get_by_label("Your e-mail address").fill(people.other)
    page.get_by_role("button", name="Send me a code").click()
    code = page.get_by_label("The code from the e-mail")
    expect(code).to_be_focused()
    code.fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".mistakes").get_by_role("link")).to_contain_text("Tries left: 4")
    expect(code).to_have_attribute("aria-invalid", "true")


def test_a_new_matter_says_which_case_it_follows(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.enterprise)
    write(ready(page))
    send(page)
    page.get_by_role("heading", name="We have received your case").wait_for()
    number = page.locator("[data-part=number]").inner_text()
    write(ready(page, f"?follows={number}"))
    expect(page.get_by_text(f"This case follows {number}")).to_be_visible()
    with page.expect_response("**/api/cases") as answer:
        send(page)
    assert answer.value.json()["case"]["follows"] == number


def test_three_quick_clicks_make_one_case(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.enterprise)
    asked = []
    page.on("request", lambda one: asked.append(one.headers["idempotency-key"]) if one.method == "POST" else None)
    write(ready(page))
    page.locator("form.case > button").evaluate("button => { button.click(); button.click(); button.click() }")
    expect(page.get_by_role("heading", name="We have received your case")).to_be_visible()
    assert len(asked) == 1


def test_a_case_sent_offline_goes_once_when_the_network_is_back(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.enterprise)
    page_factory.expected.append("ERR_INTERNET_DISCONNECTED")
    write(ready(page))
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_role("status").filter(has_text="Not sent yet")).to_be_visible()
    asked = []
    page.on("request", lambda one: asked.append(one.headers["idempotency-key"]) if one.method == "POST" else None)
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()
    assert len(asked) == 1


def test_a_lost_answer_is_asked_for_again_with_the_same_key(page_factory, signed_in, people):
    page = signed_in(page_factory(service_workers="block"), people.enterprise)
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
    page = signed_in(page_factory(), people.professional)
    write(ready(page))
    page.context.clear_cookies()
    send(page)
    expect(page.get_by_text("You are not signed in any more.")).to_be_visible()
    expect(page.get_by_label("Describe it")).to_have_value("The import of contacts stops.")
    prove(page, stack, people.professional)
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()


@pytest.mark.parametrize(
    ("status", "problem", "said"),
    [
        (403, {"code": "not_entitled", "reasons": ["hours"], "allowed_channels": ["email"]}, "Open to you now: E-mail"),
        (429, {"code": "slow_down"}, "Wait a minute"),
        (500, {"code": "broken"}, "Something went wrong on our side"),
    ],
)
def test_a_refusal_is_said_plainly(page_factory, signed_in, people, status, problem, said):
    page = signed_in(page_factory(service_workers="block"), people.enterprise)
    page_factory.expected.append(f"status of {status}")
    page.route("**/api/cases", lambda route: route.fulfill(status=status, json={"status": status, **problem}))
    write(ready(page))
    send(page)
    expect(page.locator(".mistakes")).to_be_focused()
    expect(page.locator(".mistakes")).to_contain_text(said)
    expect(page.get_by_label("Describe it")).to_have_value("The import of contacts stops.")


def test_the_form_works_by_keyboard_alone(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.enterprise)
    ready(page)
    page.locator("#case-topic-general").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="I cannot sign in to Nordlys CRM")).to_be_checked()
    for letter in "fsnp/,.":  # the theme's shortcuts, which would leave the page
        page.keyboard.press(letter)
    page.keyboard.press("ArrowUp")
    page.get_by_role("radio", name="E-mail", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Callback", exact=True)).to_be_focused()
    expect(page.get_by_label("Your phone number")).to_be_visible()
    page.keyboard.press("ArrowUp")
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        if name in ("overview", "description"):
            page.keyboard.type("Import stops")
        if name == "Send":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()


@pytest.mark.parametrize(("locale", "dark"), [("en", False), ("en", True), ("no", False), ("no", True)])
def test_axe_finds_nothing_in_any_state(page_factory, signed_in, axe, people, locale, dark):
    page, words = page_factory(locale, phone=dark, dark=dark), WORDS[locale]
    ready(page, "?topic=sign_in")
    send(page, words)
    assert axe(page, "case-form") == []
    signed_in(page, people.enterprise)
    ready(page, "?topic=subscription")
    send(page, words)
    assert axe(page, "case-form") == []
    write(page, words)
    send(page, words)
    page.get_by_role("heading", name=words["received"]).wait_for()
    page.mouse.move(0, 0)  # the link to the case has come to where Send was pressed
    assert axe(page, "case-form") == []


@pytest.mark.parametrize("size", [(390, 844), (320, 256)])
@pytest.mark.parametrize("locale", ["en", "no"])
def test_no_sideways_scroll(page_factory, signed_in, people, locale, size):
    page = signed_in(page_factory(locale, phone=True), people.enterprise)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    ready(page, "?topic=subscription")
    send(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_page_does_not_jump_while_it_finds_out_who_is_there(page_factory, signed_in, people):
    page = signed_in(page_factory(phone=True), people.enterprise)
    page.add_init_script("""window.shift = 0
      new PerformanceObserver((list) => { for (const one of list.getEntries()) shift += one.value })
        .observe({ type: "layout-shift", buffered: true })""")
    ready(page)
    page.wait_for_timeout(500)
    assert page.evaluate("shift") <= 0.02


@pytest.mark.parametrize("locale", ["en", "no"])
def test_without_javascript_the_page_says_how_to_reach_us(page_factory, locale):
    page = page_factory(locale, java_script_enabled=False)
    page.goto("contact/")
    expect(page.get_by_role("link", name="support@nordlys.example").first).to_be_visible()
    expect(page.locator("form.case")).to_be_hidden()
