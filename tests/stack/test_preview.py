"""A writer's page, from the save to the browser: real processes on a help centre of a few pages."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chalicelib.company import folder
from tests.site.centre import small_centre, write

ARTICLE = "---\ntitle: {title}\ndescription: About it.\n---\n{text}\n"


class Writing:
    """A help centre, its site, and the preview that watches it."""

    def __init__(self, root, **environment):
        self.root, self.site, self.told, self.log = root, root / "site", root / "told.json", root / "said.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "workshop.preview",
                    "--root",
                    root,
                    "--site",
                    self.site,
                    "--messages",
                    self.told,
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
                env={**os.environ, **environment},
            )
        self.until(lambda: "ready" in self.said())

    def said(self):
        return self.log.read_text()

    def until(self, true, seconds=180):
        give_up = time.monotonic() + seconds
        while not true():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < give_up, self.said()
            time.sleep(0.05)

    def page(self, address):
        file = self.site / address / "index.html"
        return file.read_text() if file.is_file() else ""

    def troubles(self):
        return json.loads(self.told.read_text())["troubles"]

    def times(self):
        return {path.relative_to(self.site).as_posix(): path.stat().st_mtime_ns for path in self.site.rglob("*.html")}

    def indexed(self):
        return {path.name for path in (self.site / "pagefind").rglob("*.pf_fragment")}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Built once; each test writes in a copy of its own."""
    root = small_centre(tmp_path_factory.mktemp("centre"))
    for locale in ("en", "no"):
        write(root, f"{locale}/topic/first.md", ARTICLE.format(title="First", text="Old text."))
    write(root, "en/topic/second.md", ARTICLE.format(title="Second", text="## Part { #part }\nMore."))
    subprocess.run([sys.executable, "-m", "workshop.site.build", "--source", root], check=True, capture_output=True)
    return root


@pytest.fixture
def writing(built, tmp_path):
    shutil.copytree(built, tmp_path / "centre", symlinks=True)
    started = Writing(tmp_path / "centre")
    yield started
    started.process.terminate()
    started.process.wait(180)


def test_a_save_rewrites_its_page_alone_and_then_the_search(writing):
    before, indexed = writing.times(), writing.indexed()
    write(writing.root, "en/topic/first.md", ARTICLE.format(title="First", text="A zebracorn came by."))
    writing.until(lambda: "zebracorn" in writing.page("topic/first"))
    assert {path for path, at in writing.times().items() if before.get(path) != at} == {"topic/first/index.html"}
    writing.until(lambda: writing.indexed() and writing.indexed() != indexed)
    writing.until(lambda: "the search knows it" in writing.said())
    assert "docs/en/topic/first.md: shown" in writing.said()
    assert "every page" not in writing.said()


def test_a_save_of_english_shows_norwegian_readers_that_their_page_is_behind(writing):
    english = ARTICLE.format(title="First", text="Old text.")
    write(writing.root, "no/topic/first.md", '---\ntitle: Første\nsource_hash: "0123"\n---\nGammelt.\n')
    writing.until(lambda: "Gammelt" in writing.page("no/topic/first"))
    behind = writing.page("no/topic/first")
    subprocess.run(
        [
            sys.executable,
            "-c",
            f"""
from pathlib import Path
from workshop.site.languages.stamp import stamped
file = Path({str(writing.root)!r}) / "docs/no/topic/first.md"
file.write_text(stamped(file.read_text(), {english!r}, "topic/first.md"))
""",
        ],
        check=True,
    )
    writing.until(lambda: writing.page("no/topic/first") != behind)
    write(writing.root, "en/topic/first.md", english + "And a new line.\n")
    writing.until(lambda: writing.page("no/topic/first") == behind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ARTICLE.format(title="First", text="Fine.\n\n[away](nowhere.md)"), "docs/en/topic/first.md:7: "),
        (ARTICLE.format(title="First", text="[there](second.md#not-there)"), "docs/en/topic/first.md:5: "),
        ("---\ntitle: [First\n---\nText.\n", "docs/en/topic/first.md:3: "),
        (ARTICLE.format(title="First", text='--8<-- "nothing.md"'), "nothing.md"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_page_stays(writing, text, words):
    good = writing.page("topic/first")
    write(writing.root, "en/topic/first.md", text)
    writing.until(writing.troubles)
    (told,) = writing.troubles()
    assert words in told
    assert told in writing.said()
    assert writing.page("topic/first") == good
    write(writing.root, "en/topic/first.md", ARTICLE.format(title="First", text="All is [well](second.md#part)."))
    writing.until(lambda: not writing.troubles() and "All is" in writing.page("topic/first"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<script>alert(1)</script>", "<script> is not an element that an article may hold"),
        ("[x](java&#115;cript:alert(1))", "the address javascript:alert(1) begins with javascript:"),
        ("</div></div>", "</div> ends nothing that this article has begun"),
    ],
)
def test_what_no_article_may_hold_is_told_with_its_line_and_never_served(writing, text, words):
    policy = (writing.site / "_headers.json").read_text()
    write(writing.root, "en/topic/first.md", ARTICLE.format(title="First", text=f"One.\n\n{text}"))
    writing.until(lambda: any(one.startswith(f"docs/en/topic/first.md:7: {words}") for one in writing.troubles()))
    assert "Old text." in writing.page("topic/first")
    write(writing.root, "en/topic/first.md", ARTICLE.format(title="First", text="Mended."))
    writing.until(lambda: "Mended." in writing.page("topic/first"))
    assert writing.troubles() == []
    assert (writing.site / "_headers.json").read_text() == policy


def test_a_draft_leaves_the_preview_and_comes_back(writing):
    draft = ARTICLE.format(title="First", text="Secret.").replace("---\n", "---\ndraft: true\n", 1)
    write(writing.root, "en/topic/first.md", draft)
    writing.until(lambda: not writing.page("topic/first"))
    assert not writing.page("no/topic/first")
    write(writing.root, "en/topic/first.md", draft.replace("draft: true", "draft: false"))
    writing.until(lambda: "Secret." in writing.page("topic/first"))


def test_a_new_article_is_in_the_navigation_and_a_deleted_one_is_gone(writing):
    write(writing.root, "en/topic/third.md", ARTICLE.format(title="Third of them", text="New."))
    writing.until(lambda: "New." in writing.page("topic/third"))
    writing.until(lambda: "New." in writing.page("no/topic/third"))
    writing.until(lambda: "Third of them" in writing.page("topic/first"))
    (writing.root / "docs/en/topic/third.md").unlink()
    writing.until(lambda: not (writing.site / "topic/third").exists())
    writing.until(lambda: "Third of them" not in writing.page("topic/first"))
    assert not (writing.site / "no/topic/third").exists()


def test_a_new_title_reaches_the_pages_that_show_it(writing):
    write(writing.root, "en/topic/second.md", ARTICLE.format(title="Second to none", text="## Part { #part }"))
    writing.until(lambda: "Second to none" in writing.page("topic/first"))


def test_what_editors_leave_beside_a_file_builds_nothing(writing):
    for name in ("first.md~", ".first.md.swp", "4913", "#first.md#"):
        write(writing.root, f"en/topic/{name}", "x")
    write(writing.root, "en/topic/first.md", ARTICLE.format(title="First", text="After them."))
    writing.until(lambda: "the search knows it" in writing.said())
    assert "every page" not in writing.said()


@pytest.fixture
def owned(built, tmp_path):
    """A preview of a help centre with a company's folder of its own."""
    root = Path(shutil.copytree(built, tmp_path / "centre", symlinks=True))
    shutil.copytree(folder(), root / "company")
    file = root / "company" / "company.toml"
    before, articles, names = file.read_text("utf-8").partition("[articles]")
    file.write_text(before + articles + re.sub(r"^(\w+) = .*$", r"\1 = false", names, flags=re.MULTILINE), "utf-8")
    started = Writing(root, VARDE_COMPANY=str(root / "company"))
    started.company = file
    yield started
    started.process.terminate()
    started.process.wait(180)


def test_a_colour_or_a_name_of_the_company_is_shown_after_a_save(owned):
    good = owned.company.read_text("utf-8")
    owned.company.write_text(good + "this is not TOML\n", "utf-8")
    owned.until(owned.troubles)
    assert owned.troubles()[0].startswith("company/company.toml: is not TOML")
    named = re.sub(r'^(light = .*(?<!_))accent = "#\w+"', r'\1accent = "#654321"', good, flags=re.MULTILINE)
    owned.company.write_text(re.sub(r'^name = "[^"]* (?:Help|help)"', 'name = "Zebra help"', named, flags=re.MULTILINE))
    styles = owned.site / "assets" / "site"
    owned.until(lambda: "#654321" in "".join(file.read_text() for file in styles.glob("site*.css")))
    owned.until(lambda: "Zebra help" in owned.page("topic/first"))
    assert owned.troubles() == []
    write(owned.root, "en/topic/first.md", ARTICLE.format(title="First", text="A zebracorn came by."))
    owned.until(lambda: "zebracorn" in owned.page("topic/first"))
    assert "Zebra help" in owned.page("topic/first")


def test_words_of_the_company_are_on_pages_that_are_saved_after_them(owned):
    words = owned.company.parent / "words" / "en.toml"
    words.parent.mkdir(exist_ok=True)
    words.write_text("[foot]\n= 3\n")
    owned.until(owned.troubles)
    assert owned.troubles()[0].startswith("company/words/en.toml: is not TOML")
    words.write_text('[header]\npermalink = "Zebra link"\n')
    owned.until(lambda: owned.troubles() == [])
    write(owned.root, "en/topic/first.md", ARTICLE.format(title="First", text="## Part { #part }\n\nA zebracorn."))
    owned.until(lambda: "zebracorn" in owned.page("topic/first"))
    assert "Zebra link" in owned.page("topic/first")
