"""The renderer process of one language: begun, asked, begun again when its pages are no longer the ones there are."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop.site.generator.configuration import FOLDER
from workshop.site.generator.passes import readable
from workshop.site.languages.locales import Locale
from workshop.stack.processes import lifeline


@dataclass
class Rendered:
    """What came out: pages with their files, and pages with the writer's mistakes."""

    written: dict[str, Path] = field(default_factory=dict)
    troubles: dict[str, list[str]] = field(default_factory=dict)


class Warm:
    """Begin it early: loading a thousand pages takes seconds, rendering one of them a fraction of one."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._process: subprocess.Popen[str] | None = None
        self._log: Path | None = None

    def begin(self, order: dict[str, Any]) -> None:
        """Start again with this order; returns at once."""
        self.stop()
        file = Path(order["site_dir"] + ".json")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(order), encoding="utf-8")
        self._log = file.with_suffix(".log")
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", lifeline.PARENT: str(os.getpid())}
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "workshop.preview.renderer", str(file)],
                env=env,
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )

    def await_ready(self) -> None:
        """Return when it has read everything, or has given up: render() then says why."""
        if self._process is not None and self._process.stdout is not None:
            self._process.stdout.readline()

    def render(self, pages: list[str]) -> Rendered:
        """Render these pages, waiting until the process is ready."""
        answer = self._ask(json.dumps(pages)) if pages else {"written": {}, "troubles": {}}
        if answer is None:
            return Rendered(troubles={page: [self._last_words()] for page in pages})
        return Rendered(
            {page: Path(file) for page, file in answer["written"].items()},
            {page: [readable(one, self._locale) for one in said] for page, said in answer["troubles"].items()},
        )

    def _ask(self, line: str) -> dict[str, Any] | None:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
        except OSError:
            return None
        for answer in process.stdout:
            try:
                found: dict[str, Any] = json.loads(answer)
            except ValueError:
                continue
            if "written" in found:
                return found
        return None

    def _last_words(self) -> str:
        self.stop()
        said = self._log.read_text().strip().splitlines() if self._log and self._log.is_file() else []
        return (
            f"{FOLDER}/mkdocs.{self._locale.id}.yml: the generator stopped: {said[-1] if said else 'it gave no reason'}"
        )

    def stop(self) -> None:
        """End it; it has nothing that is not on disk."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
