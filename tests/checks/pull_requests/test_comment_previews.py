"""The job that may write: pictures and comment reach the right pull request, or nothing does."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.checks.pull_requests.test_changed_pages import ROW, left
from workshop.pull_requests.comment import photo_name

ROOT = Path(__file__).resolve().parents[3]
HEAD = "a" * 40
# GitHub's command: it knows one pull request, 7, and records its comments.
GH = f"""#!/usr/bin/env bash
case "$1 $2" in
  "api repos/vendor/help/pulls/7") echo {HEAD} ;;
  "api "*) echo none ;;
  "pr comment")
    case "$*" in *--edit-last*) exit 1 ;; esac
    cat "${{@: -1}}" >> "$SAID" ;;
esac
"""


@pytest.fixture
def job(tmp_path: Path):
    """A repository with our scripts and a remote, and a way to run the job on a folder."""
    origin, clone, tools = tmp_path / "origin.git", tmp_path / "clone", tmp_path / "bin"
    tools.mkdir()
    (tools / "gh").write_text(GH)
    (tools / "gh").chmod(0o755)
    git = ["git", "-c", "user.name=Kari", "-c", "user.email=kari@vendor.example"]
    subprocess.run([*git, "init", "-q", "--bare", origin], check=True)
    subprocess.run([*git, "clone", "-q", origin, clone], check=True, capture_output=True)
    (clone / "scripts" / "workshop").mkdir(parents=True)
    shutil.copytree(ROOT / "scripts/workshop/pull_requests", clone / "scripts/workshop/pull_requests")
    for name in ("workshop/__init__.py", "workshop/refusal.py", "comment_previews"):
        shutil.copy(ROOT / "scripts" / name, clone / "scripts" / name)
    for words in (["add", "-A"], ["commit", "-qm", "Begin"], ["push", "-q", "origin", "HEAD:main"]):
        subprocess.run([*git, "-C", clone, *words], check=True, capture_output=True)

    def run(folder: Path, head: str = HEAD) -> tuple[int, str, list[str]]:
        said = tmp_path / "said"
        done = subprocess.run([clone / "scripts/comment_previews", folder], capture_output=True, text=True, check=False,
                              env={"PATH": f"{tools}:{os.environ['PATH']}", "SAID": str(said), "GH_TOKEN": "planted",
                                   "REPOSITORY": "vendor/help", "HEAD": head})  # fmt: skip
        pictures = subprocess.run([*git, "-C", origin, "ls-tree", "-r", "--name-only", "previews"],
                                  capture_output=True, text=True, check=False).stdout.split()  # fmt: skip
        return done.returncode, said.read_text() if said.exists() else done.stderr, pictures

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "changed"
    (made / "photos").mkdir(parents=True)
    (made / "photos" / photo_name(ROW["address"], "phone")).write_bytes(b"\xff\xd8\xff a picture")
    left(made)
    return made


def test_pictures_and_comment_arrive_and_only_the_newest_are_kept(job, folder):
    for _ in range(2):
        code, said, pictures = job(folder)
        assert code == 0, said
    assert pictures == [f"7/{HEAD}/no_topic_seats.phone.jpg"]
    assert f"https://raw.githubusercontent.com/vendor/help/previews/7/{HEAD}/no_topic_seats.phone.jpg" in said


def test_a_pull_request_of_somebody_else_gets_no_comment(job, folder):
    left(folder, 8)
    code, said, pictures = job(folder)
    assert (code, pictures) == (1, [])
    assert "pull request 8 is not at" in said


def test_nothing_is_written_when_the_folder_is_not_believed(job, folder):
    (folder / "photos" / "run.sh").write_bytes(b"#!/bin/sh")
    code, said, pictures = job(folder)
    assert (code, pictures) == (1, [])
    assert "run.sh is not one of the pictures" in said
