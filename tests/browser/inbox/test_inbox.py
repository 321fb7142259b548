"""A case in the inbox, as the people who sent it go on with it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cast import AGENT_NAME, ONE_COLLEAGUE, OTHER, OTHER_COLLEAGUE
from tests.browser.inbox_steps import WORDS, ask, button, send_case, until
from tests.roles import channels

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("locale", ["en", "no"])
def test_a_case_is_answered_closed_undone_closed_and_reopened(inbox, agent, stack, locale):
    words = WORDS[locale]
    page, number = inbox(
        OTHER, "Lists do not merge", locale, description="See https://app.vendor.example/lists.\nThanks"
    )
    ask(agent, stack, "POST", f"/cases/{number}/messages", {"text": "Which lists?"})
    page.reload()
    entries = page.locator(".timeline > li")
    expect(entries).to_have_count(2)
    expect(entries.first).to_contain_text(words["you"])
    expect(entries.first.get_by_role("link")).to_have_attribute("href", "https://app.vendor.example/lists")
    expect(entries.last).to_contain_text(AGENT_NAME)
    assert entries.last.locator("time").get_attribute("datetime").endswith("Z")

    page.get_by_label(words["reply"]).fill("Both of them")
    button(page, words["send"]).click()
    expect(entries.last).to_contain_text("Both of them")
    expect(page.get_by_label(words["reply"])).to_have_value("")
    expect(page.locator(".facts")).to_contain_text(words["open"])

    button(page, words["close"]).click()
    expect(button(page, words["undo"])).to_be_focused()
    expect(page.locator(".facts")).to_contain_text(words["closed"])
    button(page, words["undo"]).click()
    expect(page.get_by_label(words["reply"])).to_be_focused()

    button(page, words["close"]).click()
    expect(button(page, words["undo"])).to_be_visible()
    page.reload()
    follows = page.get_by_role("link", name=words["new"]).get_attribute("href")
    assert follows == f"../contact/?follows={number}"
    button(page, words["reopen"]).click()
    expect(page.get_by_label(words["reply"])).to_be_visible()
    expect(entries).to_have_count(7)


def test_closing_again_at_once_can_be_undone_however_slow_the_timeline_is(inbox):
    page, _ = inbox(OTHER, "Closed twice", workers="block")
    timeline, closing = [], []
    page.route("**/api/cases/*/events*", lambda route: timeline.append(route))
    button(page, "Close case").click()
    button(page, "Undo").click()
    button(page, "Close case").wait_for()
    page.route("**/api/cases/*/close", lambda route: closing.append(route))
    button(page, "Close case").click()
    until(page, lambda: closing, "nothing was closed")
    page.unroute("**/api/cases/*/events*")
    # The timeline of the first closing comes while the second is under way.
    for late in timeline:
        late.continue_()
    page.wait_for_timeout(500)
    closing[0].continue_()
    expect(button(page, "Undo")).to_be_visible()


def test_what_was_read_before_a_change_does_not_take_it_back(inbox, agent, stack):
    page, number = inbox(OTHER, "Asked for before, answered after", workers="block")
    late = []
    # An answer of the API, delivered late. Held before there is news: the read that finds news asks for the case once.
    page.route(f"**/api/cases/{number}", lambda route: late.append((route, route.fetch())))
    ask(agent, stack, "POST", f"/cases/{number}/messages", {"text": "Which lists?"})
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, lambda: late, "the case was not asked for")
    button(page, "Close case").click()
    expect(button(page, "Undo")).to_be_visible()
    route, answer = late[0]
    assert answer.json()["case"]["status"] == "open"
    with page.expect_response(f"**/api/cases/{number}"):
        route.fulfill(response=answer)
    page.wait_for_timeout(200)
    expect(page.locator(".facts")).to_contain_text("Closed")
    expect(button(page, "Undo")).to_be_visible()


def test_filters_are_links_with_counts_and_an_address(page_factory, signed_in, stack):
    page = signed_in(page_factory(), stack.newcomer("Hanna"))
    newest = [send_case(page, stack, f"Case {n}") for n in range(22)][-1]
    ask(page, stack, "POST", f"/cases/{newest}/close")
    page.goto("inbox/")
    filters = page.get_by_role("navigation", name="Filter").get_by_role("link")
    expect(filters).to_have_text(["All 22", "Open 21", "Closed 1", "Favourites 0"])
    expect(page.locator("[aria-current=page]", has_text="All")).to_be_visible()
    rows = page.locator(".rows > li")
    expect(rows).to_have_count(20)
    expect(rows.first).to_contain_text("Case 21")
    button(page, "Show more cases").click()
    expect(rows).to_have_count(22)
    expect(rows.nth(20).get_by_role("link")).to_be_focused()
    filters.nth(2).click()
    expect(page).to_have_url(re.compile(r"\?filter=closed$"))
    expect(rows).to_have_count(1)
    expect(filters.nth(2)).to_have_attribute("aria-current", "page")
    filters.nth(3).click()
    expect(page.locator(".notice")).to_contain_text("no favourites yet")
    page.goto("inbox/?filter=nonsense")
    expect(rows).to_have_count(20)


def test_the_star_is_a_toggle_that_fills_the_favourites(inbox):
    page, number = inbox(OTHER, "Keep this one")
    star = page.get_by_role("button", name="Favourite")
    expect(star).to_have_attribute("aria-pressed", "false")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.goto("inbox/?filter=favourites")
    expect(page.locator(".rows > li", has_text=number).locator(".row-star")).to_be_visible()
    page.goto(f"inbox/?case={number}")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "false")


def test_an_ended_session_keeps_the_draft_and_returns_to_the_case(inbox, stack):
    page, _ = inbox(OTHER_COLLEAGUE, "Forms do not load")
    page.get_by_label("Your reply").fill("It is all forms")
    address, cookies = page.url, page.context.cookies(f"{stack.url}/api/me")
    page.context.clear_cookies()
    button(page, "Send").click()
    expect(page.locator(".notice")).to_be_focused()
    expect(page.locator(".notice")).to_contain_text("What you have written is saved")
    expect(page.get_by_text("Forms do not load")).to_have_count(0)
    page.context.add_cookies(cookies)
    page.locator("sign-in-form").dispatch_event("signed-in", {"bubbles": True})
    expect(page.get_by_label("Your reply")).to_be_focused()
    expect(page.get_by_label("Your reply")).to_have_value("It is all forms")
    assert page.url == address
    page.reload()
    expect(page.get_by_label("Your reply")).to_have_value("It is all forms")
    button(page, "Send").click()
    expect(page.locator(".timeline > li").last).to_contain_text("It is all forms")
    page.reload()
    page.wait_for_selector(".timeline")
    expect(page.get_by_label("Your reply")).to_have_value("")


def test_a_lost_answer_and_a_second_try_make_one_message(inbox, page_factory):
    page, _ = inbox(OTHER, "Answers get lost", workers="block")
    page_factory.expected.append("net::ERR_FAILED")
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch())  # the API has it, the browser gets no answer
            return route.abort()
        return route.continue_()

    page.route("**/messages", lose)
    page.get_by_label("Your reply").fill("Once only")
    button(page, "Send").click()
    expect(page.locator(".mistakes")).to_be_focused()
    expect(page.locator(".mistakes")).to_contain_text("Your message has not been sent yet")
    expect(page.get_by_label("Your reply")).to_have_value("Once only")
    button(page, "Send").click()
    expect(page.get_by_label("Your reply")).to_have_value("")
    page.reload()
    expect(page.locator(".timeline > li", has_text="Once only")).to_have_count(1)


def test_what_is_typed_while_a_message_is_on_its_way_is_the_next_one(inbox):
    page, _ = inbox(ONE_COLLEAGUE, "Two in a row", channel=channels.chat().id, workers="block")
    under_way = []
    page.route("**/messages", lambda route: under_way.append(route))
    field = page.get_by_label("Continue the chat")
    field.fill("Hello")
    button(page, "Send").click()
    until(page, lambda: under_way, "nothing was sent")
    field.press_sequentially(" and one more thing")
    under_way[0].continue_()
    expect(page.locator(".timeline > li").last).to_contain_text("Hello")
    expect(field).to_have_value("and one more thing")
    page.reload()
    expect(field).to_have_value("and one more thing")


def test_an_empty_reply_is_told_in_the_summary_and_at_the_field(inbox):
    page, _ = inbox(OTHER, "Nothing to say")
    button(page, "Send").click()
    expect(page.locator(".mistakes")).to_be_focused()
    page.locator(".mistakes a", has_text="Enter a message").click()
    expect(page.get_by_label("Your reply")).to_be_focused()
    expect(page.get_by_label("Your reply")).to_have_attribute("aria-invalid", "true")


def test_a_case_closed_by_somebody_else_leaves_no_button_under_the_fingers_of_who_writes(inbox, agent, stack):
    page, number = inbox(OTHER, "Closed under my fingers")
    page.get_by_label("Your reply").press_sequentially("One more")
    ask(agent, stack, "POST", f"/cases/{number}/close")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".case-foot .notice").first).to_be_focused()
    page.keyboard.type(" thing\n")
    page.wait_for_timeout(300)
    expect(page.locator(".facts")).to_contain_text("Closed")


def test_a_case_closed_meanwhile_keeps_what_was_typed(inbox, agent, page_factory, stack):
    page, number = inbox(OTHER, "Closed while I write")
    page_factory.expected.append("status of 409")
    page.get_by_label("Your reply").fill("One more thing")
    ask(agent, stack, "POST", f"/cases/{number}/close")
    button(page, "Send").click()
    expect(page.locator(".case-foot")).to_contain_text("We saved the text you had not sent")
    button(page, "Reopen").click()
    expect(page.get_by_label("Your reply")).to_have_value("One more thing")


def test_a_new_message_is_announced_once_and_focus_stays(inbox, agent, stack):
    page, number = inbox(ONE_COLLEAGUE, "Chat with me", channel=channels.chat().id, description="It is long.\n" * 40)
    page.evaluate("""() => {
        window.heard = []
        new MutationObserver(() => window.heard.push(document.querySelector("[data-announcer]")?.textContent))
          .observe(document.body, { childList: true, subtree: true, characterData: true })
    }""")
    field = page.get_by_label("Continue the chat")
    field.focus()
    before = field.bounding_box()["y"]
    ask(agent, stack, "POST", f"/cases/{number}/messages", {"text": "Hello, how can I help?"})
    expect(page.locator("[data-announcer]")).to_have_text(f"New message from {AGENT_NAME}")
    expect(page.locator(".timeline > li")).to_have_count(2)
    expect(field).to_be_focused()
    assert abs(field.bounding_box()["y"] - before) < 2
    with page.expect_response("**/events?after=*"):  # the next look finds nothing and says nothing
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(300)
    heard = page.evaluate("window.heard.filter((text, place, all) => text && text !== all[place - 1])")
    assert heard == [f"New message from {AGENT_NAME}"]


def test_a_hidden_tab_does_not_ask_and_asks_when_it_is_seen_again(inbox):
    page, _ = inbox(ONE_COLLEAGUE, "In the background", channel=channels.chat().id)
    page.clock.install()
    page.reload()
    page.wait_for_selector(".timeline")
    with page.expect_response("**/events?after=*"):  # who looks at the page gets the news every four seconds
        page.clock.fast_forward(5_000)
    page.evaluate("""() => {
        Object.defineProperty(document, "hidden", { get: () => window.away, configurable: true })
        window.seen = (away) => { window.away = away; document.dispatchEvent(new Event("visibilitychange")) }
        window.seen(true)
    }""")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/events" in request.url else None)
    for _ in range(3):
        page.clock.fast_forward(5_000)
        page.wait_for_timeout(100)
    assert asked == []
    with page.expect_request("**/events?after=*"):
        page.evaluate("window.seen(false)")
