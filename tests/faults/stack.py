"""A really started `scripts/server` that can be hurt: every process of it can be killed or frozen."""

import email
import email.policy
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import suppress
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3

from tests.limits.files import unlimited
from tests.roles import asking, channels, people

ROOT = Path(__file__).resolve().parents[2]
MONDAY_MORNING = "2026-11-23T10:00:00+01:00"  # support is open

# Words of a person, planted in what the tests send: no log may hold them.
ADDRESSES = (people.a_customer().email, people.another_customer().email)
PARTS = (part for address in ADDRESSES for part in (f"{address.partition('@')[0]}@", address.partition("@")[2]))
SECRETS = ("kalvedans", "rømmegrøt", *PARTS)


def until(true, seconds=180.0, what="it did not happen"):
    """Wait for something true, and return it."""
    give_up = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < give_up, what
        time.sleep(0.02)
    return found


class Stack:
    """One stack on one data directory; `start` and `kill_everything` may follow each other."""

    def __init__(self, data: Path, site: Path, *, own_limits: bool = False) -> None:
        """`own_limits` are the product's; else one machine may send what a test needs."""
        self._own_limits = own_limits
        self.data, self.site, self.port = data, site, _free_ports()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = data / "server.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._born = time.monotonic()

    def start(self) -> "Stack":
        """Start it on what is there, and wait until it is ready."""
        before = self.said().count("Varde is ready")
        # A clock that goes on over a restart, as a real one does; set back, it would make waiting mails wait again.
        now = datetime.fromisoformat(MONDAY_MORNING) + timedelta(seconds=time.monotonic() - self._born)
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    ROOT / "scripts/server",
                    "--port",
                    str(self.port),
                    "--data",
                    self.data,
                    "--no-watch",
                    "--site",
                    self.site,
                    "--now",
                    now.isoformat(),
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                env={**os.environ, **({} if self._own_limits else unlimited(self.data))},
            )
        until(lambda: self.said().count("Varde is ready") > before or self.process.poll() is not None, 300, self.said())
        assert self.process.poll() is None, self.said()
        return self

    def said(self) -> str:
        return self._log.read_text() if self._log.exists() else ""

    def noted(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.data / "stack.json").read_text())
        return found

    def pid(self, name: str) -> int:
        """The process of `engine`, `front`, `worker` or `mail server`."""
        return int(self.noted()["children"][name])

    def hurt(self, name: str, number: int) -> int:
        """Send a signal to one process; its id."""
        pid = self.pid(name)
        os.kill(pid, number)
        return pid

    def kill_everything(self) -> None:
        """Every process with SIGKILL, the supervisor first, so that it restarts nothing."""
        children = self.noted()["children"].values()
        assert self.process is not None
        for pid in (self.process.pid, *children):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(180)
        until(lambda: not any(_alive(pid) for pid in children))

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(180)
            self.process.kill()
            self.process.wait(180)

    def mails(self, number: str) -> list[EmailMessage]:
        """The mails about a case, oldest first."""
        return [mail for mail in self.all_mails() if number in str(mail["Subject"])]

    def all_mails(self) -> list[EmailMessage]:
        """Every mail that the Maildir holds, oldest first."""
        found = sorted((self.data / "mail").glob("[nc][eu][wr]/*"), key=lambda path: path.stat().st_mtime_ns)
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in found]

    @cached_property
    def _store(self) -> tuple[Any, str]:
        told = self.noted()["environment"]
        client = boto3.client(
            "dynamodb",
            endpoint_url=told["VARDE_ENDPOINT"],
            region_name=told["AWS_DEFAULT_REGION"],
            aws_access_key_id=told["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=told["AWS_SECRET_ACCESS_KEY"],
        )
        return client, told["VARDE_TABLE"]

    def outbox(self, number: str) -> str | None:
        """The state of a case's acknowledgement: waiting, claimed, sent or parked."""
        client, table = self._store
        key = {"pk": {"S": f"O#{number.lower()}-received"}, "sk": {"S": "O"}}
        item = client.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
        return item["state"]["S"] if item else None

    def heard_of(self, letter: str) -> bool:
        """Whether evidence of this letter's sending is stored."""
        client, table = self._store
        key = {"pk": {"S": f"O#{letter}"}, "sk": {"S": "E"}}
        return "sent" in client.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item", {})

    def wait_for_an_empty_outbox(self) -> None:
        """Until nothing waits that an earlier fault left behind."""
        client, table = self._store
        unsent = {
            "FilterExpression": "begins_with(pk, :mail) AND attribute_exists(queue_key)",
            "ExpressionAttributeValues": {":mail": {"S": "O#"}},
        }
        until(lambda: client.scan(TableName=table, **unsent)["Count"] == 0, what="mails were left behind")

    def sign_in(self, address: str) -> "Customer":
        """A customer who has proved the address with the code in the mail."""
        customer = Customer(self, address)
        before = len(self.all_mails())
        assert customer.call("POST", "/sign-in/codes", {"email": address, "locale": "en"})[0] == 202
        mail = until(lambda: self.all_mails()[before:], what="no code came")[-1]
        code = re.search(r"^ {4}(\d[\d ]+\d)$", mail.get_body(("plain",)).get_content(), re.MULTILINE)[1]
        status, _ = customer.call("POST", "/sign-in/sessions", {"email": address, "code": code})
        assert status == 201
        return customer


class NoAnswer(Exception):
    """The connection ended before an answer came."""


class Customer:
    """Somebody who talks to the API with a cookie of their own."""

    def __init__(self, stack: Stack, address: str) -> None:
        self._stack, self.address, self._cookies = stack, address, {}

    @property
    def cookie(self) -> str:
        """What a browser sends: all cookies it was given."""
        return "; ".join(pair for pair in self._cookies.values() if not pair.endswith("="))

    @cookie.setter
    def cookie(self, text: str) -> None:
        self._cookies = {(pair.partition("=")[0], "/"): pair for pair in text.split("; ")}

    def _keep(self, cookies: list[str]) -> None:
        for pair, *attributes in (cookie.split("; ") for cookie in cookies):
            path = next((one[5:] for one in attributes if one.startswith("Path=")), "")
            self._cookies[pair.partition("=")[0], path] = pair

    def call(self, method: str, path: str, body: Any = None, timeout: float = 40, **headers: str) -> tuple[int, Any]:
        """
        Status and document.

        Raises:
            NoAnswer: what a browser calls a network error.
        """
        content = None if body is None else json.dumps(body).encode()
        given = {"Origin": self._stack.url, "Content-Type": "application/json", "Cookie": self.cookie}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self._stack.url + "/api" + path, content, given, method=method)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                self._keep(answer.headers.get_all("Set-Cookie") or [])
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except (OSError, ValueError) as error:
            raise NoAnswer from error

    def submit(self, key: str, overview: str, timeout: float = 40) -> tuple[int, Any]:
        """Send a case by mail channel, with planted words."""
        case = {
            "channel": channels.mail().id,
            "language": asking.language(),
            "overview": f"{overview} {SECRETS[0]}",
            "description": f"It shows {SECRETS[1]} instead of the report.",
        }
        return self.call("POST", "/cases", case, timeout, Idempotency_Key=key)

    def cases(self, overview: str) -> list[dict[str, Any]]:
        """The cases in the inbox with this overview."""
        found, path = [], "/cases"
        while path:
            status, page = self.call("GET", path)
            assert status == 200, page
            found += page["cases"]
            path = f"/cases?cursor={page['next']}" if page["next"] else ""
        return [case for case in found if case["overview"].startswith(f"{overview} ")]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _free_ports() -> int:
    """A free port whose next is free too: mail comes in there."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            with suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port
