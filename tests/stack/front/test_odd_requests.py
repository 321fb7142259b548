"""Requests that no browser sends, as bytes on a socket: each gets an answer, and none a traceback."""

import contextlib
import io
import logging
import socket
import threading

import pytest
import waitress
from waitress.channel import HTTPChannel

from tests.stack.front.asking import example
from workshop.stack.front.__main__ import Parser
from workshop.stack.front.compress import Compressed
from workshop.stack.front.door import Door
from workshop.stack.front.gateway import Gateway
from workshop.stack.front.live import Live
from workshop.stack.front.mails import Mails
from workshop.stack.front.pages import Pages

HOST = b"Host: 127.0.0.1\r\n"
TARGETS = [
    b"*", b"a", b"#", b"?", b"127.0.0.1:80", b"ftp://127.0.0.1/", b"://", b"http://", b"http://[::1/", b"//[::1",
    b"http://evil.example/", b"/%00", b"/contact%00/", b"/%", b"/%zz", b"/%ff%fe", b"/\xff\xfe",
    b"/..%2f..%2fetc/passwd",
    b"/contact/../../etc/passwd", b"/%0d%0aSet-Cookie:x=1", b"/" + b"a" * 300, b"/" + b"a" * 100_000,
    b"/" + b"a/" * 3000, b"/index.html/below/a/file", b"/api", b"/api/", b"/api//", b"/api/%00",
    b"/api/[::1", b"/api/nowhere/" + b"a" * 100_000, b"/api/nowhere/%ff", b"/_mail/%00", b"/_mail/" + b"a" * 5000,
    b"/_live/nothing",
]  # fmt: skip
METHODS = [b"GET", b"HEAD", b"POST", b"OPTIONS", b"TRACE", b"CONNECT", b"SAY"]
ODD_HEADERS = [
    b"Content-Length: -1", b"Content-Length: +1", b"Content-Length: one", b"Content-Length: \xb2",
    b"Content-Length: 99999999999999999999", b"Content-Length: 1\r\nContent-Length: 2", b"no colon",
    b"X: " + b"a" * 300_000, b"\r\n".join(b"X-%d: 1" % number for number in range(30_000)),
]  # fmt: skip
HARMLESS_HEADERS = [
    b"Range: bytes=b-a", b"Range: bytes=-99999999999999999999", b"If-Modified-Since: yesterday",
    b"If-Modified-Since: Tue, 99 Dec 99999999 00:00:00 GMT", b"If-None-Match: \xff", b"Accept-Encoding: \xff,gzip;q=",
    b"Cookie: \xff=\xff;;;=", b"Content-Type: \xff",
]  # fmt: skip


@pytest.fixture(scope="module")
def front(site, tmp_path_factory):
    """The front as its process serves it, the writer's part of it too; answers the first line, fails on a traceback."""
    top = tmp_path_factory.mktemp("front")
    (top / "mail" / "new").mkdir(parents=True)
    pages, live = Pages(site), Live(site, top / "preview.json")
    parts = {"/": live.around(pages), "/_live": live, "/_mail": Mails(top / "mail"), "/api": Gateway(example())}
    said = io.StringIO()
    logging.getLogger().addHandler(handler := logging.StreamHandler(said))
    with pytest.MonkeyPatch.context() as patch, socket.create_server(("127.0.0.1", 0)) as listening:
        patch.setattr(HTTPChannel, "parser_class", Parser)
        server = waitress.create_server(
            Compressed(Door(parts, pages.security_headers)), sockets=[listening], threads=2, ident=None
        )
        serving = threading.Thread(target=server.run)
        serving.start()

        def ask(request):
            with socket.create_connection(listening.getsockname(), timeout=10) as connection:
                answer = b""
                with contextlib.suppress(ConnectionError):  # it may hang up on what it has refused
                    connection.sendall(request)
                    while more := connection.recv(65536):
                        answer += more
            assert "Traceback" not in said.getvalue(), said.getvalue()[-2000:]
            return int(answer.split()[1]), answer

        yield ask
        server.close()
        server.task_dispatcher.shutdown()
        serving.join(5)
    logging.getLogger().removeHandler(handler)


def request(target, method=b"GET", *headers):
    lines = [method + b" " + target + b" HTTP/1.1", HOST.strip(), b"Connection: close", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target[:30].decode("latin-1"))
def test_an_odd_target_is_refused_whatever_the_method(front, target):
    for method in METHODS:
        status, answer = front(request(target, method))
        assert 400 <= status < 500, (method, answer[:200])


@pytest.mark.parametrize("header", ODD_HEADERS, ids=lambda header: header[:30].decode("latin-1"))
@pytest.mark.parametrize("target", [b"/", b"/api/cases"])
def test_an_odd_header_is_refused(front, target, header):
    status, answer = front(request(target, b"POST", header))
    assert 400 <= status < 500, answer[:200]


@pytest.mark.parametrize("header", HARMLESS_HEADERS, ids=lambda header: header[:30].decode("latin-1"))
@pytest.mark.parametrize("target", [b"/", b"/api/cases/V-1", b"/_mail/"])
def test_a_header_that_means_nothing_changes_nothing(front, target, header):
    assert front(request(target, b"GET", header))[0] < 500


@pytest.mark.parametrize("line", [b"hello", b"GET", b"GET / HTTP/0.9", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"])
def test_what_is_no_http_is_refused(front, line):
    assert 400 <= front(line + b"\r\n\r\n")[0] < 500


def test_a_whole_address_is_the_page_and_its_host_counts(front):
    assert b"<title>Home</title>" in front(request(b"http://127.0.0.1/?q=1"))[1]
    assert front(request(b"http://localhost:8000"))[0] == 200
    assert front(request(b"HTTP://127.0.0.1:8000/contact/"))[0] == 200
    assert front(request(b"http://evil.example/"))[0] == 421
    assert b'"number":"V-1"' in front(request(b"http://127.0.0.1/api/cases/V-1"))[1]
