"""What the build says to a writer, and what it never does to a site that is being served."""

import subprocess
import sys

import pytest

from tests.site.centre import small_centre, write
from workshop.site.build import build, main
from workshop.site.files import put
from workshop.site.generator.configuration import write_configuration
from workshop.site.pages.history import last_changes
from workshop.site.trouble import SiteTrouble

URL = "http://127.0.0.1:8000"


def troubles(root, out=None):
    with pytest.raises(SiteTrouble) as caught:
        build(root, out or root / "site", URL, search=False)
    return "\n".join(caught.value.lines)


@pytest.fixture
def root(tmp_path):
    return small_centre(tmp_path)


def test_broken_front_matter_is_named_with_file_and_line(root):
    write(root, "en/topic/a.md", "---\ntitle: A\nkeywords: [one, two\n---\nText\n")
    write(root, "no/topic/b.md", "---\njust words\n---\nText\n")
    said = troubles(root)
    assert "docs/no/topic/b.md:1: the front matter must be lines of the form 'name: value'" in said
    assert "docs/en/topic/a.md:4: the front matter is not valid YAML" in said


def test_a_link_a_table_and_a_template_that_do_not_exist_are_all_named(root):
    write(root, "en/topic/link.md", "[gone](nowhere.md)\n")
    write(root, "en/topic/anchor.md", "[gone](index.md#nowhere)\n")
    said = troubles(root)
    assert "docs/en/topic/link.md" in said
    assert "'nowhere.md'" in said
    assert "docs/en/topic/anchor.md" in said
    write(root, "en/topic/link.md", '--8<-- "no-such-table.md"\n')
    assert "no-such-table.md" in troubles(root)
    write(root, "en/topic/link.md", "---\ntemplate: no-such-template.html\n---\n")
    assert "docs/en/topic/link.md: the template 'no-such-template.html' is not in overrides/" in troubles(root)


def test_a_missing_home_page_is_named(root):
    (root / "docs/no/index.md").unlink()
    assert troubles(root) == "docs/no/index.md: the home page is missing"


def test_a_failed_build_leaves_the_served_site_as_it_was(root, capsys):
    assert main(["--source", str(root), "--no-search"]) == 0
    before = (root / "site/index.html").read_bytes()
    write(root, "en/topic/link.md", "[gone](nowhere.md)\n")
    assert main(["--source", str(root), "--no-search"]) == 1
    assert (root / "site/index.html").read_bytes() == before
    said = capsys.readouterr().err
    assert "docs/en/topic/link.md" in said
    assert "Traceback" not in said


def test_building_one_language_keeps_the_other(root):
    build(root, root / "site", URL, search=False)
    write(root, "en/topic/index.md", "---\ntitle: Renamed\n---\n")
    assert main(["--source", str(root), "--locale", "no", "--no-search"]) == 0
    assert "Renamed" not in (root / "site/topic/index.html").read_text()
    assert main(["--source", str(root), "--locale", "en", "--no-search"]) == 0
    assert "Renamed" in (root / "site/topic/index.html").read_text()
    assert (root / "site/no/topic/index.html").is_file()


def test_a_folder_with_other_things_is_never_replaced(root):
    precious = root / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work")
    assert "something else than a built site" in troubles(root, precious)
    assert (precious / "thesis.txt").is_file()


def test_a_page_without_history_has_no_date(root):
    assert last_changes(root, "docs") == {}


def test_a_page_has_the_day_of_its_newest_commit(root):
    def git(*words):
        done = subprocess.run(
            ["git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@b", *words],
            check=True,
            capture_output=True,
            text=True,
            env={"GIT_COMMITTER_DATE": "2024-03-05T12:00:00Z", "PATH": "/usr/bin:/bin"},
        )
        return done.stdout

    git("init", "-q")
    write(root, "no/topic/blåbær og fløte.md", "Text\n")
    git("add", "docs")
    git("commit", "-qm", "all")
    changes = last_changes(root, "docs")
    newest = changes["docs/no/topic/blåbær og fløte.md"]
    assert str(newest.day) == "2024-03-05"
    assert git("rev-parse", "HEAD").startswith(newest.commit)
    assert len(newest.commit) == 12
    assert "docs/en/index.md" in changes


@pytest.mark.parametrize("locale", ["en", "no"])
def test_the_generator_alone_builds_a_language_too(root, tmp_path, locale):
    write_configuration(root)
    config = root / f".build/company/mkdocs.{locale}.yml"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", config, "-d", tmp_path / "plain"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plain/topic/index.html").is_file()


def test_a_file_that_is_served_is_replaced_and_never_written_into(tmp_path):
    served, new = tmp_path / "served", tmp_path / "new"
    served.write_text("old")
    new.hardlink_to(served)
    put(new, "new")
    assert (served.read_text(), new.read_text()) == ("old", "new")


def test_a_file_that_cannot_be_replaced_stays_as_it_was_with_nothing_beside_it(tmp_path):
    (tmp_path / "page" / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="page"):
        put(tmp_path / "page", "new")
    assert [one.name for one in tmp_path.iterdir()] == ["page"]
    assert (tmp_path / "page" / "inside").is_dir()
