"""
Reports what the local mail server took, as SES would: a `Send` event for each mail in the Maildir.

The Maildir outlives every process, so nothing is missed; reporting a mail twice changes nothing.
"""

import json
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

_MESSAGE_ID = re.compile(rb"^Message-ID: <([^@>\s]+)@", re.IGNORECASE | re.MULTILINE)
_AGO = 3600.0  # seconds: older ones were reported by an earlier worker


class MailEvents:
    def __init__(self, maildir: Path) -> None:
        self._maildir, self._reported = maildir, set[str]()

    def events(self) -> Iterator[str]:
        """A message for each mail that is new since the last call, oldest first."""
        since = time.time() - _AGO
        for path in sorted(self._maildir.glob("[nc][eu][wr]/*"), key=lambda path: path.name):
            if path.name in self._reported:
                continue
            self._reported.add(path.name)
            try:
                at, head = path.stat().st_mtime, path.open("rb").read(8192)
            except OSError:
                continue  # somebody cleans up
            named = _MESSAGE_ID.search(head)
            if named and at >= since:
                yield _event(named[1].decode("latin-1"), datetime.fromtimestamp(at, UTC))


def _event(letter: str, at: datetime) -> str:
    stamp = f"{at:%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"
    return json.dumps({"eventType": "Send", "mail": {"timestamp": stamp, "tags": {"outbox": [letter]}}, "send": {}})
