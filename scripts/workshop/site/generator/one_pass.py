"""
One strict pass of MkDocs, in a separate process, because the generator keeps state between passes.

Reads a JSON file: {config, root, theme, scope, docs_dir, site_dir, site_url, nav}.
Writes JSON on stdout: {troubles: [...]}.
"""

import gc
import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from workshop.site.content.plugin import plugin_for


class Collector(logging.Handler):
    """Keeps what the generator warned about; in a strict pass a warning is a mistake."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def sentences(self) -> list[str]:
        """What went wrong, each once."""
        said = list(dict.fromkeys(message.strip() for message in self.messages if message.strip()))
        # An exception repeats what was logged with the page's name; the longer one says more.
        return [one for one in said if not any(one != other and one in other for other in said)]


def configured(order: dict[str, Any], say: Callable[[str], None]) -> Any:
    """The generator's configuration for an order, the company's files before ours, and the list of what is refused."""
    path, root, theme, scope = (order.pop(name) for name in ("config", "root", "theme", "scope"))
    config = load_config(path, strict=False, **order)
    config.theme.dirs.insert(0, theme)
    config.extra["scope"] = scope
    config.plugins["content"] = plugin_for(Path(root), say)
    return config


def run(order: dict[str, Any]) -> list[str]:
    """Build, and return what went wrong, one sentence each."""
    # A pass makes much and throws little away: looking for garbage less often takes 3 % off it.
    gc.set_threshold(20_000, 20, 50)
    collector = Collector()
    log = logging.getLogger("mkdocs")
    log.addHandler(collector)
    log.propagate = False
    try:
        config = configured(order, collector.messages.append)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, Abort) as error:
        collector.messages.append(str(error))
    except Exception as error:
        # Anything else (a missing snippet, a mistake in a template) is reported in a sentence as well.
        collector.messages.append(str(error) or type(error).__name__)
    return collector.sentences()


if __name__ == "__main__":
    json.dump({"troubles": run(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))}, sys.stdout)
