"""
Another company takes this repository: its own `company/` and `docs/`, and nothing else changed. Its whole gate passes
without a network, and nothing that it builds, sends or shows says the name of the company that was here before.
"""

import base64
import re
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from tests.clone.clone import ROOT, Clone, lines, read_back
from tests.clone.visible import Visible

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(1200)]

BEFORE = b"nordlys"
PLAIN_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
NOT_ITS_WORDS = (
    "English", "Svenska", "Read this page in English", "Läs sidan på svenska", "Sidan är inte översatt till svenska",
    "What do I get?",
)  # fmt: skip
MAILS = """
from base64 import b64encode
from datetime import UTC, datetime
from chalicelib.company import shipped
from chalicelib.mail.compose import compose
from chalicelib.policy import shipped as policy
from tests.mail.letters import KINDS, letter
company, rules = shipped(), policy()
today = rules.on(rules.today(datetime.now(UTC)))
tags = {tag for channel in today.channels.values() for tag in channel.languages or ()}
for tag in sorted(tags):
    for kind in KINDS:
        mail = compose(letter(kind, tag), sender=company.sender, site_url=company.site_address, zone=str(rules.zone))
        print(tag, kind, b64encode(mail).decode())
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Clone:
    return Clone(tmp_path_factory.mktemp("clone") / "help-centre")


@pytest.fixture(scope="module")
def built(clone) -> Clone:
    translations = [str(file) for name in ("sv", "ar-XB") for file in (clone.root / "docs" / name).rglob("*.md")]
    for step in (["scripts/stamp_translations", *translations], ["scripts/render_policy"], ["scripts/build_site"]):
        done = clone.run(*step)
        assert done.returncode == 0, f"{step[0]}:\n{lines(done.stdout)}"
    return clone


def test_its_checks_pass(built):
    checked = built.run("scripts/check")
    assert checked.returncode == 0, lines(checked.stdout)
    assert "in the first language" not in checked.stdout, "words of its pages are missing"


def test_its_gate_passes(built):
    tested = built.run("scripts/test", "company")
    assert tested.returncode == 0, lines(tested.stdout)


def test_no_page_manifest_feed_copy_or_stored_word_says_the_old_name(built):
    files = [file for file in (built.root / "site").rglob("*") if file.is_file()]
    assert len(files) > 50
    found = [file for file in files if any(BEFORE in content.lower() for content in read_back(file))]
    assert not [file.relative_to(built.root).as_posix() for file in found]


def test_no_generated_file_says_the_old_name(built):
    files = [file for name in ("includes", "overrides", "company", "docs") for file in (built.root / name).rglob("*.*")]
    found = [file for file in files if file.is_file() and BEFORE in file.read_bytes().lower()]
    assert not [file.relative_to(built.root).as_posix() for file in found]


def test_no_file_is_named_after_the_locales_that_were_here_before(built):
    theirs = {path.name for path in (built.root / "docs").iterdir()}
    assert {path.name for path in (built.root / "includes").iterdir()} == theirs
    assert not (built.root / "site" / "no").exists()
    for locale in theirs - {"en"}:
        assert (built.root / "site" / locale / "index.html").is_file()


def test_its_icons_and_cards_are_its_own(built):
    pictures = [
        path.relative_to(built.root / "site")
        for path in (built.root / "site").rglob("*")
        if path.suffix in (".png", ".svg") and "site" in path.parts[-2:]
    ]
    ours = {file.read_bytes() for file in (ROOT / "company" / "icons").iterdir()}
    assert pictures
    assert not [path for path in pictures if (built.root / "site" / path).read_bytes() in ours]


def test_no_word_on_a_page_of_the_pseudo_locale_is_written_by_hand(built):
    """They have no vowel as English has it, but for names of languages, addresses, and titles of fallback pages."""
    by_hand = []
    for article in (built.root / "docs" / "ar-XB").rglob("*.md"):
        place = article.relative_to(built.root / "docs" / "ar-XB").with_suffix("")
        folder = place.parent if place.name == "index" else place
        page = (built.root / "site" / "ar-XB" / folder / "index.html").read_text("utf-8")
        texts = [re.sub(r"\S*(?:@|://)\S*", "", text) for text in Visible(page).texts]
        by_hand += [(str(place), text) for text in texts if PLAIN_VOWEL.search(text) and text not in NOT_ITS_WORDS]
    assert by_hand == []


def test_no_mail_says_the_old_name(built):
    written = built.run(".venv/bin/python", "-c", MAILS, PYTHONPATH=str(built.root))
    assert written.returncode == 0, lines(written.stdout)
    mails = [line.split() for line in written.stdout.splitlines()]
    assert len(mails) > 10
    for tag, kind, mail in mails:
        parsed = message_from_bytes(base64.b64decode(mail))
        texts = [part.get_payload(decode=True) for part in parsed.walk() if not part.is_multipart()]
        heads = "".join(str(make_header(decode_header(value))) for _, value in parsed.items())
        assert BEFORE not in b"".join([heads.encode(), *texts]).lower(), (tag, kind)
        assert parsed["Content-Language"] == tag, kind


def test_nothing_but_its_own_folders_was_touched(built):
    """What its scripts wrote are generated files, which git would show as changed; no source had to be edited."""
    generated = ("includes/", "overrides/", "company/", "docs/")
    assert not [path for path in built.changed() if not path.startswith(generated)]
