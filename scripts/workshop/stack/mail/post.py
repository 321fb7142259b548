"""
SMTP on this machine: takes every mail the product sends (or that somebody sends to it) into a Maildir.

`250` is answered when the mail is on disk, never before.
"""

import argparse
import asyncio
import contextlib
import errno
import itertools
import os
import signal
import socket
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from workshop.stack.processes import lifeline

_LARGEST = 25 * 1024 * 1024  # bytes; what the large mail services take


class ToMaildir:
    """An aiosmtpd handler that delivers every mail into one Maildir."""

    def __init__(self, directory: Path) -> None:
        self._directory, self._count = directory, itertools.count(1)
        for box in ("tmp", "new", "cur"):  # Maildir makes them only together with the directory itself
            (directory / box).mkdir(parents=True, exist_ok=True, mode=0o700)
        self._one_at_a_time = ThreadPoolExecutor(1)  # two mails never have one name

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by aiosmtpd with a whole mail; answers the SMTP line."""
        content = envelope.content
        raw = content.encode() if isinstance(content, str) else bytes(content or b"")
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(
                self._one_at_a_time, self._deliver, envelope.mail_from or "", envelope.rcpt_tos, raw
            )
        except OSError as error:
            with contextlib.suppress(OSError):
                print(f"mail: cannot write the Maildir: {error.strerror}", file=sys.stderr)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                return "452 No space for this mail, try again later"
            return "451 The Maildir cannot be written, try again later"
        return "250 Kept"

    def _deliver(self, sender: str, recipients: Iterable[str], raw: bytes) -> None:
        trace = [f"Return-Path: <{_line(sender)}>", *(f"Delivered-To: {_line(one)}" for one in recipients)]
        head = "".join(line + "\n" for line in trace).encode("utf-8", "replace")
        # `mailbox.Maildir` leaves half a mail behind when the disk is full, which takes space that is already short.
        name = f"{time.time():.6f}.{os.getpid()}_{next(self._count)}.{_line(socket.gethostname()).replace('/', '_')}"
        half, whole = self._directory / "tmp" / name, self._directory / "new" / name
        try:
            with open(half, "xb", opener=_private) as file:
                file.write(head + raw.replace(b"\r\n", b"\n"))
                file.flush()
                os.fsync(file.fileno())
            half.rename(whole)
        except OSError:
            half.unlink(missing_ok=True)
            raise
        handle = os.open(self._directory / "new", os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _line(address: str) -> str:
    return "".join(character for character in address if character.isprintable())


async def _serve(directory: Path, listening: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    handler = ToMaildir(directory)
    server = await loop.create_server(
        lambda: SMTP(
            handler,
            data_size_limit=_LARGEST,
            enable_SMTPUTF8=True,
            hostname="varde.localhost",
            ident="Varde",
            loop=loop,
        ),
        sock=listening,
    )
    async with server:
        await stop.wait()


def main() -> int:
    """Serve until stopped."""
    lifeline.hold()
    parser = argparse.ArgumentParser(prog="post", description="Take mails over SMTP into a Maildir.")
    parser.add_argument("--fd", type=int, required=True, help="a listening socket")
    parser.add_argument("--mail", type=Path, required=True, help="the Maildir")
    options = parser.parse_args()
    asyncio.run(_serve(options.mail, socket.socket(fileno=options.fd)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
