"""What several packages of tests share: one real engine for the whole run, and a record of everything logged."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from chalicelib.aws.table import Table
from tests.fakes.log_book import LogBook
from tests.fakes.small_disk import small_disk  # noqa: F401 - a fixture
from tests.site.built import address, reader, site  # noqa: F401 - fixtures
from tests.stack.conftest import KEYS, Engine
from workshop.stack.setup import resources

# How long an example may take is the machine's affair: on a busy one, a limit in milliseconds fails for nobody's fault.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
expect.set_options(timeout=60_000)  # what is there is seen at once, on any machine

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = resources.templates(ROOT / "intake")
SITE_URL = "http://127.0.0.1:8000"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Bench:
    """A running engine with the product's own table and queues."""

    endpoint: str
    table: str
    queue_url: str

    def client(self, service: str) -> Any:
        return boto3.client(
            service, endpoint_url=self.endpoint, region_name=KEYS["AWS_DEFAULT_REGION"],
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"], aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )  # fmt: skip

    def items(self) -> Table:
        """The product's table, as the product reads and writes it."""
        client = self.client("dynamodb")
        return Table(lambda: client, self.table)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The local engine in a process of its own, with what the deployment defines."""
    process = Engine(tmp_path_factory.mktemp("engine"), ttl_seconds=3600)
    try:
        process.ready()
        endpoint = f"http://127.0.0.1:{process.port}"
        keys = {"access_key_id": KEYS["AWS_ACCESS_KEY_ID"], "secret_access_key": KEYS["AWS_SECRET_ACCESS_KEY"]}
        resources.ensure(TEMPLATES, endpoint, keys, SITE_URL)
        made = resources.named(TEMPLATES, endpoint)
        yield Bench(endpoint, made.table, made.queue_url)
    finally:
        process.end()
        process.process.stderr.close()


@pytest.fixture(params=["in a dictionary", "in DynamoDB"])
def table_or_fake(request: pytest.FixtureRequest) -> Table | None:
    """The product's table; None asks the test to take its fake, so that both answer the same questions."""
    return None if request.param == "in a dictionary" else request.getfixturevalue("engine").items()


@pytest.fixture(scope="session", autouse=True)
def marks_outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a stack remembers outside its data directory stays with the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session", autouse=True)
def log_book() -> Iterator[LogBook]:
    """Everything that any test logs at INFO or above; words that must not be there are planted by the tests."""
    with LogBook().open() as book:
        yield book
        assert book.secrets_found() == [], "what people wrote, or a secret, was logged"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of one file: Playwright keeps an event loop in this thread, where other tests run one of theirs."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
