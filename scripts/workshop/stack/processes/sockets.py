"""Listening sockets, opened by the supervisor and handed to the children, so that a restart refuses nobody."""

import errno
import socket
import time

_BACKLOG = 512
_PATIENCE = 1.0  # seconds; the children of a server that was just killed need a moment to go


def listen(port: int) -> socket.socket | None:
    """A socket listening on loopback, or None when the port is taken; 0 means any free port."""
    give_up = time.monotonic() + _PATIENCE
    while True:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as error:
            listening.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            if time.monotonic() > give_up or error.errno == errno.EACCES:
                return None
            time.sleep(0.1)
        else:
            listening.listen(_BACKLOG)
            return listening
