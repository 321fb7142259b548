"""The API takes feedback on exactly the pages that ask for it."""

import json


def test_the_list_for_the_api_holds_every_page_with_the_question_and_no_other(site):
    known = json.loads((site.folder / "_articles.json").read_text())
    asking = {}
    for page in site.pages().values():
        for form in page.all("form", id="feedback"):
            assert form.attributes["action"] == "/api/articles/feedback"
            fields = {one.attributes["name"]: one.attributes["value"] for one in page.all("input", type="hidden")}
            asking.setdefault(fields["locale"], set()).add(fields["path"])
    assert {locale: set(paths) for locale, paths in known["addresses"].items()} == asking
    assert "/no/only-english/" in known["addresses"]["no"]


def test_old_addresses_in_it_lead_where_the_servers_list_leads(site):
    known = json.loads((site.folder / "_articles.json").read_text())
    assert known["moved"] == json.loads((site.folder / "_redirects.json").read_text())
