"""Messages for the writer: in the terminal, and in a file that the front passes on to the browser."""

import json
import re
import threading
from collections.abc import Callable
from pathlib import Path

from workshop.site.files import put

Say = Callable[[str], None]


class Messages:
    """The mistakes there are now, by where they were found; each is printed once and shown until it is fixed."""

    def __init__(self, file: Path, root: Path, say: Say) -> None:
        self._file, self._root, self._say = file, root, say
        self._troubles: dict[str, list[str]] = {}
        self._lock = threading.Lock()  # two languages are rendered side by side
        self._write()

    def say(self, line: str) -> None:
        """In the terminal only."""
        self._say(f"· Preview: {line}")

    def trouble(self, where: str, sentences: list[str]) -> None:
        """The mistakes of one place; none when it is fixed."""
        sentences = [with_line(self._root, one) for one in sentences]
        with self._lock:
            self._note(where, sentences)

    def _note(self, where: str, sentences: list[str]) -> None:
        if sentences == self._troubles.get(where, []):
            return
        self._troubles[where] = sentences
        for sentence in sentences:
            self.say(sentence)
        if sentences:
            self.say("the page as it was before is shown until this is fixed")
        self._write()

    def _write(self) -> None:
        # A fallback page has the mistakes of its original; reporting one is enough.
        sentences = list(dict.fromkeys(one for said in self._troubles.values() for one in said))
        try:
            put(self._file, json.dumps({"troubles": sentences}))
        except OSError as error:  # the terminal has said it; a full disk ends nobody's writing
            self.say(f"{self._file.name} cannot be written ({error.strerror}); the pages do not show what is said here")


def with_line(root: Path, sentence: str) -> str:
    """`docs/en/x.md: …` with the line behind the file's name, when the sentence quotes something of that line."""
    named = re.match(r"(docs/[^:]+\.md): (.*)", sentence)
    if not named:
        return sentence
    file, said = named.groups()
    if line := re.match(r"line (\d+) ", said):
        return f"{file}:{line[1]}: {said}"
    try:
        lines = (root / file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return sentence
    for quoted in re.findall(r"'([^']+)'", said):
        # A link as written; a missing snippet is quoted as well.
        for number, text in enumerate(lines, 1):
            if quoted in text:
                return f"{file}:{number}: {said}"
    return sentence
