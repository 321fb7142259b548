"""A child of the supervisor never outlives it, not even when the supervisor is killed with -9."""

import ctypes
import os
import signal
import sys
import threading
import time

PARENT = "VARDE_PARENT"
_PR_SET_PDEATHSIG = 1


def hold() -> None:
    """
    Tie this process to the one named in VARDE_PARENT; without that name it does nothing.

    SIGKILL is right here: everything acknowledged is already on disk, and a
    polite signal could leave a child waiting for a connection to close.
    """
    wanted = os.environ.get(PARENT)
    if not wanted:
        return
    parent = int(wanted)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it died before the line above took effect
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
