"""What somebody wrote is theirs: nobody else sees it or sends it, regardless of who signs in, in any tab."""

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import prove, ready, send, write
from tests.browser.desk_steps import ODD
from tests.browser.inbox_steps import ask, button, send_case, until

pytestmark = pytest.mark.browser

NORA, BIRK = "nora@nordhavn.example", "birk@breogbris.example"
SECRET = "Our invoices are wrong"


@pytest.fixture
def becomes(signed_in):
    """`becomes(page, address)`: from now on the browser has that person's session, as if they signed in elsewhere."""

    def change(page, address):
        page.context.clear_cookies()
        return signed_in(page, address)

    return change


def field(page):
    return page.get_by_label("Description")


def everything(page):
    return page.locator("body").inner_text() + " ".join(
        one.input_value() for one in page.locator("input, textarea").all()
    )


def overviews(page, stack):
    return [one["overview"] for one in page.context.request.get(f"{stack.url}/api/cases").json()["cases"]]


def sent_by(page):
    posts = []
    page.on(
        "request", lambda one: posts.append(one.url) if one.method == "POST" and one.url.endswith("/cases") else None
    )
    return posts


def queued(page, page_factory, overview):
    page_factory.expected.append("ERR_INTERNET_DISCONNECTED")
    write(ready(page), overview=overview, description=SECRET)
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_role("status").filter(has_text="Not sent yet")).to_be_visible()


def test_a_case_that_waits_to_be_sent_goes_out_as_its_writer_s_only(page_factory, becomes, stack):
    page = becomes(page_factory(), NORA)
    queued(page, page_factory, "From Nora, offline")
    context = page.context
    page.close()  # the laptop is shut
    page = becomes(context.new_page(), BIRK)
    posts = sent_by(page)
    page.context.set_offline(False)
    ready(page)
    page.wait_for_timeout(500)
    assert posts == []
    assert SECRET not in everything(page)
    assert "From Nora, offline" not in overviews(page, stack)
    becomes(page, NORA)
    page.goto("contact/")
    expect(page.get_by_role("heading", name="We have received your case")).to_be_visible()
    assert overviews(page, stack).count("From Nora, offline") == 1


def test_whoever_signs_in_next_sees_nothing_and_its_writer_all_of_it(page_factory, becomes):
    page = becomes(page_factory(), NORA)
    write(ready(page), description=SECRET)
    becomes(page, BIRK)
    ready(page)
    assert SECRET not in everything(page)
    write(page, overview="Birk's own", description="Something else")
    becomes(page, NORA)
    ready(page)
    expect(field(page)).to_have_value(SECRET)
    expect(page.get_by_text("We saved what you wrote last time.")).to_be_visible()
    button(page, "Discard it").click()
    expect(field(page)).to_have_value("")
    ready(page)
    expect(field(page)).to_have_value("")
    becomes(page, BIRK)
    ready(page)
    expect(field(page)).to_have_value("Something else")


def test_a_tab_that_is_still_open_sends_nothing_in_the_name_of_who_signed_in_elsewhere(page_factory, becomes, stack):
    page = becomes(page_factory(), NORA)
    page_factory.expected.append("status of 401")
    write(ready(page), overview="Typed by Nora", description=SECRET)
    becomes(page, BIRK)  # by a page that does not notify other tabs
    send(page)
    expect(page.locator("[data-part=person]")).to_contain_text(BIRK)
    expect(page.get_by_text("You are now signed in as someone else")).to_be_visible()
    assert SECRET not in everything(page)
    assert "Typed by Nora" not in overviews(page, stack)
    becomes(page, NORA)
    page.reload()
    expect(page.get_by_role("heading", name="We have received your case")).to_be_visible()  # Nora had pressed Send
    assert "Typed by Nora" in overviews(page, stack)


def test_an_open_tab_hides_it_as_soon_as_somebody_else_is_met_in_another(page_factory, becomes):
    page = becomes(page_factory(), NORA)
    write(ready(page), description=SECRET)
    other = page.context.new_page()
    becomes(other, BIRK)
    other.goto("inbox/")
    expect(page.locator("[data-part=person]")).to_contain_text(BIRK)
    assert SECRET not in everything(page)


def test_written_before_signing_in_it_is_of_this_tab_and_then_theirs(page_factory, becomes):
    page = page_factory()
    write(ready(page), description=SECRET)
    other = page.context.new_page()
    ready(other)
    assert SECRET not in everything(other)
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    expect(field(page)).to_have_value(SECRET)
    becomes(page, NORA)
    ready(page)
    expect(field(page)).to_have_value(SECRET)
    page.close()
    becomes(other, BIRK)
    ready(other)
    assert SECRET not in everything(other)
    becomes(other, NORA)
    ready(other)
    expect(field(other)).to_have_value(SECRET)


def test_a_tab_closed_between_the_code_and_the_proof_waits_for_that_address(page_factory, becomes):
    page = page_factory()
    write(ready(page), description=SECRET)
    page.get_by_label("Your email address").fill(NORA)
    button(page, "Send me a code").click()
    page.get_by_label("The code from the email").wait_for()
    until(
        page, lambda: page.evaluate("Object.keys(localStorage).some((name) => name.includes('?'))"), "nothing is kept"
    )
    assert NORA not in page.evaluate("JSON.stringify(localStorage)").replace("reply_email", "")
    context = page.context
    page.close()
    page = context.new_page()
    ready(page)
    assert SECRET not in everything(page)
    becomes(page, BIRK)
    ready(page)
    assert SECRET not in everything(page)
    becomes(page, NORA)
    ready(page)
    expect(field(page)).to_have_value(SECRET)


def test_two_tabs_have_two_drafts_and_sending_one_leaves_the_other(page_factory, becomes, stack):
    one = becomes(page_factory(), NORA)
    write(ready(one), overview="The first of two", description="One")
    other = one.context.new_page()
    ready(other)
    expect(field(other)).to_have_value("")
    write(other, overview="The second of two", description="Two")
    one.reload()
    one.wait_for_selector("case-form[data-ready]")
    expect(field(one)).to_have_value("One")
    send(one)
    expect(one.get_by_role("heading", name="We have received your case")).to_be_visible()
    expect(field(other)).to_have_value("Two")
    other.reload()
    other.wait_for_selector("case-form[data-ready]")
    expect(field(other)).to_have_value("Two")
    assert "The second of two" not in overviews(other, stack)


@pytest.mark.parametrize("place", ["contact", "inbox"])
def test_signing_out_asks_when_something_is_unsent_and_then_removes_it(page_factory, stack, place):
    page = page_factory()
    ready(page)
    prove(page, stack, "stian@havgap.example" if place == "contact" else "theo@tindvind.example")
    expect(page.locator("[data-part=person]")).to_contain_text("@")
    write(page, description=SECRET)
    number = send_case(page, stack, "One that is sent")
    other = page.context.new_page()
    other.goto(f"inbox/?case={number}")
    other.get_by_label("Your reply").fill("Half a reply")
    here = page if place == "contact" else other
    sign_out = "Not you? Sign out" if place == "contact" else "Sign out"
    button(here, sign_out).click()
    expect(here.get_by_role("dialog", name="You have something unsent")).to_be_visible()
    expect(button(here, "Stay signed in")).to_be_focused()
    here.keyboard.press("Escape")
    expect(field(page)).to_have_value(SECRET)
    button(here, sign_out).click()
    button(here, "Remove it and sign out").click()
    expect(here.get_by_label("Your email address")).to_be_visible()
    for one in (page, other):  # the other tab, too, and at once
        expect(one.get_by_label("Your email address")).to_be_visible()
        assert SECRET not in everything(one)
        assert "Half a reply" not in everything(one)
    kept = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"
    assert SECRET not in page.evaluate(kept) + other.evaluate(kept)
    assert "Half a reply" not in page.evaluate(kept) + other.evaluate(kept)


def test_a_reply_is_its_writer_s_and_each_tab_has_its_own(page_factory, becomes, stack):
    page = becomes(page_factory(), NORA)
    page_factory.expected += ["status of 401", "status of 404"]
    number = send_case(page, stack, "Whose reply")
    page.goto(f"inbox/?case={number}")
    page.get_by_label("Your reply").fill(SECRET)
    other = page.context.new_page()
    other.goto(f"inbox/?case={number}")
    expect(other.get_by_label("Your reply")).to_have_value("")
    other.get_by_label("Your reply").fill("From the other tab")
    button(other, "Send").click()
    expect(other.locator(".timeline > li")).to_have_count(2)
    page.reload()
    expect(page.get_by_label("Your reply")).to_have_value(SECRET)
    other.close()
    becomes(page, BIRK)
    button(page, "Send").click()  # the page has not heard of it
    expect(page.get_by_role("heading", level=1)).to_have_text("We can’t find this case")
    assert SECRET not in everything(page)
    becomes(page, NORA)
    texts = [one["text"] for one in ask(page, stack, "GET", f"/cases/{number}/events")["events"]]
    assert SECRET not in texts
    page.reload()
    expect(page.get_by_label("Your reply")).to_have_value(SECRET)


def test_back_shows_nothing_of_who_has_signed_out_meanwhile(page_factory, becomes):
    page = becomes(page_factory(), NORA)
    write(ready(page), description=SECRET)
    page.goto("getting-help/")
    becomes(page, BIRK)
    other = page.context.new_page()
    other.goto("inbox/")
    other.wait_for_selector(".session")
    page.go_back()
    expect(page.locator("[data-part=person]")).to_contain_text(BIRK)
    assert SECRET not in everything(page)


def test_what_was_asked_in_the_help_goes_with_who_asked(page_factory, becomes):
    page = becomes(page_factory(), NORA)
    page.goto("contacts/")
    page.locator("[data-help]").first.click()
    page.get_by_label("Your question").fill("how do I export contacts")
    page.get_by_label("Your question").press("Enter")
    page.wait_for_selector(".help-answer[aria-busy=false]")
    ready(page)
    expect(page.locator(".along")).to_contain_text("how do I export contacts")
    becomes(page, BIRK)
    ready(page)
    expect(page.locator(".along")).to_have_count(0)
    assert "how do I export contacts" not in everything(page)
    page.goto("contacts/")
    page.locator("[data-help]").first.click()
    expect(page.get_by_label("Your question")).to_have_value("")


def test_what_an_older_release_kept_without_a_name_is_shown_to_nobody(page_factory, becomes):
    page = becomes(page_factory(), NORA)
    page.goto("getting-help/")
    keep = """(secret) => {
      const values = { overview: secret, description: secret }
      localStorage["varde.case-draft"] = JSON.stringify({ values, at: Date.now(), queued: true, key: "k" })
      localStorage["varde-inbox:V-7F3K-9Q2M"] = JSON.stringify({ text: secret, key: "k" })
    }"""
    page.evaluate(keep, SECRET)
    posts = sent_by(page)
    ready(page)
    page.wait_for_timeout(300)
    assert SECRET not in everything(page) + page.evaluate("JSON.stringify(localStorage)")
    assert posts == []


def test_a_tab_that_was_duplicated_is_another_tab(page_factory, becomes):
    page = becomes(page_factory(), NORA)
    ready(page)
    first = page.evaluate("sessionStorage['varde.tab']")
    other = page.context.new_page()
    other.goto("getting-help/")
    other.evaluate("(id) => { sessionStorage['varde.tab'] = id }", first)  # as browsers do
    ready(other)
    assert other.evaluate("sessionStorage['varde.tab']") != first
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    assert page.evaluate("sessionStorage['varde.tab']") == first


def test_after_sending_the_page_shows_nothing_that_was_for_the_writing(page_factory, becomes):
    page = becomes(page_factory(), NORA)
    write(ready(page))
    send(page)
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()
    shown = page.locator("main .md-content").inner_text()
    for gone in (
        "This page then shows all",
        "Before you write",
        "Write a good case",
        "If you cannot use the form",
        "Signed in as Nora",
        "Was this",
    ):
        assert gone not in shown


@pytest.mark.parametrize(("locale", "name"), [("en", "Desk"), ("no", "Sakskøen")])
def test_agents_see_the_desk_in_header_and_footer(page_factory, becomes, locale, name):
    page = becomes(page_factory(locale), ODD)
    page.goto("getting-help/")
    for place in (".md-header", ".md-footer"):
        link = page.locator(f"{place} a[data-desk]")
        expect(link).to_have_text(name)
        assert link.evaluate("one => new URL(one.href).pathname").endswith("/desk/")
    becomes(page, NORA)
    page.reload()
    expect(page.locator(".md-header a[data-desk]")).to_have_text({"en": "My cases", "no": "Mine saker"}[locale])
