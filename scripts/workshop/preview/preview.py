"""What happens after a save: the page at once, then the search, and a whole build when other pages show the change."""

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

from workshop.preview.finish import Finish
from workshop.preview.job import Ended, Job
from workshop.preview.messages import Messages
from workshop.preview.publish import publish_asset
from workshop.preview.tree import Changes, Tree
from workshop.preview.warm import Warm
from workshop.site.files import put_if_new
from workshop.site.generator.configuration import write_configuration
from workshop.site.generator.passes import order
from workshop.site.languages.locales import LOCALES, Locale
from workshop.site.outputs.known import write_list_of
from workshop.site.pages.left_overs import is_left_over
from workshop.site.trouble import SiteTrouble
from workshop.stack.processes.site_build import stale

_PAUSE = 1.0  # seconds without a save before the slow work begins


class Preview:
    """One help centre being written."""

    def __init__(self, root: Path, site: Path, site_url: str, messages: Messages) -> None:
        self._root, self._site, self._site_url, self._messages = root, site, site_url, messages
        self._folder = root / ".build" / "preview"
        self._tree = Tree(root, self._folder / "docs", site_url)
        self._warm = {locale: Warm(locale) for locale in LOCALES}
        given = ("--source", root, "--out", site)
        self._build = Job([sys.executable, "-m", "workshop.site.build", *given], _PAUSE)
        self._search = Job([sys.executable, "-m", "workshop.preview.search", *given], _PAUSE)
        self._broken: set[str] = set()
        self._shown: dict[str, tuple[str, float]] = {}  # with its HTML, and when

    def begin(self) -> None:
        """Read everything once; build when something was saved before we looked."""
        write_configuration(self._root)
        self._refresh()
        if stale(self._root, self._site) is not False:
            self._build.soon()

    def await_ready(self) -> None:
        """Return when the first save can be shown at once."""
        for warm in self._warm.values():
            warm.await_ready()

    def saved(self, paths: set[Path]) -> None:
        """Show what was saved, deleted or renamed."""
        began = monotonic()
        inside = {path: path.relative_to(self._root).parts for path in paths if _is_source(path)}
        pages: set[str] = set()
        for path, (top, *rest) in inside.items():
            if top == "includes":
                pages |= self._tree.users(path.name)
            elif top == "overrides" and rest[:1] == ["assets"] and publish_asset(self._root, path, self._site):
                self._messages.say(f"{'/'.join((top, *rest))} is shown ({monotonic() - began:.1f} s)")
            elif top != "docs" or path.suffix != ".md":
                # Templates, configuration, pictures: any page can use them.
                self._build.soon()
                if top == "docs":
                    self._tree.copy_files()
        if any(parts[0] in ("docs", "includes") for parts in inside.values()):
            self._show(pages, began)
        if any(map(_is_read_once, inside.values())):
            self._read_again()
        if self._root / "company" / "policy.toml" in paths:
            self._messages.say("company/policy.toml was saved; scripts/render_policy writes its tables and pages")

    def look(self) -> None:
        """Begin the slow work and notice its end; called several times a second."""
        # A whole build would stop at the broken page, and says nothing that was not said.
        if ended := self._build.look(may_begin=not self._broken and not self._search.running):
            self._built(ended)
        waits = self._build.running or (self._build.wanted and not self._broken)
        if ended := self._search.look(may_begin=not waits):
            self._messages.trouble("search", [] if ended.code == 0 else ended.said.splitlines()[-1:])
            if ended.code == 0:
                self._messages.say(f"the search knows it, too ({ended.seconds:.1f} s)")

    def stop(self) -> None:
        """End what runs beside this process."""
        for warm in self._warm.values():
            warm.stop()
        self._build.stop()
        self._search.stop()

    def _show(self, pages: set[str], began: float) -> None:
        """Render what the writer changed, and what shows it."""
        changes = self._refresh()
        if changes is None:
            return
        pages |= changes.pages | (self._broken if changes.new or changes.gone else set())
        pages |= {_topic(page) for page in changes.known | changes.new}
        self._broken -= changes.gone
        for page in changes.gone:
            self._messages.trouble(page, [])
        if shown := self._render(sorted(page for page in pages if page in self._tree)):
            names = sorted({self._tree.source(page) for page in shown})
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            self._messages.say(f"{', '.join(names[:3])}{more}: shown ({monotonic() - began:.1f} s)")
        if changes.new or changes.gone:
            write_list_of(self._tree.staged.values(), self._site)
        if changes.needs_all:
            self._build.soon()
        elif shown:
            self._search.soon()

    def _refresh(self) -> Changes | None:
        try:
            changes = self._tree.refresh()
        except SiteTrouble as trouble:
            self._messages.trouble("pages", list(trouble.lines))
            return None
        self._messages.trouble("pages", [])
        if changes.new:
            self._tree.copy_files()
        self._warm_up(changes.reread)
        return changes

    def _read_again(self) -> None:
        """Let the renderers begin with the configuration, words and templates as they are now."""
        try:
            write_configuration(self._root)
        except SiteTrouble as trouble:
            self._messages.trouble("words", list(trouble.lines))
        else:
            self._messages.trouble("words", [])
            self._warm_up(LOCALES)

    def _warm_up(self, locales: Iterable[Locale]) -> None:
        for locale in locales:
            nav = self._tree.navigation[locale]
            out = self._folder / f"pass-{locale.id}"
            self._warm[locale].begin(order(self._root, locale, self._tree.folder, out, self._site_url, nav))

    def _render(self, pages: list[str]) -> list[str]:
        """Both languages side by side; the pages that are another one now than before."""
        finish = Finish(self._root, self._site, self._site_url, list(self._tree.staged.values()))
        shown: list[str] = []

        def one_language(locale: Locale) -> None:
            answer = self._warm[locale].render([page for page in pages if self._tree.locale(page) is locale])
            for page, file in answer.written.items():
                try:
                    self._shown[page] = (finish.page(file, self._tree.staged.get(page)), monotonic())
                except SiteTrouble as trouble:
                    answer.troubles[page] = list(trouble.lines)
                else:
                    self._mended(page)
                    if self._publish(page, self._shown[page][0]):
                        shown.append(page)
            for page, sentences in answer.troubles.items():
                self._broken.add(page)
                own = self._tree.source(page)
                self._messages.trouble(page, [one.replace(f"docs/{page}", own) for one in sentences])

        with ThreadPoolExecutor(len(LOCALES)) as beside:
            # list() so that a mistake of ours in there is not lost.
            list(beside.map(one_language, LOCALES))
        return shown

    def _mended(self, page: str) -> None:
        self._broken.discard(page)
        self._messages.trouble(page, [])

    def _publish(self, page: str, html: str) -> bool:
        """Whether it is another page now. Which inline scripts run, only a build says."""
        return put_if_new(self._site / self._tree.address(page) / "index.html", html.encode("utf-8"))

    def _built(self, ended: Ended) -> None:
        prefix = "build_site: "
        said = [line.removeprefix(prefix) for line in ended.said.splitlines() if line.startswith(prefix)]
        if ended.code != 0:
            self._messages.trouble("build", said[:-1] or ended.said.splitlines()[-1:])
            self._search.soon()
            return
        self._messages.trouble("build", [])
        self._messages.say(f"every page is up to date ({ended.seconds:.1f} s)")
        # The build can have read these before they were saved.
        late = {page: html for page, (html, at) in self._shown.items() if at > self._build.began}
        self._shown.clear()
        for page, html in late.items():
            if page in self._tree and self._publish(page, html):
                self._search.soon()


def _topic(page: str) -> str:
    """The page that lists this one: `en/sign-in/index.md`."""
    return page.rpartition("/")[0] + "/index.md"


def _is_read_once(parts: tuple[str, ...]) -> bool:
    """Whether a renderer reads the file when it begins, and never again."""
    return parts[0] == "company" or parts[0].startswith("mkdocs") or (parts[0] == "overrides" and parts[1] != "assets")


def _is_source(path: Path) -> bool:
    """Not the files that editors write beside a file while they save it, and not a folder."""
    return bool(path.suffix) and not is_left_over(path.name)
