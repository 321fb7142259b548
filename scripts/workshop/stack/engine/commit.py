"""Grouped commits: many requests wait for one fsync."""

import asyncio
import os
import sys
from collections.abc import Callable

from workshop.stack.engine.journal import Journal

ROTATE_AT = 16 * 1024 * 1024  # bytes of journal; replaying them takes about a second


class Commits:
    """Makes records durable in the order they are handed in; lives on one event loop."""

    def __init__(self, journal: Journal, capture: Callable[[], bytes], rotate_at: int = ROTATE_AT) -> None:
        self._journal = journal
        self._capture = capture
        self._rotate_at = rotate_at
        self._waiting: list[tuple[bytes, asyncio.Future[None]]] = []
        self._wake = asyncio.Event()
        self._snapshot_wanted = False

    async def record(self, record: bytes) -> None:
        """Return when the record is on disk, with everything handed in before it."""
        await self._wait_for(record)

    async def snapshot(self) -> None:
        """Return when the whole state is on disk."""
        self._snapshot_wanted = True
        await self._wait_for(b"")

    async def run(self) -> None:
        """
        Write group after group, for ever.

        A journal that cannot be written ends the process: memory is then ahead of the disk,
        and an answer built on it would be a lie.
        """
        while True:
            await self._wake.wait()
            self._wake.clear()
            # No await between taking the group and capturing: the snapshot holds exactly this group.
            group, self._waiting = self._waiting, []
            try:
                if self._snapshot_wanted or self._journal.size > self._rotate_at:
                    self._snapshot_wanted = False
                    await asyncio.to_thread(self._journal.rotate, self._capture())
                else:
                    await asyncio.to_thread(self._journal.append, [record for record, _ in group])
            except Exception as error:  # of whatever kind: nobody may wait for ever, or be told a lie
                print(f"The engine cannot write its journal and stops: {error!r}", file=sys.stderr, flush=True)
                os._exit(3)
            for _, done in group:
                if not done.done():
                    done.set_result(None)

    async def _wait_for(self, record: bytes) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((record, done))
        self._wake.set()
        await done
