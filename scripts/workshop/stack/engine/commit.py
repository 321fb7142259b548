"""Grouped commits: many requests wait for one fsync. What cannot be stored is taken back."""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workshop.stack.engine.journal import Journal

ROTATE_AT = 16 * 1024 * 1024  # bytes of journal; replaying them takes about a second
_ROTATE_AGAIN = 30.0  # seconds after a snapshot for which there was no space

Undo = Callable[[], object]


class NotStored(Exception):
    """The disk did not take it, and memory is as if it had never been asked for."""


@dataclass(frozen=True)
class _Waiting:
    record: bytes | None  # None: a whole snapshot is wanted
    undo: Sequence[Undo]
    done: "asyncio.Future[None]"


class Commits:
    """Makes records durable in the order they are handed in; lives on one event loop."""

    def __init__(self, journal: Journal, capture: Callable[[], bytes], rotate_at: int = ROTATE_AT) -> None:
        self._journal = journal
        self._capture = capture
        self._rotate_at = rotate_at
        self._not_before = 0.0
        self._waiting: list[_Waiting] = []
        self._last: asyncio.Future[None] | None = None
        self._wake = asyncio.Event()
        self._full = False

    async def record(self, record: bytes, undo: Sequence[Undo] = ()) -> None:
        """
        Return when the record is on disk, with everything handed in before it.

        Raises:
            NotStored: it is not, and `undo` was called, the last one first.
        """
        await self._wait_for(record, undo)

    async def snapshot(self) -> None:
        """Return when the whole state is on disk."""
        await self._wait_for(None)

    async def settled(self) -> None:
        """
        Return when everything now in memory is on disk: nobody may read what could still be undone.

        Raises:
            NotStored: some of it was undone.
        """
        last = self._last  # there may be a later one when this one is done
        if last is not None and not last.done():
            await asyncio.wait([last])
            last.result()

    async def run(self) -> None:
        """
        Write group after group, for ever.

        A disk that is full (or fails) refuses the group and whatever was asked for meanwhile; the next one tries again,
        so the store recovers by itself when there is space. A change of a table cannot be taken back piece by piece:
        there the process ends, and the next one reads the disk.
        """
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), 1)
            if not self._wake.is_set():
                await asyncio.to_thread(self._journal.settle)
                await self._wake.wait()
            self._wake.clear()
            # No await between taking the group and capturing: the snapshot holds exactly this group.
            group, self._waiting = self._waiting, []
            try:
                await self._store(group)
            except OSError as error:
                self._take_back(group, error)
            except Exception as error:  # of any kind: no caller may wait for ever, or get a false answer
                _give_up(error)
            else:
                self._say_room()
                for one in group:
                    if not one.done.done():
                        one.done.set_result(None)

    async def _store(self, group: Sequence[_Waiting]) -> None:
        wanted = any(one.record is None for one in group)
        if wanted or (self._journal.size > self._rotate_at and time.monotonic() > self._not_before):
            try:
                await asyncio.to_thread(self._journal.rotate, self._capture())
            except OSError as error:
                if wanted:
                    raise
                self._not_before = time.monotonic() + _ROTATE_AGAIN
                _say(f"engine: no snapshot was written ({error.strerror}); the journal goes on")
            else:
                return
        await asyncio.to_thread(self._journal.append, [one.record for one in group if one.record is not None])

    def _take_back(self, group: Sequence[_Waiting], error: OSError) -> None:
        """No await in here: between the failure and the last undo nobody may read."""
        refused, self._waiting = [*group, *self._waiting], []
        if any(one.record is None for one in refused):
            _give_up(error)
        for one in reversed(refused):
            for undo in reversed(one.undo):
                undo()
        if not self._full:
            self._full = True
            _say(f"engine: the journal cannot be written ({error.strerror}); writes are refused until it can")
        for one in refused:
            if not one.done.done():
                one.done.set_exception(NotStored(error.strerror))
                one.done.exception()  # seen: a request that went away leaves no complaint behind

    def _say_room(self) -> None:
        if self._full:
            self._full = False
            _say("engine: the journal can be written again")

    async def _wait_for(self, record: bytes | None, undo: Sequence[Undo] = ()) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(record, undo, done))
        self._last = done
        self._wake.set()
        await asyncio.wait([done])  # a client that hangs up cancels its own waiting, not the write
        done.result()


def _give_up(error: Exception) -> None:
    _say(f"The engine cannot write its journal and starts again from the disk: {error!r}")
    os._exit(3)


def _say(line: str) -> None:
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr, flush=True)
