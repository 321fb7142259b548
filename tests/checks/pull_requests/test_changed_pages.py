"""A reviewer sees what changed; what a stranger's code left is believed only when it is what ours leaves."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from workshop.pull_requests.changes import changed_files, changed_pages
from workshop.pull_requests.comment import MOST_BYTES, MOST_PAGES, NotBelieved, believed, comment, main, photo_name

ROOT = Path(__file__).resolve().parents[3]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PAGE = "---\ntitle: {title}\n---\nText.\n{body}"


def write(root: Path, path: str, title: str = "Page", body: str = "") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(title=title, body=body))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for locale in ("en", "no"):
        write(tmp_path, f"docs/{locale}/index.md", "Home")
        write(tmp_path, f"docs/{locale}/topic/seats.md", "Seats", '--8<-- "seats.md"\n')
    write(tmp_path, "docs/en/topic/english.md", "Only English", "![A list](list.png)\n")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=Kari", "-c", "user.email=kari@vendor.example"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *words], check=True)
    return tmp_path


def pages(root: Path) -> dict[str, str]:
    return {one.address: one.why for one in changed_pages(root, changed_files(root, "main"))}


def test_nothing_changed(root):
    assert pages(root) == {}


def test_a_changed_article_and_a_new_one_are_listed(root):
    write(root, "docs/no/topic/seats.md", "Seter")
    write(root, "docs/no/topic/nytt.md", "Nytt")
    assert pages(root) == {"no/topic/seats/": "changed", "no/topic/nytt/": "new"}


def test_an_english_article_changes_its_stand_in_as_well(root):
    write(root, "docs/en/topic/english.md", "Only English", "More.\n")
    assert pages(root) == {"topic/english/": "changed", "no/topic/english/": "stand-in"}


def test_a_table_changes_the_pages_that_pull_it_in_and_a_picture_those_that_show_it(root):
    write(root, "includes/no/seats.md")
    (root / "docs/en/topic/list.png").write_bytes(b"PNG")
    assert pages(root) == {"no/topic/seats/": "table", "topic/english/": "picture"}


def test_a_template_is_shown_by_a_sample_in_both_languages(root):
    write(root, "overrides/main.html")
    assert pages(root) == {"": "theme", "no/": "theme"}


ROW = {"address": "no/topic/seats/", "title": "Seter", "why": "changed"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / photo_name(ROW["address"], "phone")).write_bytes(b"\xff\xd8\xff a picture")
    left(tmp_path)
    return tmp_path


def left(folder: Path, number: object = 7, rows: object = (ROW,)) -> None:
    (folder / "pages.json").write_text(json.dumps({"number": number, "pages": rows}))


def test_the_comment_shows_each_page_with_its_pictures(folder, capsys):
    assert main([str(folder), "--images", "https://pictures.example/{number}"]) == 0
    assert capsys.readouterr().out == "7\n"
    text = (folder / "comment.md").read_text()
    assert "Seter (<code>/no/topic/seats/</code>): changed" in text
    assert 'src="https://pictures.example/7/no_topic_seats.phone.jpg"' in text


def test_many_pages_are_listed_without_pictures():
    rows = [{**ROW, "address": f"topic/page-{number}/"} for number in range(MOST_PAGES + 3)]
    assert comment(rows, "photos").count("<img") == 2 * MOST_PAGES
    assert "- Seter (<code>/topic/page-14/</code>): changed" in comment(rows, "photos")


def test_a_title_cannot_mention_people_or_bring_markup():
    text = comment([{**ROW, "title": "@everyone <img src=x> [a](b) `c` ](d)"}], "photos")
    assert "@" not in text
    assert text.count("<img") == 2
    assert "](" not in text


@pytest.mark.parametrize(
    ("number", "rows"),
    [
        ("7; rm -rf /", [ROW]),
        (True, [ROW]),
        (-1, [ROW]),
        (7, [{**ROW, "address": "../../etc/"}]),
        (7, [{**ROW, "address": 'x" onerror="/'}]),
        (7, [{**ROW, "why": "because"}]),
        (7, [{**ROW, "more": "x"}]),
        (7, [{**ROW, "title": 3}]),
        (7, [ROW] * 201),
        (7, "rows"),
    ],
)
def test_a_list_of_another_form_is_not_believed(folder, number, rows):
    left(folder, number, rows)
    with pytest.raises(NotBelieved):
        believed(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("no_topic_seats.phone.jpg", b"<svg onload=alert(1)>"),
        ("no_topic_seats.phone.jpg", b"\xff\xd8\xff" + b"x" * MOST_BYTES),
        ("evil.yml", b"\xff\xd8\xff"),
        (".git", b"\xff\xd8\xff"),
    ],
)
def test_a_file_that_is_not_one_of_our_pictures_is_not_believed(folder, name, content):
    (folder / "photos" / name).write_bytes(content)
    with pytest.raises(NotBelieved):
        believed(folder)


def test_a_picture_that_is_a_link_to_something_else_is_not_believed(folder):
    (folder / "photos" / photo_name(ROW["address"], "desktop")).symlink_to("/etc/passwd")
    with pytest.raises(NotBelieved):
        believed(folder)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_is_yaml_names_scripts_that_exist_and_asks_for_few_rights(file):
    text = file.read_text()
    flow = yaml.safe_load(text)
    assert set(flow) >= {"name", "permissions", "jobs"}
    assert isinstance(flow["permissions"], dict)  # never read-all or write-all
    for script in re.findall(r"(?<![\w/])(?:scripts|\.ci)/\w+", text):
        assert (ROOT / script).exists(), f"{file.name} names {script}"
    for job in flow["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/none@v0"))
            # Text that a stranger wrote reaches a shell only as an environment variable.
            assert "${{" not in step.get("run", "")


def test_the_job_that_runs_a_strangers_code_may_only_read():
    for file in WORKFLOWS:
        flow = yaml.safe_load(file.read_text())
        triggers = flow[True]  # YAML 1.1 reads `on` as true
        if "pull_request" in triggers:
            assert flow["permissions"] == {"contents": "read"}
        assert "pull_request_target" not in triggers
