"""
One language, kept warm: the generator with its configuration, files and navigation loaded, for single pages.

`python -m workshop.preview.renderer ORDER` reads the same order as a whole pass (site/generator/one_pass.py), says
`{"ready": true}` on stdout, and then answers each line of stdin, a list of pages like `["en/sign-in/index.md"]`, with
`{"written": {page: file}, "troubles": {page: [sentences]}}`. A page with a trouble is not written. It knows the pages
there were when it began; when pages come, go or are renamed, a new process is begun.
"""

import json
import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from workshop.site.generator.one_pass import Collector, configured
from workshop.stack.processes import lifeline


class Renderer:
    """The first half of mkdocs.commands.build.build(), done once; the second half, done for one page at a time."""

    def __init__(self, order: dict[str, Any], collector: Collector) -> None:
        self._config = configured(order, collector.messages.append)
        self._config.plugins.on_startup(command="build", dirty=False)
        self._config = self._config.plugins.on_config(self._config)
        self._config.plugins.on_pre_build(config=self._config)
        files = get_files(self._config)
        env = self._config.theme.get_env()
        files.add_files_from_theme(env, self._config)
        self._files = self._config.plugins.on_files(files, config=self._config)
        set_exclusions(self._files, self._config)
        nav = get_navigation(self._files, self._config)
        self._nav = self._config.plugins.on_nav(nav, config=self._config, files=self._files)
        self._pages = {file.src_uri: _page(file, self._config) for file in self._files.documentation_pages()}
        for page in self._pages.values():
            # Navigation and lists have the titles and descriptions of all pages; their text is not needed.
            page.read_source(self._config)
        self._env = self._config.plugins.on_env(env, config=self._config, files=self._files)

    def render(self, name: str, collector: Collector) -> str | None:
        """Write the page and return its file; None when it failed, and the collector has the reason."""
        page = self._pages.get(name)
        if page is None:
            collector.messages.append(f"Doc file '{name}' is not known to the preview")
            return None
        try:
            _populate_page(page, self._config, self._files)
            self._read_linked(page, collector)
            page.validate_anchor_links(files=self._files, log_level=logging.WARNING)
            if collector.messages:
                return None
            _build_page(page, self._config, self._files.documentation_pages(), self._nav, self._env)
        except (MkDocsException, Abort) as error:
            collector.messages.append(str(error))
        except Exception as error:
            # As in a whole pass: a snippet that is not there, a template with a slip.
            collector.messages.append(str(error) or type(error).__name__)
        return None if collector.messages else page.file.abs_dest_path

    def _read_linked(self, page: Page, collector: Collector) -> None:
        """The pages it links into, so that the anchors can be checked; their own mistakes are reported elsewhere."""
        said = list(collector.messages)
        for file in page.links_to_anchors or {}:
            if file.page is not None and file.page.present_anchor_ids is None:
                _populate_page(file.page, self._config, self._files)
        collector.messages[:] = said


def _page(file: File, config: Any) -> Page:
    return file.page or Page(None, file, config)


def main() -> None:
    lifeline.hold()
    collector = Collector()
    log = logging.getLogger("mkdocs")
    log.addHandler(collector)
    log.propagate = False
    renderer = Renderer(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), collector)
    _say({"ready": True})
    for line in sys.stdin:
        written, troubles = {}, {}
        for name in json.loads(line):
            collector.messages.clear()
            if file := renderer.render(name, collector):
                written[name] = file
            else:
                troubles[name] = collector.sentences()
        _say({"written": written, "troubles": troubles})


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
