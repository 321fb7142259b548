"""An article contains only what is on the list; otherwise its writer sees where, before the build."""

import pytest

from workshop.checks.articles import Level
from workshop.site.build import ROOT

PAGE = "docs/en/topic/page.md"
ELEMENT = "is not an element that an article may hold"

ELEMENTS = [
    ("<script>alert(1)</script>", "script"), ("a <SCRIPT src=//x></SCRIPT> b", "script"),
    ("<base href='https://evil.example/'>", "base"), ("<style>*{display:none}</style>", "style"),
    ('<meta http-equiv="refresh" content="0;url=https://evil.example">', "meta"),
    ("<link rel=stylesheet href=x>", "link"), ("<iframe src=https://x></iframe>", "iframe"),
    ("<form action=/api/cases></form>", "form"), ("<input name=q>", "input"), ("<button>x</button>", "button"),
    ("<textarea>", "textarea"), ("<svg></svg>", "svg"), ("<math></math>", "math"),
    ("<object data=x></object>", "object"),
    ("<embed src=x>", "embed"), ("<video src=a.mp4></video>", "video"), ("<audio src=a></audio>", "audio"),
    ("<template>x</template>", "template"), ("<noscript>x</noscript>", "noscript"), ("<plaintext>", "plaintext"),
    ("<dialog open>x</dialog>", "dialog"), ("<case-form></case-form>", "case-form"), ("<title>x</title>", "title"),
    ("<frameset>", "frameset"), ("<marquee>x</marquee>", "marquee"), ("<font color=red>x</font>", "font"),
    ("| a |\n|---|\n| <script>x</script> |", "script"), ("a[^1]\n\n[^1]: <iframe></iframe>", "iframe"),
    ('<div markdown="1">\n\n<script>x</script>\n\n</div>', "script"), ('!!! note "<svg></svg>"\n    text', "svg"),
]  # fmt: skip
ATTRIBUTES = [
    ("![x](x.png){: onerror=alert(1) }", "<img> may not have onerror="), ("A.\n{: onclick=x }",
    "<p> may not have onclick="),
    ("A.\n{: style='position:fixed' }", "<p> may not have style="), ("## H { #h onclick=x }",
    "<h2> may not have onclick="),
    ("[x](other.md){: target=_blank }", "<a> may not have target="), ("[x](other.md){: ping=https://x }",
    "may not have ping="),
    ('<img src="a.png" srcset="https://x 2x" alt="x">', "<img> may not have srcset="), ("A.\n{: name=x }",
    "may not have name="),
    ("A.\n{: hidden=x }", "may not have hidden="), ("A.\n{: .md-overlay }",
    "the class md-overlay is not one of those"),
    ("<a href=other.md id=b id=c>x</a>", "id= appears twice in"), ("<td colspan=99999>",
    "is not a value that <td> may have"),
    ("## Find it { #find }", "the id find is one that the page around the article uses"),
    ("A.\n{: #feedback-comment }", "the id feedback-comment is one that the page around"),
    ("A.\n{: #__drawer }", "is not a value that <p> may have"),
]  # fmt: skip
ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "javascript&colon;alert(1)",
    "&#1;javascript:x",
    "java&Tab;script:x", "data:text/html,x", "vbscript:x", "blob:https://x", "file:///etc/passwd", "//evil.example/",
    "https:evil.example", "HTTP:/evil.example",
    "\\\\evil.example", "/\\evil.example", "java&#x200b;script:x", "&#106;avascript:x", "ftp://x",
]  # fmt: skip
PICTURES = [
    "https://evil.example/p.png",
    "//evil.example/p.png",
    "data:image/png;base64,AA",
    "a.svg",
    "a.png?seen=1",
    "/api/me",
]
BROKEN = [
    ("</div></div> gone", "</div> ends nothing that this article has begun"),
    ("</main>", "</main> ends nothing"), ("</body></html>", "</html> ends nothing"),
    ("<div> never ended", "<div> is never ended, and takes in the rest of the page"), ("<div/>",
    "<div/> is never ended"),
    ("a <b>never ended", "<b> is not ended before </p>"), ("<img/onerror=x src=a.png>",
    "is not a tag in its plain form"),
    ("<a\u00a0href=x>y</a>", "is not a tag in its plain form"), ("<!--> <b>x</b> -->", "a comment may hold no <"),
    ("<!-- </article> -->", "a comment may hold no <"), ("<?php x ?>", "is not a tag"), ("<table><tr><td>a",
    "<td> is never ended"),
    (">" * 60 + " deep", "is inside 39 others"),
]  # fmt: skip
FINE = [
    "`<script>` and &lt;script&gt; and a < b, 5 <3, x > y", "    <script>in code</script>",
    "```html\n<script>x</script>\n```",
    "Press <kbd>Ctrl</kbd>+<kbd>C</kbd>, H<sub>2</sub>O<br>x",
    "<https://vendor.example/> and <help@vendor.example>",
    "[a](https://x.example/?a=1&b=2#c) [b](mailto:a@b.example) [c](tel:+4722) [d](other.md#first-step)",
    "| a | b |\n|:--|--:|\n| 1 | 2 |", '<table><tr><td colspan="2">x</td></tr></table>',
    "term\n:   meaning", "a[^1]\n\n[^1]: Note.",
    '??? question "A < B & `c`"\n    text', "*[HTML]: Hyper <text>\n\nHTML", "<!-- check: allow terms -->",
    "{{ config }} {% raw %}",
    '``` python title="a<b" hl_lines="1"\nx = 1\n```', "[x](other.md){ .md-button .md-button--primary }",
    "日本語 عربي 👩‍👩‍👧 𝔘",
]  # fmt: skip


def refused(centre, text):
    """The errors in line 10 and below, where the text was added."""
    centre.add("\n" + text + "\n")
    errors = [one.split(": ", 2) for one in centre.told(Level.ERROR) if one.startswith(PAGE)]
    return [(int(place.rpartition(":")[2]), words) for place, _, words in errors]


@pytest.mark.parametrize(("text", "name"), ELEMENTS, ids=[text for text, _ in ELEMENTS])
def test_an_element_that_is_not_on_the_list_is_told_with_its_line(centre, text, name):
    found = [(line, words) for line, words in refused(centre, text) if words == f"<{name}> {ELEMENT}"]
    lines = text.split("\n")
    assert found
    assert f"<{name}" in lines[found[0][0] - 10].lower()


@pytest.mark.parametrize(("text", "said"), ATTRIBUTES, ids=[text for text, _ in ATTRIBUTES])
def test_so_is_an_attribute_a_class_and_an_id(centre, text, said):
    found = refused(centre, text)
    assert [line >= 10 for line, words in found if said in words] == [True]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("form", ["[x]({})", "[x][y]\n\n[y]: {}", '<a href="{}">x</a>'])
def test_a_link_goes_to_a_page_or_by_a_scheme_on_the_list(centre, address, form):
    found = refused(centre, form.format(address))
    assert any("the address" in words and line >= 10 for line, words in found), found


@pytest.mark.parametrize("address", PICTURES)
@pytest.mark.parametrize("form", ["![x]({})", '<img alt="x" src="{}">'])
def test_a_picture_is_a_file_of_ours_and_nobody_else_is_asked_for_it(centre, address, form):
    assert any(words.startswith(f"the image {address} is not ") for _, words in refused(centre, form.format(address)))


@pytest.mark.parametrize(("text", "said"), BROKEN, ids=[text[:30] for text, _ in BROKEN])
def test_what_browsers_would_forgive_is_refused(centre, text, said):
    assert any(said in words for _, words in refused(centre, text))


@pytest.mark.parametrize("text", FINE)
def test_what_a_writer_needs_is_left_alone(centre, text):
    assert refused(centre, text) == []


def test_what_is_pulled_in_is_looked_at_and_named(centre):
    folder = centre.root / "includes" / "en"
    folder.mkdir(parents=True)
    (centre.root / "includes" / "no").symlink_to(folder)
    for name in ("mkdocs.yml", "overrides"):
        (centre.root / name).symlink_to(ROOT / name)
    (folder / "own.md").write_text("A table.\n\n<iframe></iframe>\n")
    centre.add('\n--8<-- "own.md"\n')
    centre.add('\n--8<-- "own.md"\n', "no")
    assert f"includes/en/own.md:3: error: <iframe> {ELEMENT}" in centre.told()


def test_a_file_to_pull_in_that_is_not_there_is_told_with_its_line(centre):
    assert refused(centre, '--8<-- "nowhere.md"')[0][0] == 10


@pytest.mark.parametrize("locale", ["en", "no"])
def test_the_list_is_one_for_both_languages(centre, locale):
    centre.add("\n<svg></svg>\n", locale)
    assert any(one.startswith(f"docs/{locale}/topic/page.md:") and ELEMENT in one for one in centre.told(Level.ERROR))
