"""When the server builds the site, and when it leaves it alone."""

import os
import time
from pathlib import Path

import pytest

from workshop.stack.processes.site_build import SiteBuild, stale
from workshop.stack.processes.watch import is_code


@pytest.fixture
def root(tmp_path):
    """A repository with one article and a site that was built a minute ago."""
    for path in ("docs/en/index.md", "site/index.html", "site/_headers.json", "scripts/build_site"):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("#!/bin/sh\nexit 0\n")
        target.chmod(0o755)
    for path in (tmp_path / "docs").rglob("*"):
        os.utime(path, (0, 0))
    os.utime(tmp_path / "docs", (0, 0))
    return tmp_path


def finished(build):
    while build.running:
        time.sleep(0.02)
        build.look()


def test_a_site_newer_than_its_sources_is_left_alone(root):
    assert stale(root, root / "site") is False


def test_an_edited_article_makes_the_site_stale(root):
    os.utime(root / "docs/en/index.md", (2**31, 2**31))
    assert stale(root, root / "site") is True


def test_a_deleted_article_makes_the_site_stale(root):
    (root / "docs/en/index.md").unlink()
    os.utime(root / "docs/en", (2**31, 2**31))
    assert stale(root, root / "site") is True


def test_no_site_is_not_the_same_as_an_old_one(root):
    assert stale(root, root / "nowhere") is None


@pytest.mark.parametrize(("site", "words"), [("site", "as it was before is served"), ("nowhere", "no site to serve")])
def test_a_failed_build_says_what_is_served_meanwhile(root, site, words):
    (root / "scripts/build_site").write_text("#!/bin/sh\nexit 1\n")
    said = []
    build = SiteBuild(root, root / site, said.append)
    build.begin()
    finished(build)
    assert words in said[-1]


@pytest.mark.parametrize(
    ("path", "code"),
    [("app.py", True), ("chalicelib/company/data/policy.toml", True), ("notes.txt", False), ("app.pyc", False)],
)
def test_what_the_api_reads_when_it_starts_is_code(path, code):
    assert is_code(Path("/house/intake") / path) is code
