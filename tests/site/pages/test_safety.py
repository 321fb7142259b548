"""The pages ask nobody else for anything, run only scripts we know, and lead nowhere that does not exist."""

import json
from urllib.parse import unquote, urljoin, urlsplit

from tests.site.centre import SITE_URL as HOME
from workshop.site.outputs.headers import inline_hashes

FETCHING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}


def test_no_page_fetches_anything_from_another_host(site):
    for address, page in site.pages().items():
        wanted = [
            one.attributes[key] for name, key in FETCHING.items() for one in page.all(name) if key in one.attributes
        ]
        wanted += [
            one.attributes["href"]
            for one in page.all("link")
            if one.attributes.get("rel", "").strip() not in ("canonical", "alternate")
        ]
        assert [url for url in wanted if urlsplit(urljoin(HOME + address, url)).netloc != urlsplit(HOME).netloc] == []


def test_the_policy_covers_every_inline_script_and_no_more(site):
    headers = json.loads((site.folder / "_headers.json").read_text())
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    sources = set(policy["script-src"].split())
    used = set().union(*(inline_hashes(site.text(address)) for address in site.pages()))
    assert {one for one in sources if one.startswith("'sha256-")} == used
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert "'unsafe-eval'" not in sources


def test_no_page_has_inline_styles_or_handlers_which_the_policy_would_refuse(site):
    for address, page in site.pages().items():
        assert not page.all("style"), address
        odd = [
            (one.name, key) for one in page.elements for key in one.attributes if key == "style" or key.startswith("on")
        ]
        assert odd == [], address


def test_every_link_inside_the_site_leads_somewhere(site):
    pages = site.pages()
    ids = {
        address: {one.attributes["id"] for one in page.elements if "id" in one.attributes}
        for address, page in pages.items()
    }
    broken = []
    for address, page in pages.items():
        for link in page.all("a") + page.all("link") + page.all("form"):
            target = urlsplit(urljoin(HOME + address, link.attributes.get("href") or link.attributes.get("action", "")))
            if target.scheme != "https" or target.netloc != urlsplit(HOME).netloc:
                continue
            path = unquote(target.path)
            if path.startswith("/api/"):  # another program answers there
                continue
            file = site.folder / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
            anchored = not target.fragment or path not in ids or unquote(target.fragment) in ids[path]
            if not file.is_file() or not anchored:
                broken.append((address, target.geturl()))
    assert broken == []
