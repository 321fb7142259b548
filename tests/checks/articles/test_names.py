"""A folder or file whose address belongs to somebody else is refused with the reason, before it is built and lost."""

import os
from pathlib import Path

import pytest

from tests.site.centre import small_centre, write
from workshop.checks.articles import Level
from workshop.checks.new_article import CannotBegin, begin
from workshop.site.build import build
from workshop.site.content.names import against
from workshop.site.outputs.written import WRITTEN
from workshop.site.pages.stage import gather
from workshop.site.system.pages import HOLDS
from workshop.site.trouble import SiteTrouble
from workshop.stack.front import routes

ARTICLE = "---\ntitle: A page about lists\ndescription: What a list is, and how you make one.\n---\n\nText.\n"
# Each with a word of the reason.
NAMES = [
    ("api", "server"), ("_mail", "small English letters"), ("_live", "small English letters"), ("assets",
    "build writes"),
    ("pagefind", "build writes"), ("difference", "build writes"), ("404", "build writes"), ("503", "build writes"),
    ("sw.js", "small English letters"), ("no", "language"), ("en", "language"), ("nb", "language"),
    ("inbox", "page of the help"),
    ("desk", "page of the help"), ("contact", "page of the help"), ("search", "page of the help"), ("API",
    "small English letters"),
    ("well_known", "small English letters"), ("two words", "small English letters"), ("blåbær",
    "small English letters"),
    ("index.html", "small English letters"), ("manifest.webmanifest", "small English letters"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reason"), NAMES)
def test_the_check_the_build_and_the_script_refuse_the_same_names(centre, tmp_path_factory, name, reason):
    for locale in ("en", "no"):
        folder = centre.root / "docs" / locale / name
        folder.mkdir()
        (folder / "a.md").write_text(ARTICLE)
    told = centre.told(Level.ERROR)
    root = small_centre(tmp_path_factory.mktemp("built"))
    write(root, f"no/{name}/a.md", ARTICLE)
    with pytest.raises(SiteTrouble) as caught:
        gather(root)
    for said in (told[0], caught.value.lines[0]):
        assert f"/{name}/a.md:1: " in said
        assert repr(name) in said
        assert reason in said
    with pytest.raises(CannotBegin, match=reason):
        begin(centre.root, f"{name}/a", {"en": "A", "no": "A"}, new_topic=True)


@pytest.mark.parametrize("name", ["api", "assets", "404", "no", "difference"])
def test_an_article_outside_a_topic_is_refused_as_well(centre, name):
    (centre.root / "docs" / "en" / f"{name}.md").write_text(ARTICLE)
    assert any(one.startswith(f"docs/en/{name}.md:1: error: '{name}' cannot be the name") for one in centre.told())


@pytest.mark.parametrize(("file", "said"), [
    ("topic/evil.html", "a file of the kind .html"), ("topic/evil.svg", "a file of the kind .svg"),
    ("topic/evil.js", "a file of the kind .js"), ("topic/a.markdown", "a file of the kind .markdown"),
    ("topic/A.MD", "a file of the kind .md"), ("sw.js", "a file of the kind .js"), ("topic/a.css",
    "a file of the kind"),
    ("topic/CNAME", "a file of the kind"), ("api/a.png", "is answered by the server"),
    ("topic/page/index.md", "the same address"),
    ("topic/a b.png", "is not a name of English letters"),
])  # fmt: skip
def test_a_file_that_browsers_would_run_or_servers_would_hide_may_not_lie_in_docs(centre, file, said):
    path = centre.root / "docs" / "en" / file
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(ARTICLE)
    assert any(said in one for one in centre.told(Level.ERROR))


LEFT_BEHIND = (
    ".page.md.swp", "page.md~", "#page.md#", "4913", ".htaccess", ".DS_Store", "page.md.bak", ".hidden.md", "#x.md",
)  # fmt: skip


def test_what_editors_and_systems_leave_is_no_mistake_and_never_built(tmp_path):
    root = small_centre(tmp_path)
    for name in LEFT_BEHIND:
        (root / "docs/en/topic" / name).write_text(f"half a sentence of {name} that nobody is to read yet")
    build(root, root / "site", "https://help.vendor.example", search=False)
    built = {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()}
    assert [(file, content) for file, content in built.items() if b"half a sentence of" in content] == []
    assert [file for file in built if file.name in LEFT_BEHIND] == []


def test_a_link_to_a_file_elsewhere_is_not_followed(centre, tmp_path):
    (tmp_path / "secret.txt").write_text("keys")
    os.symlink(tmp_path / "secret.txt", centre.root / "docs/en/topic/notes.txt")
    os.symlink(tmp_path / "gone", centre.root / "docs/en/topic/gone.md")
    told = centre.told(Level.ERROR)
    assert "docs/en/topic/notes.txt:1: error: is a link to another place; put the file itself here" in told
    assert "docs/en/topic/gone.md:1: error: is a link to another place; put the file itself here" in told


def test_a_name_that_is_no_text_is_told_in_letters(centre):
    os.makedirs(os.fsencode(centre.root / "docs/en") + b"/bl\xe5")
    with open(os.fsencode(centre.root / "docs/en") + b"/bl\xe5/a.md", "w") as file:
        file.write(ARTICLE)
    assert any("small English letters" in one and one.isascii() for one in centre.told(Level.ERROR))


@pytest.mark.parametrize("old", ["api/x/", "assets/", "404/"])
def test_an_old_address_cannot_be_one_of_them_either(centre, old):
    centre.change("title: A page", f"moved_from: [{old}]\ntitle: A page")
    assert any(f"{old} cannot be the old address of a page" in one for one in centre.told(Level.ERROR))


def test_the_list_knows_everything_that_the_build_writes_and_the_server_answers(tmp_path):
    """A step of the build that writes something new beside the pages must name it, or a topic could be called so."""
    root = small_centre(tmp_path)
    build(root, root / "site", "https://help.vendor.example")
    pages = {"topic", "no", *(Path(name).stem for name in HOLDS)}  # those of the product are pages like an article
    for half in (root / "site", root / "site" / "no"):
        assert {path.name for path in half.iterdir()} - pages <= WRITTEN
    assert all(against(name) for name in WRITTEN)
    assert all(against(prefix.strip("/")) for prefix in routes.ALL)
    assert against("sign-in") is None
