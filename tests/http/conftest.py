"""
The API as a browser meets it: Chalice's own test client, the real app, the real engine, and the tests' own policy.

Every answer of every test is held against the OpenAPI document before the test sees it.
"""

import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chalicelib.company import folder, shipped
from chalicelib.policy import Policy
from tests.conftest import SITE_URL, Bench
from tests.fakes.ferry import ferry
from tests.fakes.log_book import LogBook
from tests.http.visitors import API_KEY, INTAKE, TOKEN_KEY, Api, Visitor
from tests.stack.conftest import KEYS
from workshop.site.outputs.known import listing
from workshop.site.pages.stage import gather


@dataclass(frozen=True)
class Shelf:
    """The list of articles that the API reads; a test adds its own."""

    file: Path

    def put(self, locale: str, *paths: str) -> None:
        """As the build does when a writer adds articles."""
        known = json.loads(self.file.read_text())
        known["addresses"][locale] += paths
        self.file.write_text(json.dumps(known))


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The articles of the company that is there, and one for the tests that count what an answer costs."""
    shelf = Shelf(tmp_path_factory.mktemp("site") / "_articles.json")
    shelf.file.write_text(listing(gather(folder().parent)))
    shelf.put(shipped().first.id, "/costs/")
    return shelf


@pytest.fixture(scope="session")
def policy() -> Policy:
    """What the API decides by. The gate of a company, which takes `the_api` from here, has the company's."""
    return ferry()


@pytest.fixture(scope="session")
def the_api(engine: Bench, log_book: LogBook, shelf: Shelf, policy: Policy) -> Iterator[Api]:
    import hashlib

    surroundings = {
        **KEYS,
        "VARDE_ENDPOINT": engine.endpoint,
        "VARDE_TABLE": engine.table,
        "VARDE_SECRET": log_book.plant("a-secret-of-the-http-tests"),
        "VARDE_SITE_URL": SITE_URL,
        "VARDE_SMTP": "127.0.0.1:9",  # nobody listens; these tests read the outbox
        "VARDE_API_KEYS": f"crm:{hashlib.sha256(API_KEY.encode()).hexdigest()}",
        "VARDE_TOKEN_KEYS": f"app:{TOKEN_KEY}",
        "VARDE_ARTICLES": str(shelf.file),
        "VARDE_VERSION": "1.2.3",
        "VARDE_COMMIT": "abc123",
    }
    log_book.plant(API_KEY)
    log_book.plant(TOKEN_KEY)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in surroundings.items():
            patch.setenv(name, value)
        spec = importlib.util.spec_from_file_location("varde_app_under_test", INTAKE / "app.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        with pytest.MonkeyPatch.context() as while_it_starts:
            while_it_starts.setattr("chalicelib.wiring.services.shipped", lambda: policy)
            spec.loader.exec_module(module)
        assert module._services.store_answers()  # makes the client while the keys are here
    yield Api(module, engine, log_book)
    sys.modules.pop(spec.name, None)  # the gate of a company has an API of its own, under the same name


@pytest.fixture
def api(the_api: Api) -> Api:
    """The API on a Wednesday at eleven: support is open."""
    the_api.at("2026-11-25 11:00")
    return the_api


@pytest.fixture
def birk(api: Api) -> Visitor:
    """A requester with the highest plan in an old account: may use everything."""
    return api.visitor()


@pytest.fixture
def ada(api: Api) -> Visitor:
    """An agent."""
    return api.agent()
