"""What the steps after the generator (workshop.site.after) do to a page, done to one page."""

from pathlib import Path

from workshop.site.after import topics_of, with_data
from workshop.site.built import Built
from workshop.site.files import put
from workshop.site.languages.locales import LOCALES
from workshop.site.outputs.plain import FILE, copy_of
from workshop.site.outputs.structured import structured
from workshop.site.pages.staged import Staged


class Finish:
    """For the pages of one save."""

    def __init__(self, root: Path, site: Path, site_url: str, staged: list[Staged]) -> None:
        self._built = Built(root, site, site_url, LOCALES, staged)
        self._topics = {locale: topics_of(self._built, locale) for locale in LOCALES}
        self._articles = {locale: {one.page.path: one for one in self._built.articles if one.locale is locale}
                          for locale in LOCALES}  # fmt: skip

    def page(self, rendered: Path, one: Staged | None) -> str:
        """The HTML as it is served; an article's Markdown copy is written. SiteTrouble for a writer's mistake."""
        html = rendered.read_text(encoding="utf-8")
        if one is None or not one.is_original:
            return html
        html = with_data(html, structured(one, html, self._built.base, self._topics[one.locale]))
        put(self._built.site / one.address / FILE, copy_of(one, self._built, self._articles[one.locale], {}))
        return html
