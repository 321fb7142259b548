"""The desk at /desk/, as support specialists meet it."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.inbox_steps import ask, button, send_case, sign_in_by_hand, until
from tests.browser.weight import weight

pytestmark = pytest.mark.browser

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
        "warning": "Only support specialists see this",
        "mine": "Mine",
        "waiting": "Waiting for the requester",
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
        "waiting": "Venter på innmelderen",
    },
}


@pytest.fixture
def desk(page_factory, signed_in, stack):
    """`desk(address, "?status=mine")` opens the desk of an agent, with the clock of the stack."""

    def open_desk(address, query="", locale="en", phone=False, dark=False, workers="allow"):
        page = signed_in(page_factory(locale, phone, dark, service_workers=workers), address)
        page.clock.set_system_time(stack.now())
        page.goto(f"desk/{query}")
        return page

    return open_desk


@pytest.fixture
def nora(page_factory, signed_in):
    return signed_in(page_factory(), NORA)


def row(page, number):
    return page.locator(".queue > li", has=page.locator(".number", has_text=number))


@pytest.mark.parametrize("locale", ["en", "no"])
def test_an_agent_takes_answers_notes_and_closes(desk, nora, stack, locale):
    words = WORDS[locale]
    number = send_case(
        nora,
        stack,
        "The map stays empty",
        staff_access=False,
        links=["https://app.nordlys.example/map"],
        read=[{"path": "reports/numbers-differ/", "section": "filters", "commit": "0123456789abcdef"}],
    )
    page = desk(ADA, locale=locale)
    one = row(page, number)
    for fact in ("Nora Strand", "Enterprise", "The map stays empty", number):
        expect(one).to_contain_text(fact)
    one.get_by_role("link").click()

    facts = page.locator(".desk-facts")
    for fact in (NORA, "Nordhavn Logistikk", "0123456", "https://app.nordlys.example/map"):
        expect(facts).to_contain_text(fact)
    expect(facts.get_by_role("link", name="reports/numbers-differ")).to_have_attribute(
        "href", "/reports/numbers-differ/#filters"
    )
    button(page, words["take"]).click()
    expect(facts).to_contain_text(words["you"])
    expect(page.get_by_label(words["reply"], exact=True)).to_be_focused()

    page.get_by_label(words["reply"], exact=True).fill("We look at it.")
    page.get_by_role("radio", name=words["note"]).check()
    expect(page.get_by_text(words["warning"])).to_be_visible()
    expect(button(page, words["send"])).to_be_hidden()
    page.get_by_role("textbox", name=words["note"]).fill("Known since Monday.")
    button(page, words["save"]).click()
    expect(page.locator(".timeline .is-note")).to_contain_text("Known since Monday.")
    expect(page.locator(".timeline .is-note")).to_contain_text(words["note"])
    page.get_by_role("radio", name=re.compile("^Reply|^Svar")).check()
    button(page, words["send"]).click()
    expect(page.locator(".timeline .is-agent")).to_contain_text("We look at it.")
    expect(facts).to_contain_text(words["waiting"])

    seen = ask(nora, stack, "GET", f"/cases/{number}/events")["events"]
    assert [one["text"] for one in seen] == ["It worked on Friday.", "We look at it."]
    button(page, words["close"]).click()
    expect(button(page, words["reopen"])).to_be_focused()
    expect(page.get_by_role("radio", name=re.compile("^Reply|^Svar"))).to_be_disabled()
    button(page, words["reopen"]).click()
    expect(button(page, words["close"])).to_be_focused()


def test_the_queue_is_in_order_of_the_promise_and_tells_time_left(desk, nora, stack):
    mail = send_case(nora, stack, "By e-mail")
    chat = send_case(nora, stack, "By chat", channel="chat")
    page = desk(ADA)
    expect(row(page, mail)).to_be_visible()
    due = page.locator(".queue-due time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert due == sorted(due)
    texts = page.locator(".queue > li").all_text_contents()  # rows out of sight are not drawn
    place = {number: next(i for i, text in enumerate(texts) if number in text) for number in (mail, chat)}
    assert place[chat] < place[mail]
    expect(row(page, mail).locator(".queue-due")).to_have_text(re.compile(r"Due in \d+ (hr|day|min)"))
    expect(row(page, mail)).not_to_contain_text("Late")
    tomorrow = datetime.fromisoformat(due[-1].replace("Z", "+00:00")) + timedelta(hours=1, minutes=5)
    page.clock.set_system_time(tomorrow)
    page.reload()
    expect(row(page, mail).locator(".late")).to_contain_text("Late by")


def test_filters_by_language_and_status_are_links(desk, page_factory, signed_in, stack):
    lars = signed_in(page_factory(), LARS)
    german = send_case(lars, stack, "Auf Deutsch", language="de")
    english = send_case(lars, stack, "In English")
    page = desk(ADA)
    expect(row(page, english)).to_be_visible()
    page.get_by_role("link", name="German").click()
    expect(page).to_have_url(re.compile("language=de"))
    expect(row(page, german)).to_be_visible()
    expect(row(page, english)).to_have_count(0)
    expect(page.get_by_role("link", name="German")).to_have_attribute("aria-current", "page")
    ask(page, stack, "POST", f"/desk/cases/{english}/take")
    page.goto("desk/?status=mine")
    expect(row(page, english)).to_contain_text("Taken by Ada Solberg")
    expect(row(page, german)).to_have_count(0)
    ask(page, stack, "POST", f"/cases/{english}/messages", {"text": "Hello"})
    page.goto("desk/")
    expect(row(page, german)).to_be_visible()
    expect(row(page, english)).to_have_count(0)
    page.get_by_role("link", name="All open").click()
    expect(row(page, english)).to_contain_text("Waiting for the requester")


def test_two_agents_take_at_once_and_the_second_is_told(desk, nora, page_factory, stack):
    page_factory.expected.append("status of 409")
    number = send_case(nora, stack, "Who is first?")
    first, second = desk(ADA), desk(ODD)
    for page in (first, second):
        expect(row(page, number)).to_be_visible()
    row(first, number).get_by_role("button", name="Take").click()
    expect(first).to_have_url(re.compile(f"case={number}"))
    row(second, number).get_by_role("button", name="Take").click()
    expect(second.locator(".trouble")).to_have_text(f"{number} is already taken by Ada Solberg.")
    expect(row(second, number)).to_contain_text("Taken by Ada Solberg")
    expect(row(second, number).get_by_role("button")).to_have_count(0)


def test_a_new_look_at_the_queue_takes_nobodys_focus(desk, nora, stack):
    kept = send_case(nora, stack, "I have focus")
    page = desk(ADA)
    row(page, kept).get_by_role("link").focus()
    urgent = send_case(nora, stack, "More urgent", channel="chat")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(row(page, urgent)).to_be_visible()
    expect(row(page, kept).get_by_role("link")).to_be_focused()
    ask(nora, stack, "POST", f"/cases/{urgent}/close")  # what stood above is gone
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(row(page, urgent)).to_have_count(0)
    expect(row(page, kept).get_by_role("link")).to_be_focused()
    ask(nora, stack, "POST", f"/cases/{kept}/messages", {"text": "Are you there?"})  # and the row itself is another
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(1000)
    expect(row(page, kept).get_by_role("link")).to_be_focused()


def test_what_was_read_before_an_answer_does_not_take_it_back(desk, nora, stack):
    number = send_case(nora, stack, "Asked for before, answered after")
    page = desk(ADA, f"?case={number}", workers="block")
    page.wait_for_selector(".timeline")
    late = []
    page.route(f"**/api/cases/{number}", lambda route: late.append((route, route.fetch())))
    ask(nora, stack, "POST", f"/cases/{number}/messages", {"text": "Hello?"})
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, lambda: late, "the case was not asked for")
    page.get_by_label("Reply to Nora Strand", exact=True).fill("Here I am")
    button(page, "Send to Nora Strand").click()
    expect(page.locator(".desk-case")).to_contain_text("Waiting for the requester")
    route, answer = late[0]
    assert answer.json()["case"]["waiting_on"] == "us"
    route.fulfill(response=answer)
    page.wait_for_timeout(500)
    expect(page.locator(".desk-case")).to_contain_text("Waiting for the requester")


def test_a_requester_is_told_that_this_is_not_for_them(page_factory, signed_in):
    page = signed_in(page_factory(), NORA)
    page.goto("desk/")
    expect(page.locator(".notice")).to_contain_text("for the support specialists of Nordlys")
    expect(page.get_by_role("link", name="Go to your inbox")).to_be_visible()


def test_nothing_personal_stays_after_sign_out(page_factory, stack, nora):
    number = send_case(nora, stack, "Secret overview", "Secret words")
    page = page_factory()
    page.goto("desk/")
    sign_in_by_hand(page, stack, ODD)
    row(page, number).get_by_role("link").click()
    page.get_by_label("Reply to Nora Strand", exact=True).fill("Secret reply")
    page.get_by_role("radio", name="Internal note").check()
    page.get_by_role("textbox", name="Internal note").fill("Secret note")
    page.reload()
    expect(page.get_by_label("Reply to Nora Strand", exact=True)).to_have_value("Secret reply")
    button(page, "Sign out").click()
    expect(page.locator(".notice")).to_have_text("You are signed out.")
    everything = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.title, document.body.innerText])"
    assert not re.search("Secret|Nora|odd@", page.evaluate(everything))
    page.go_back()
    expect(page.locator("sign-in-form")).to_be_visible()
    assert not re.search("Secret|Nora|odd@", page.evaluate(everything))


def test_five_hundred_rows_are_drawn_only_where_somebody_looks(desk):
    page = desk(ADA, workers="block")  # what a worker asks for passes route() by
    page.wait_for_selector(".queue")
    one = {
        "number": "",
        "overview": "Numbers differ",
        "language": "en",
        "channel": "email",
        "status": "open",
        "waiting_on": "us",
        "due": "2026-11-24T09:00:00Z",
        "taken_by": None,
        "requester": {"name": "Nora Strand", "tier": "enterprise", "seat": None},
    }
    cases = [{**one, "number": f"V-{n:04d}-{n:04d}"} for n in range(500)]
    page.route("**/api/desk/queue*", lambda route: route.fulfill(json={"cases": cases, "next": None}))
    page.reload()
    expect(page.locator(".queue > li")).to_have_count(500)
    assert page.locator(".queue > li").first.evaluate("one => getComputedStyle(one).contentVisibility") == "auto"
    slowest = page.evaluate("""async () => {
        let last = performance.now(), slowest = 0
        for (let frame = 0; frame < 60; frame += 1) {
          scrollBy(0, 600)
          await new Promise(requestAnimationFrame)
          slowest = Math.max(slowest, performance.now() - last)
          last = performance.now()
        }
        return slowest
    }""")
    still = page.evaluate("""async () => {
        let last = performance.now(), slowest = 0
        for (let frame = 0; frame < 60; frame += 1) {
          await new Promise(requestAnimationFrame)
          slowest = Math.max(slowest, performance.now() - last)
          last = performance.now()
        }
        return slowest
    }""")
    assert slowest < 20 * max(still, 16.7), (slowest, still)


@pytest.mark.parametrize(("locale", "phone", "dark"), [("en", False, False), ("no", True, True), ("en", True, False)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk, nora, axe, stack, locale, phone, dark):
    number = send_case(nora, stack, "A long word: " + "Donaudampfschifffahrt" * 4)
    ask(nora, stack, "POST", f"/cases/{number}/messages", {"text": "More"})
    page = desk(ADA, "", locale, phone, dark)
    expect(row(page, number)).to_be_visible()
    view = page.viewport_size
    # In a low window axe takes the header for the ground of the rows it hides.
    page.set_viewport_size({"width": view["width"], "height": 8_000})
    assert axe(page, "support-desk") == []
    page.set_viewport_size(view)
    fits = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(fits)
    page.goto(f"desk/?case={number}")
    page.wait_for_selector(".timeline")
    ask(page, stack, "POST", f"/desk/cases/{number}/notes", {"text": "A note"})
    page.reload()
    expect(page.locator(".is-note")).to_be_visible()
    assert axe(page, "support-desk") == []
    page.locator("[value=note]").check()
    assert axe(page, "support-desk") == []
    for width, height in ((390, 844), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(fits), width


def test_a_visit_weighs_no_more_than_30_kb_beyond_an_article(nora, page_factory, signed_in, stack):
    number = send_case(nora, stack, "How heavy?")
    page = signed_in(page_factory(), ADA)
    article = weight(page_factory(), "privacy/privacy/", "h1")
    for address, shown in ((f"desk/?case={number}", ".timeline > li"), ("desk/", ".queue > li")):
        extra = {url: size for url, size in weight(page, address, shown).items() if url not in article}
        assert len(extra) > 10
        assert sum(extra.values()) <= 30_000, extra
