"""The real local stack for browser tests: one `scripts/server` on a free port, and the mail it sent."""

import csv
import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from tests.company.gate import given
from tests.limits.files import generous
from tests.roles import people
from workshop.site.build import site_url as address_of_site

ROOT = Path(__file__).resolve().parents[2]
MONDAY_MORNING = "2026-11-23T10:00:00+01:00"  # support is open; a business day ends on Tuesday at ten


class LocalStack:
    """
    A running stack: `url` of the help centre, `origin` of its pages, and what it mailed.

    With `site`, a folder that was built for `site_url`, it serves that, below the path of that address; else the
    company's own.
    """

    def __init__(self, data: Path, now: str = MONDAY_MORNING, site: Path | None = None, site_url: str = "") -> None:
        self.data, self.port = data, _free_ports()
        self._begun, self._asked = datetime.fromisoformat(now), time.monotonic()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.url = self.origin + urlsplit(site_url or address_of_site()).path
        self._log = (data / "server.log").open("w+")
        self._process = subprocess.Popen(
            [
                *(ROOT / "scripts/server", "--port", str(self.port), "--data", data, "--no-watch", "--now", now),
                *(("--site", site) if site else ()),
            ],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env={**os.environ, **generous(data), **({"VARDE_SITE_URL": site_url} if site_url else {})},
        )

    def now(self) -> datetime:
        """Its clock, to the second or two that it needed to start; its answers' `Date` is the machine's."""
        return self._begun + timedelta(seconds=time.monotonic() - self._asked)

    def wait_until_ready(self, seconds: float = 300) -> None:
        """Return when it has said that it is ready; the first start builds the site."""
        give_up = time.monotonic() + seconds
        while not re.search(r"\bready\b", self.said(), re.IGNORECASE):
            assert self._process.poll() is None, self.said()
            assert time.monotonic() < give_up, self.said()
            time.sleep(0.1)

    def said(self) -> str:
        return (self.data / "server.log").read_text()

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(30)
        self._process.kill()
        self._log.close()

    def mails_to(self, address: str) -> list[str]:
        """The texts of all mails to an address, oldest first."""
        found = []
        for path in sorted((self.data / "mail").glob("[nc][eu][wr]/*"), key=lambda path: path.stat().st_mtime_ns):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if address.lower() in (str(mail["Delivered-To"]) + str(mail["To"])).lower():
                part = mail.get_body(("plain", "html"))
                found.append(f"{mail['Subject']}\n{part.get_content() if part else ''}")
        return found

    def newcomer(self, name: str) -> str:
        """The address of a new customer whom no other test knows, like the first of the best plan."""
        like = people.of_the_best_plan().email
        with (given.FOLDER / "people.csv").open(newline="", encoding="utf-8") as samples:
            row = next(row for row in csv.DictReader(samples) if row["email"] == like)
        address = f"{name.lower()}-{uuid.uuid4().hex[:8]}@{row['email'].partition('@')[2]}"
        file = self.data / f"{address}.csv"
        with file.open("w", newline="", encoding="utf-8") as written:
            rows = csv.DictWriter(written, row)
            rows.writeheader()
            rows.writerow({**row, "email": address, "name": name})
        load = [sys.executable, "-m", "workshop.directory.cli", "import", file, "--data", self.data]
        subprocess.run(load, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        return address

    def codes_to(self, address: str, after: int = 0) -> list[str]:
        """The sign-in codes in the mails to an address, oldest first, without those of the first `after` mails."""
        found = (re.search(r"^ {4}(\d[\d ]+\d)$", mail, re.MULTILINE) for mail in self.mails_to(address)[after:])
        return [code[1] for code in found if code]

    def code_for(self, address: str, after: int = 0, seconds: float = 180) -> str:
        """The newest sign-in code for an address, once one has come behind the first `after` mails."""
        give_up = time.monotonic() + seconds
        while not (codes := self.codes_to(address, after)):
            assert time.monotonic() < give_up, f"no code for {address}"
            time.sleep(0.1)
        return codes[-1]


def _free_ports() -> int:
    """A free port whose next is free too: mail comes in there."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            with suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port
