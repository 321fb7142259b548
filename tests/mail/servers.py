"""Servers on loopback that misbehave on purpose."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def listening(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that talks like this to everyone who calls; its port."""
    server = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                caller, _ = server.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(5)
                try:
                    talk(caller)
                except OSError:
                    continue

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield int(server.getsockname()[1])
    finally:
        # On Linux closing alone does not wake accept().
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(10)


def line(caller: socket.socket) -> bytes:
    """The next line the caller says, empty when it has hung up."""
    said = b""
    while not said.endswith(b"\n"):
        byte = caller.recv(1)
        if not byte:
            break
        said += byte
    return said
