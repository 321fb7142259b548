"""A real local stack for the tests of the pages, started once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.inbox_steps import send_case
from tests.browser.local_stack import LocalStack
from tests.roles import company
from tests.roles import people as by_role


class People:
    """Addresses of the company's sample people by their role: `people.shut_out`."""

    def __getattr__(self, role: str) -> str:
        address: str = getattr(by_role, role)().email
        return address


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    running = LocalStack(tmp_path_factory.mktemp("stack"))
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()


PageFactory = Callable[..., Page]
# The theme fades colours; half a fade has no contrast. What was just changed begins to fade in the next frame.
FADED = """async () => {
  const frame = () => new Promise(requestAnimationFrame)
  const fades = () => document.getAnimations().filter((one) =>
    one.playState === "running" && one.effect.getComputedTiming().endTime <= 1000)  // ms; a spinner has no end
  await frame()
  await frame()
  while (fades().length) await Promise.allSettled(fades().map((one) => one.finished))
}"""


@pytest.fixture
def page_factory(stack: LocalStack, browser: Browser) -> Iterator[PageFactory]:
    """
    `page_factory(locale="no", phone=True, dark=True)` opens a page in a context of its own; paths in `goto` are below
    the locale, and a company without pages in it skips the test. What the console complained about must be nothing
    when the test ends; a 401 is how the API says that nobody is signed in yet, a 428 that it wants a proof of work,
    which the page finds.
    """
    contexts, complaints = [], []

    def make(locale: str = "en", phone: bool = False, dark: bool = False, **more: Any) -> Page:
        company.pages_in(locale)
        context = browser.new_context(
            base_url=stack.url + ("/" if locale == company.FIRST["id"] else f"/{locale}/"),
            viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 900},
            locale="nb-NO" if locale == "no" else "en-GB",
            timezone_id="Europe/Oslo",
            color_scheme="dark" if dark else "light",
            **more,
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    make.expected = []  # type: ignore[attr-defined]  # words of complaints that a test provokes
    yield make
    for context in contexts:
        context.close()
    fine = ["status of 401", "status of 428", *make.expected]  # type: ignore[attr-defined]
    assert [one for one in complaints if not any(word in one for word in fine)] == []


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """Cookies of the people who have signed in, so that each asks for one code only: five an hour are allowed."""
    return {}


@pytest.fixture
def signed_in(stack: LocalStack, sessions: dict[str, Any]) -> Callable[[Page, str], Page]:
    """`signed_in(page, address)` gives the page's context a session of that person."""

    def enter(page: Page, address: str) -> Page:
        if address not in sessions:
            ask, headers = page.context.request, {"Origin": stack.origin}
            before = len(stack.mails_to(address))
            asked = ask.post(f"{stack.url}/api/sign-in/codes", data={"email": address, "locale": "en"}, headers=headers)
            assert asked.status == 202, asked.text()
            body = {"email": address, "code": stack.code_for(address, before).replace(" ", "")}
            proved = ask.post(f"{stack.url}/api/sign-in/sessions", data=body, headers=headers)
            assert proved.status == 201, proved.text()
            mine = page.context.cookies(f"{stack.url}/api/me")
            sessions[address] = [one for one in mine if one["name"].startswith("varde_")]
        page.context.add_cookies(sessions[address])
        return page

    return enter


@pytest.fixture
def inbox(page_factory, signed_in, stack):
    """
    `inbox(address, overview)` sends a case and opens it in that person's inbox: the page and the number. A test that
    catches requests with `route()` says `workers="block"`: what a service worker asks for passes it by.
    """

    def open_case(address, overview, locale="en", phone=False, dark=False, workers="allow", **more):
        page = signed_in(page_factory(locale, phone, dark, service_workers=workers), address)
        number = send_case(page, stack, overview, **more)
        page.goto(f"inbox/?case={number}")
        page.wait_for_selector(".timeline")
        return page, number

    return open_case


@pytest.fixture
def agent(page_factory, signed_in, people):
    return signed_in(page_factory(), people.an_agent)


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
def customer(page_factory, signed_in, people):
    return signed_in(page_factory(), people.of_the_best_plan)


@pytest.fixture
def axe() -> Callable[[Page, str], list[str]]:
    """`axe(page, selector)` names what axe finds in our own elements."""

    def look(page: Page, selector: str) -> list[str]:
        page.evaluate(FADED)
        found = Axe().run(page, context=selector).response["violations"]
        return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]

    return look


@pytest.fixture(scope="session")
def people() -> People:
    """Sample people that the first run of a stack loads (scripts/directory load samples)."""
    return People()
