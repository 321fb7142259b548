"""Names and words of any length wrap: nothing is cut or scrolls sideways, on a small screen or with large text."""

from urllib.parse import quote

import pytest

from tests.browser.inbox_steps import ask, send_case
from tests.roles import company

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
# Every text of the page, with one long word more. What may be wider than the screen scrolls by itself: tables, code.
LENGTHEN = """(long) => {
  const alone = `.only-heard, .sr, script, style, pre, .md-typeset__scrollwrap, .help-table, .md-ellipsis, .number,
    [href^='tel:'], option, .headerlink, .help-larger`
  for (const part of document.querySelectorAll("main, footer, dialog[open]")) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { data, parentElement: parent } = texts.currentNode
      if (data.trim() && !parent.closest(alone) && !data.includes(long)) texts.currentNode.data = `${data} ${long}`
    }
  }
}"""
# Elements that reach beyond the screen, or are cut off at the edge of their container.
BEYOND = """() => {
  const scrolls = (one) => one && one !== document.body
    && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement))
  const found = document.documentElement.scrollWidth > innerWidth ? ["the page"] : []
  for (const one of document.querySelectorAll("main *, footer *, dialog[open] *")) {
    if (one.closest(".only-heard, .sr, svg, select, .md-ellipsis, .help-larger")) continue
    if (!one.checkVisibility({ visibilityProperty: true })) continue
    const { left, right, width } = one.getBoundingClientRect()
    const wide = width && (right > innerWidth + 1 || left < -1)
    if (wide && !scrolls(one.parentElement)) found.push(one.outerHTML.slice(0, 90))
    const cut = /hidden|clip/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1
    if (cut) found.push(`cut: ${one.outerHTML.slice(0, 90)}`)
  }
  return found.slice(0, 5)
}"""
SCREENS = [(390, 844, 1), (320, 256, 1), (320, 640, 1), (640, 900, 2), (1280, 900, 1)]


def beyond(page):
    """What does not fit, on each screen; the text is made larger as a reader does it who needs that."""
    found = {}
    for width, height, zoom in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(f"document.documentElement.style.fontSize = {zoom!r} === 1 ? '' : '{125 * zoom}%'")
        page.wait_for_timeout(100)
        if wide := page.evaluate(BEYOND):
            found[width, height, zoom] = wide
    return found


@pytest.fixture
def number(customer, agent, stack):
    told = send_case(
        customer,
        stack,
        "A long word",
        links=["https://app.vendor.example/lists/7"],
        asked=["how do I export"],
        read=[{"path": "/contacts/", "section": "export"}],
    )
    ask(agent, stack, "POST", f"/desk/cases/{told}/take")
    ask(agent, stack, "POST", f"/desk/cases/{told}/notes", {"text": "A note"})
    ask(agent, stack, "POST", f"/cases/{told}/messages", {"text": "Which lists?"})
    return told


def lengthened(page):
    page.evaluate(LENGTHEN, LONG)
    return beyond(page)


def test_at_the_desk_and_in_the_inbox(customer, agent, number):
    for page, place, ready in [
        (customer, "inbox/", ".rows > li"),
        (customer, f"inbox/?case={number}", ".timeline > li"),
        (agent, "desk/?status=mine", ".queue > li"),
        (agent, f"desk/?case={number}", ".timeline > li"),
    ]:
        page.goto(place)
        page.wait_for_selector(ready)
        assert lengthened(page) == {}, place
    agent.get_by_text("Internal note").first.click()
    assert lengthened(agent) == {}


def test_in_the_case_form(customer, page_factory):
    customer.goto("contact/")
    customer.wait_for_selector("case-form[data-ready] .channel")
    customer.get_by_role("button", name="Send", exact=True).click()
    customer.wait_for_selector(".mistakes")
    assert lengthened(customer) == {}
    page = page_factory()
    page.goto("contact/")
    page.wait_for_selector("case-form[data-ready]")
    assert lengthened(page) == {}


@pytest.mark.parametrize(
    "place",
    [
        "",
        f"{company.ARTICLES['help']}/",
        f"{company.ARTICLES['plans']}/",
        "nothing/like/it/",
        f"search/?q={quote(company.article_of_a_short_title().title)}",
    ],
)
def test_on_the_pages_of_the_site(page_factory, place):
    page = page_factory()
    page_factory.expected.append("status of 404")
    page.goto(place, wait_until="networkidle")
    if "search" in place:
        page.wait_for_selector(".results > li")
    for more in page.locator("details > summary").all():
        more.click()
    assert lengthened(page) == {}


def test_in_the_help(customer):
    customer.goto(company.article(0).path)
    customer.locator("[data-help]").first.click()
    customer.get_by_label("Your question").fill(company.article_of_a_short_title().title)
    customer.locator(".help-list li").first.wait_for()
    assert lengthened(customer) == {}
    customer.set_viewport_size({"width": 1280, "height": 900})
    customer.get_by_label("Your question").press("Enter")
    customer.wait_for_selector(".help-answer[aria-busy=false]")
    assert lengthened(customer) == {}
    customer.get_by_role("button", name="See related results").first.click()
    customer.wait_for_selector(".help-hits li")
    assert lengthened(customer) == {}
    customer.locator(".help-people").click()
    customer.wait_for_selector(".help-ways[aria-busy=false]")
    assert lengthened(customer) == {}


def test_in_the_list_of_mails(page_factory, stack):
    page = page_factory()
    assert page.context.request.post(
        f"{stack.url}/api/sign-in/codes",
        data={"email": f"{'w' * 60}@vendor.example", "locale": "en"},
        headers={"Origin": stack.origin},
    ).ok
    stack.code_for(f"{'w' * 60}@vendor.example")
    page.goto(f"{stack.url}/_mail/")
    assert beyond(page) == {}
