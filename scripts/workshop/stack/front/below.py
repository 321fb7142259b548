"""A help centre below a path of its host, such as `/answers`: the parts of the front know nothing of it."""

from collections.abc import Iterable

from workshop.stack.front.wsgi import App, Environ, StartResponse, send

_PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-cache")]


class Below:
    """A WSGI layer that takes the site's path off what was asked for (it is in `SCRIPT_NAME` then, as WSGI has it)."""

    def __init__(self, path: str, app: App) -> None:
        self._path, self._app = path, app

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        asked = environ.get("REQUEST_URI", "")
        if environ["PATH_INFO"] == self._path:  # without the slash, pages would look for their files beside it
            return to_the_site(self._path)(environ, start)
        environ["SCRIPT_NAME"] = self._path
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(self._path)
        if asked.startswith(f"{self._path}/"):
            environ["REQUEST_URI"] = asked.removeprefix(self._path)
        return self._app(environ, start)


def to_the_site(path: str) -> App:
    """What is at the root of the host when the help centre is not: the way to it."""

    def answer(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        home = f"{path}/"
        if environ["PATH_INFO"] in ("/", path):
            query = environ.get("QUERY_STRING")
            return send(environ, start, "302 Found", [("Location", f"{home}?{query}" if query else home), *_PLAIN], b"")
        said = f"This help centre is at {home}; nothing else is here.\n"
        return send(environ, start, "404 Not Found", _PLAIN, said.encode())

    return answer
