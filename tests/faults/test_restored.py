"""A data directory is copied, life goes on, and the copy is put back: nothing that ended since comes alive again."""

import json
import os
import shutil
import signal
import subprocess
import time
import uuid

import jwt
import pytest

from chalicelib.company import folder
from tests.faults.stack import ROOT, Customer, Stack, until
from tests.roles import people

pytestmark = pytest.mark.stack

BIRK, NORA = people.a_customer().email, people.another_customer().email


@pytest.fixture
def own(tmp_path, stack):
    """A stack of its own: the others must not lose their data."""
    running = Stack(tmp_path / "data", stack.site)
    running.data.mkdir(exist_ok=True)
    yield running.start()
    running.stop()


def script(name, *arguments):
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "VARDE_"))}
    bare |= {"VARDE_COMPANY": str(folder())}
    command = [ROOT / "scripts" / name, *arguments]
    return subprocess.run(command, env=bare, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def token(stack, email):
    now = int(time.time() + float(stack.noted()["environment"]["VARDE_CLOCK_OFFSET"]))
    key = stack.noted()["environment"]["VARDE_TOKEN_KEYS"].partition(":")[2]
    claims = {"iat": now, "exp": now + 300, "aud": "varde", "email": email}
    return jwt.encode(claims, key, "HS256", headers={"kid": "local"})


def code_for(stack, customer, address):
    before = len(stack.all_mails())
    assert customer.call("POST", "/sign-in/codes", {"email": address, "locale": "en"})[0] == 202
    mail = until(lambda: stack.all_mails()[before:])[-1]
    return next(line for line in mail.get_body(("plain",)).get_content().split() if line.isdigit() and len(line) >= 6)


def test_nothing_that_ended_after_the_copy_is_alive_after_the_restore(own, tmp_path):
    birk, nora = own.sign_in(BIRK), Customer(own, NORA)
    code = code_for(own, nora, NORA)
    asked_here = nora.cookie
    vouched = token(own, BIRK)
    own.wait_for_an_empty_outbox()
    own.hurt("mail server", signal.SIGSTOP)
    key = uuid.uuid4().hex
    number = birk.submit(key, "Waits in the copy")[1]["case"]["number"]
    own.kill_everything()
    shutil.copytree(own.data, tmp_path / "copy")

    # Life goes on: signed out, codes and tokens used, the mail sent.
    own.start()
    until(lambda: own.outbox(number) == "sent")
    assert len(own.mails(number)) == 1
    old_cookies = birk.cookie
    assert birk.call("DELETE", "/sessions")[0] == 200
    assert nora.call("POST", "/sign-in/sessions", {"email": NORA, "code": code})[0] == 201
    assert Customer(own, BIRK).call("POST", "/sign-in/sessions", {"token": vouched})[0] == 201
    own.stop()

    mails = shutil.copytree(own.data / "mail", tmp_path / "mail")
    shutil.rmtree(own.data)
    shutil.copytree(tmp_path / "copy", own.data)
    shutil.rmtree(own.data / "mail")
    shutil.copytree(mails, own.data / "mail")  # what was sent is with its receivers; a backup changes nothing about it

    refused = subprocess.run(
        [ROOT / "scripts/server", "--port", str(own.port), "--data", own.data, "--no-watch", "--site", own.site],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 1
    assert f"scripts/restored --data {own.data}" in refused.stderr

    asked = script("restored", "--data", own.data)
    assert (asked.returncode, "everybody is signed out" in asked.stdout) == (3, True)
    assert (own.data / "epoch.json").read_bytes() == (tmp_path / "copy" / "epoch.json").read_bytes()
    done = script("restored", "--data", own.data, "--yes")
    assert done.returncode == 0, done.stderr
    assert f"case_received {number}" in done.stdout
    assert "1 mail(s) held" in done.stdout
    assert BIRK not in done.stdout + done.stderr

    own.start()
    birk.cookie = old_cookies
    assert birk.call("GET", "/me")[0] == 401
    nora.cookie = asked_here
    assert nora.call("POST", "/sign-in/sessions", {"email": NORA, "code": code})[0] == 422
    assert Customer(own, BIRK).call("POST", "/sign-in/sessions", {"token": vouched})[0] == 422
    birk = own.sign_in(BIRK)
    status, answer = birk.submit(key, "Waits in the copy")
    assert (status, answer["case"]["number"]) == (201, number), "a retry still meets its own case"
    time.sleep(6)  # more than one sweep
    assert own.outbox(number) == "held"
    assert len(own.mails(number)) == 1

    api_key = json.loads((own.data / "secrets.json").read_text())["api_key"]
    assert birk.call("GET", "/health", Authorization=f"Bearer {api_key}")[1]["outbox"] == {"parked": 0, "held": 1}
    assert "outbox" not in birk.call("GET", "/health", Authorization="Bearer guess")[1]
    listed = script("outbox", "list", "--data", own.data)
    assert number in listed.stdout
    assert "held" in listed.stdout
    assert "Waits in the copy" not in listed.stdout + listed.stderr
    assert script("outbox", "send", "nothing", "--data", own.data).returncode == 3
    sent = script("outbox", "send", f"{number.lower()}-received", "--data", own.data)
    assert sent.returncode == 0, sent.stderr
    until(lambda: own.outbox(number) == "sent")


def test_what_is_left_of_a_damaged_store_can_be_the_present_when_the_operator_says_so(own):
    birk = own.sign_in(BIRK)
    number = birk.submit(uuid.uuid4().hex, "Kept")[1]["case"]["number"]
    until(lambda: own.outbox(number) == "sent")
    lost = birk.submit(uuid.uuid4().hex, "Lost")[1]["case"]["number"]
    until(lambda: own.outbox(lost) == "sent")
    own.kill_everything()
    (log,) = (own.data / "engine").glob("journal-*.log")
    lines = log.read_bytes().splitlines(keepends=True)
    first = next(place for place, line in enumerate(lines) if f"C#{lost}".encode() in line)
    damaged = b"".join(lines[:first]) + b"?" * 40 + b"".join(lines[first:])
    log.write_bytes(damaged)
    assert script("restored", "--data", own.data, "--yes").returncode == 3
    assert log.read_bytes() == damaged
    done = script("restored", "--data", own.data, "--yes", "--what-is-left")
    assert done.returncode == 0, done.stderr
    (aside,) = (own.data / "engine" / "set-aside").iterdir()
    assert aside.read_bytes() == damaged
    own.start()
    birk = own.sign_in(BIRK)
    assert birk.call("GET", f"/cases/{number}")[0] == 200
    assert birk.call("GET", f"/cases/{lost}")[0] == 404


def test_a_running_server_is_not_restored_under_its_feet(stack):
    done = script("restored", "--data", stack.data, "--yes")
    assert (done.returncode, "stop it first" in done.stderr) == (1, True)
