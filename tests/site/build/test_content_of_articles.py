"""A build refuses what no article may hold, names file and line, changes nothing; no script of an article ever runs."""

import json
import shutil

import pytest

from tests.site.centre import small_centre, write
from workshop.site.build import ROOT, build
from workshop.site.outputs.headers import SCRIPTS, allowed_hashes, inline_hashes
from workshop.site.trouble import SiteTrouble

URL = "https://help.vendor.example"
TOPIC = "---\ntitle: Topic\nsource_hash: '000000000000'\n---\nText.\n"


def troubles(root):
    with pytest.raises(SiteTrouble) as caught:
        build(root, root / "site", URL, search=False)
    return caught.value.lines


def test_everything_refused_in_all_languages_is_named_with_file_and_line_and_each_once(tmp_path):
    root = small_centre(tmp_path)
    write(root, "en/topic/script.md", "---\ntitle: A\n\ndescription: B\n---\n\nText.\n\n<script>alert(1)</script>\n")
    write(root, "en/topic/link.md", "# A\n\n[x][y]\n\n[y]: javascript:alert(1)\n")
    write(root, "no/topic/closing.md", "---\ntitle: A\n---\nTekst.\n\n</div></div></main>\n")
    write(root, "no/topic/index.md", TOPIC + "\nTekst.\n{: style=position:fixed }\n")
    write(root, "en/index.md", (root / "docs/en/index.md").read_text() + "\n<iframe src=https://x></iframe>\n")
    assert sorted(troubles(root)) == [
        "docs/en/index.md:8: <iframe> is not an element that an article may hold",
        "docs/en/topic/link.md:5: the address javascript:alert(1) begins with javascript:, "
        "not with https, http, mailto, tel or a page",
        "docs/en/topic/script.md:9: <script> is not an element that an article may hold",
        "docs/no/topic/closing.md:6: </div> ends nothing that this article has begun",
        "docs/no/topic/closing.md:6: </main> ends nothing that this article has begun",
        "docs/no/topic/index.md:8: <p> may not have style=…",
    ]
    assert not (root / "site").exists()


def test_a_mistake_in_what_is_pulled_in_is_named_where_it_stands(tmp_path):
    root = small_centre(tmp_path)
    (root / "includes").unlink()
    shutil.copytree(ROOT / "includes", root / "includes")
    (root / "includes" / "en" / "own.md").write_text("<p>\nFine\n</p>\n\n<form></form>\n")
    write(root, "en/topic/a.md", '---\ntitle: A\n---\nText.\n\n--8<-- "own.md"\n')
    assert set(troubles(root)) == {"includes/en/own.md:5: <form> is not an element that an article may hold"}


def test_the_hashes_come_from_a_frame_in_which_no_writer_has_a_word(tmp_path):
    """An article that got past the list adds nothing to the policy: its script would not run, and the build stops."""
    root = small_centre(tmp_path)
    build(root, root / "site", URL, search=False)
    frame = (root / "site" / SCRIPTS).read_text()
    assert "Topic" not in frame
    before = allowed_hashes(root / "site")
    assert before == inline_hashes(frame) != set()
    policy = json.loads((root / "site/_headers.json").read_text())["Content-Security-Policy"]
    assert {part for part in policy.replace(";", " ").split() if part.startswith("'sha256-")} == before
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    feedback = root / "overrides/partials/feedback.html"
    feedback.write_text(feedback.read_text() + "<script>alert(1)</script>")
    said = troubles(root)
    assert f"topic/index.html: holds an inline script that overrides/{SCRIPTS} does not; put it into a file" in said
    assert allowed_hashes(root / "site") == before
