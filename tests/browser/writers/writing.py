"""Two people who write in one browser, and what the page shows of it."""

from playwright.sync_api import expect

from tests.browser.case_form_steps import ready, send, write

SECRET = "Our invoices are wrong"


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
    page_factory.expected.append("net::ERR_")  # the worker's own requests fail under another name
    write(ready(page), overview=overview, description=SECRET)
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_role("status").filter(has_text="Not sent yet")).to_be_visible()
