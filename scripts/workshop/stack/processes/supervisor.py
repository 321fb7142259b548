"""Brings the stack up step by step, keeps it up, and takes it down in order."""

import contextlib
import os
import queue
import socket
import time
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.company import folder
from workshop.site.build import site_url
from workshop.site.outputs.known import FILE as ARTICLES
from workshop.stack.processes import commands, sockets, watch
from workshop.stack.processes.children import Child
from workshop.stack.processes.health import answers
from workshop.stack.processes.mending import Mending
from workshop.stack.processes.note import Note
from workshop.stack.processes.site_build import SiteBuild
from workshop.stack.setup import resources, samples
from workshop.stack.setup.options import Options, StackTrouble, say, say_where, shown
from workshop.stack.setup.settings import ROOT, Place, aws_settings, own_environment, settings_for, write_private

_PATIENCE = 60.0  # seconds until a part must answer
_TICK = 0.2


class _Stopped(Exception):
    """Asked to stop while starting."""


class Supervisor:
    """One running stack."""

    def __init__(self, options: Options, place: Place) -> None:
        self._options = options
        self._place = place
        self._site = options.site or ROOT / "site"
        self._intake = options.intake or ROOT / "intake"
        self._stopping = False
        # No SimpleQueue: a signal at the end of its timeout makes its get() wait for ever (CPython 3.11).
        self._events: queue.Queue[str] = queue.Queue()
        self._children: list[Child] = []
        # A site that was given is nobody's to write into.
        self._writing = options.watch and options.site is None
        self._build = SiteBuild(ROOT, self._site, say)
        self._mending = Mending(self._make_resources, lambda: answers(self._engine_health()))
        self._note = Note(place.stack)

    def stop_soon(self, *_: object) -> None:
        """The signal handler: finish the present step, then stop."""
        self._stopping = True

    def run(self) -> None:
        """Start everything, then keep it running until asked to stop."""
        try:
            self._start()
            self._keep()
        except _Stopped:
            pass

    def stop(self) -> None:
        """Stop the children, the engine last: the others can still have something to write."""
        self._build.stop()
        for child in reversed(self._children):
            child.stop()

    def _start(self) -> None:
        site_port = self._options.port
        front_socket = self._listen(site_port)
        mail_socket = self._listen(site_port + 1)
        engine_socket = sockets.listen(_port(self._place.read_stack().get("engine_port"))) or sockets.listen(0)
        assert engine_socket is not None  # noqa: S101
        self._engine_port = engine_socket.getsockname()[1]
        new_keys = not (self._place.data / "secrets.json").exists()
        keys = self._place.secrets()
        if new_keys:
            say(f"· Made keys for this stack in {shown(self._place.data)}/secrets.json")
        # The site was built for the path that its address has, and works below no other.
        path = urlsplit(site_url()).path.rstrip("/")
        home = f"http://127.0.0.1:{site_port}{path}"
        made = resources.named(resources.templates(self._intake), f"http://127.0.0.1:{self._engine_port}")
        self._settings = settings_for(
            self._place,
            site=home,
            mail_port=site_port + 1,
            engine_port=self._engine_port,
            table=made.table,
            queue_url=made.queue_url,
            bucket=made.bucket,
            clock_offset=self._options.clock_offset,
            articles=str(self._site.resolve() / ARTICLES),
        )
        self._env = {**own_environment(), **self._settings}
        app = self._intake / "app.py"
        # The engine, the front and the mail start side by side: a request waits at the engine's socket until it is up.
        self._start_engine(engine_socket, keys)
        say(f"· Mail: SMTP on 127.0.0.1:{site_port + 1}, kept in {shown(self._place.mail)}")
        self._add("the mail server", commands.mail_server(self._place, mail_socket.fileno()), mail_socket)
        known_app = app if app.exists() else None
        serve = commands.front(self._place, front_socket.fileno(), self._site, path, known_app, live=self._writing)
        self._add("the front", serve, front_socket)
        self._prepare_site()
        self._await("the engine", self._engine_health())
        try:
            self._make_resources()
        except (BotoCoreError, ClientError) as error:
            raise StackTrouble(f"The engine could not make its tables and queues: {error}") from None
        if not self._place.epoch.exists():
            write_private(self._place.epoch, {"epoch": self._settings["VARDE_EPOCH"]})
        self._note_stack()
        if app.exists():
            if self._options.intake is None:
                samples.load_once(self._place.data, self._env, say)
            say("· Worker: sends what waits in the outbox")
            self._add("the worker", commands.worker(app, self._options))
        else:
            say(f"· API: there is no {shown(app)}, so /api answers 503")
        self._await("the site", f"{home}/")
        if app.exists():
            self._await("the API", f"{home}/api/health")
        self._note_stack()
        say_where(home, self._place, self._options)

    def _keep(self) -> None:
        if self._options.watch:
            watch.start(self._intake, folder(), self._events.put)
        if self._writing:
            self._add("the preview", commands.preview(self._place, self._site))
            self._note_stack()
        while not self._stopping:
            with contextlib.suppress(queue.Empty):
                self._events.get(timeout=_TICK)
                self._code_changed()
            self._look_at_children()

    def _look_at_children(self) -> None:
        for child in self._children:
            line = child.look()
            if line:
                say(f"· {line}")
                self._note_stack()
                if child.name == "the engine":
                    self._mending.needed()
        if self._note.is_due:
            self._note_stack()
        self._mending.look()

    def _code_changed(self) -> None:
        say("· Code changed: restarting the front and the worker")
        for child in self._children:
            if child.name in ("the front", "the worker"):
                child.restart()
        self._note_stack()

    def _prepare_site(self) -> None:
        if self._options.site is not None:
            return
        self._build.begin_if_stale()
        while self._build.running:
            self._breathe()
            self._build.look()

    def _start_engine(self, listening: socket.socket, keys: dict[str, str]) -> None:
        epoch, port = self._settings["VARDE_EPOCH"], self._engine_port
        command = commands.engine(self._place, keys, epoch, listening.fileno(), port)
        say(f"· Engine: DynamoDB, SQS and S3 on 127.0.0.1:{self._engine_port}, journal in {shown(self._place.engine)}")
        env = {
            **own_environment(),
            **aws_settings(keys),
            "PYTHONPATH": str(ROOT / "scripts"),
            "VARDE_CLOCK_OFFSET": str(self._options.clock_offset),
        }
        child = Child("the engine", command, env, [listening.fileno()])
        self._keep_open = [listening]
        self._children.append(child)
        child.start()

    def _make_resources(self) -> None:
        resources.ensure(
            resources.templates(self._intake),
            f"http://127.0.0.1:{self._engine_port}",
            self._place.secrets(),
            f"http://127.0.0.1:{self._options.port}",
        )

    def _add(self, name: str, command: list[str], listening: socket.socket | None = None) -> None:
        child = Child(name, command, self._env, [listening.fileno()] if listening else [])
        if listening:
            self._keep_open.append(listening)
        self._children.append(child)
        child.start()

    def _listen(self, port: int) -> socket.socket:
        found = sockets.listen(port)
        if found is None:
            raise StackTrouble(
                f"Port {port} is taken by another program (or not yours to use); "
                f"stop it, or choose another with --port."
            )
        return found

    def _await(self, what: str, url: str) -> None:
        """Wait for a part while starting; a child that gives up has said why."""
        give_up = time.monotonic() + _PATIENCE
        while time.monotonic() < give_up:
            self._breathe()
            for child in self._children:
                if child.process is not None and child.process.poll() == 1:
                    raise StackTrouble(f"{child.name.capitalize()} could not start; its reason is above.")
                line = child.look()
                if line:
                    say(f"· {line}")
            if answers(url):
                return
        say(f"· Note: {what} has not answered {url} within {_PATIENCE:.0f} s; going on")

    def _engine_health(self) -> str:
        return f"http://127.0.0.1:{self._engine_port}/_varde/health"

    def _breathe(self) -> None:
        if self._stopping:
            raise _Stopped
        time.sleep(0.03)

    def _note_stack(self) -> None:
        self._note.write({
            "pid": os.getpid(),
            "port": self._options.port,
            "mail_port": self._options.port + 1,
            "engine_port": self._engine_port,
            "environment": self._settings,
            "children": {one.name.removeprefix("the "): one.process.pid for one in self._children if one.process},
        })  # fmt: skip


def _port(found: object) -> int:
    """The port noted last time, 0 for any when the note does not say one."""
    return found if isinstance(found, int) and 0 < found < 65536 else 0
