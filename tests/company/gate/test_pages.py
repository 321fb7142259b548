"""
The form of a case and the help dialog offer each reader what the paragraphs say: one page per plan, seat, client and
age of the account, in the locales by turns.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle

import pytest

from tests.browser.local_stack import LocalStack
from tests.company.gate import given, walk
from tests.company.gate.oracle import Asker, Oracle, Question, moment
from tests.company.gate.people import Vendor
from tests.company.gate.reader import amounts

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What a page sees that was installed as an app.
INSTALLED = """const asked = matchMedia.bind(window)
const yes = { matches: true, addEventListener() {}, removeEventListener() {} }
window.matchMedia = query => query.includes("standalone") ? yes : asked(query)"""
# The form as it is for each topic: rows with their channel, whether it is open, why not, and what it then asks for.
FORM = """() => {
  const form = document.querySelector("form.case")
  const why = Object.fromEntries([...document.querySelectorAll("[id^=why-]")].map(one => [one.id.slice(4), one.href]))
  const rows = () => [...form.querySelectorAll("[data-part=ways] > li")].map(row => {
    const choice = row.querySelector("input")
    const open = !row.classList.contains("closed")
    if (choice && open) choice.click()
    return {
      name: row.querySelector("label, b").textContent.trim(), channel: choice?.value ?? null, open,
      why: [...row.querySelectorAll("p > a:not([href^=tel])")].map(one => one.href),
      text: row.textContent, phone: !form.elements.phone.disabled,
      languages: choice && open ? [...form.elements.language.options].map(one => one.value) : null,
    }
  })
  return { why, topics: [...form.elements.topic].map(topic => {
    topic.click()
    return { topic: topic.value, name: topic.labels[0].textContent.trim(), rows: rows() }
  }) }
}"""
DIALOG = """() => [...document.querySelectorAll("dialog.help .help-channels > li")].map(row => ({
  name: row.querySelector("h3").textContent.trim(), open: !row.classList.contains("closed"),
  why: row.querySelectorAll(".help-why").length, text: row.textContent,
}))"""


@pytest.fixture(scope="module")
def open_at(oracle: Oracle) -> datetime:
    return oracle.first_open(moment(oracle.day, "10:00", oracle.zone))


@pytest.fixture(scope="module")
def vendor(tmp_path_factory, open_at) -> Iterator[Vendor]:
    stack = LocalStack(tmp_path_factory.mktemp("gate"), now=open_at.isoformat())
    try:
        stack.wait_until_ready()
        yield Vendor(stack)
    finally:
        stack.stop()


def visits(oracle: Oracle) -> Iterator[tuple[Asker, str]]:
    """Plan × seat × age, and the locale whose turn it is."""
    locales, profile = cycle(given.LOCALES), walk.profiles(oracle)[0]
    yield from ((asker, next(locales)) for asker in walk.askers(oracle) if asker.speaks == profile)


@pytest.mark.timeout(900)  # some eighty pages on a busy machine
@pytest.mark.parametrize("client", Oracle(given.POLICY, given.TODAY).ids("client"))
def test_form_and_help_dialog_offer_what_the_paragraphs_say(browser, vendor, oracle, client):
    wrong, seen = [], 0
    channels = [channel for channel in oracle.ids("channel") if oracle.languages(channel) is not None]
    for asker, locale, form, dialog in pages(browser, vendor, oracle, client):
        names = {row["id"]: row["name"][locale] for row in oracle.rows("topic")}
        assert {topic["topic"]: topic["name"] for topic in form["topics"]} == names
        for topic in form["topics"]:
            seen += 1
            wanted = [expected(oracle, asker, client, topic["topic"], channel) for channel in channels]
            said = [
                {**row, "text": None, "phone": row["phone"] if row["languages"] else None, "numbers": numbers(row)}
                for row in topic["rows"]
            ]
            right = [as_row(oracle, one, locale, form["why"]) for one in wanted]
            if said != right:
                wrong.append((asker, locale, topic["topic"], said, right))
        plain = [expected(oracle, asker, client, None, channel) for channel in channels]
        said = {row["name"]: (row["open"], row["why"]) for row in dialog}
        right = {name(oracle, channel, locale): (not reasons, len(reasons)) for channel, reasons, _ in plain}
        if said != right:
            wrong.append((asker, locale, "the help dialog", said, right))
    assert seen
    assert not wrong, f"{len(wrong)}, the first: {wrong[0]}"


def pages(browser, vendor, oracle, client):
    """What the form of a case and the help dialog show to everybody, one after the other in the same browser."""
    context = browser.new_context(timezone_id="UTC", service_workers="block")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.add_init_script("sessionStorage.clear(); localStorage.clear()")
    if oracle.row("client", client)["installed"]:
        page.add_init_script(INSTALLED)
    for asker, locale in visits(oracle):
        context.clear_cookies()
        vendor.admit(context.request, asker)
        page.goto(f"{vendor.stack.url}/{'' if locale == given.LOCALES[0] else locale + '/'}contact/")
        page.wait_for_selector("case-form[data-ready]")
        form = page.evaluate(FORM)
        page.locator(".md-header [data-help]").click()
        page.locator(".help-people").click()
        page.locator("dialog.help .help-channels > li").first.wait_for()
        yield asker, locale, form, page.evaluate(DIALOG)
    context.close()


def expected(oracle: Oracle, asker: Asker, client: str, topic: str | None, channel: str):
    """The channel, all that speaks against it, and the languages in which this person is answered there."""
    spoken = [
        tag
        for tag in oracle.languages(channel) or ()
        if "language" not in oracle.reasons(asker, Question(channel, client, tag, topic))
    ]
    against = set(oracle.reasons(asker, Question(channel, client, None, topic)))
    if oracle.languages(channel) is not None and not spoken:
        against.add("language")
    return channel, [reason for reason in oracle.vendor["reason_order"] if reason in against], spoken


def as_row(oracle: Oracle, wanted, locale: str, why):
    channel, reasons, spoken = wanted
    row, promise = oracle.row("channel", channel), oracle.promise(channel)
    chosen = row["opens_case"] and not reasons
    # Words of a language may write one in letters.
    counted = promise and promise["kind"] != "live" and promise["amount"] != 1 and not reasons
    return {
        "name": name(oracle, channel, locale),
        "channel": channel if row["opens_case"] else None,
        "open": not reasons,
        "why": [why[reason] for reason in reasons],
        "languages": spoken if chosen else None,
        "phone": ("phone" in row["needs"]) if chosen else None,
        "numbers": [promise["amount"]] if counted else [],
        "text": None,
    }


def name(oracle: Oracle, channel: str, locale: str) -> str:
    return oracle.row("channel", channel)["name"][locale]


def numbers(row) -> list[int]:
    """The numbers of an open row, but one, and those to dial."""
    return [number for number in amounts(row["text"].partition("+")[0]) if row["open"] and number != 1]
