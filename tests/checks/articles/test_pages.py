"""A writer is told what is wrong before a reviewer has to: links, headings, images, front matter."""

import pytest

from workshop.checks.articles import Level

PAGE = "docs/en/topic/page.md"


def test_a_good_pair_of_articles_has_no_findings(centre):
    assert centre.told() == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\nSee [there](missing.md).\n", "there is no missing.md"),
        ("\nSee [there](missing.md#first-step).\n", "there is no missing.md#first-step"),
        ("\nSee [there](other.md#no)\n", "docs/en/topic/other.md has no heading with the id no"),
        ("\nSee [here](#no)\n", f"{PAGE} has no heading with the id no"),
        ("\nSee [there](../contact/)\n", "there is no ../contact/; link to the file of the article, such as index.md"),
        ("\nSee [there](/contact/)\n", "there is no page at /contact/"),
        ("\nSee [there][nobody]\n", "nothing says where [nobody] leads"),
        ('\nSee <a href="missing.md">there</a>.\n', "there is no missing.md"),
        ("\n![A list](picture.png)\n", "there is no image picture.png"),
        ("\n![A list](https://elsewhere.example/a.png)\n", "the image is on another host; put it beside the article"),
        ("\n![](../../../picture.png)\n", "the image has no alternative text"),
        ('\n<img src="picture.png" alt="">\n', "the image has no alternative text"),
        ("\n#### Deep { #deep }\n", "a heading of level 4 follows one of level 2"),
        ("\n## No id\n", "the heading has no id, such as { #record-a-har }"),
        ("\n## Twice { #first-step }\n", "the id first-step appears twice on the page"),
        ("\n## Norwegian id { #første }\n", "the id første can have only small English letters, digits and hyphens"),
        ("\n# A title { #a-title }\n",
         "the title is in the front matter already; begin with a heading of level 2 (##)"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(centre, text, told):
    centre.add(text)
    assert f"{PAGE}:10: error: {told}" in centre.told()


def test_a_picture_that_is_there_and_described_is_fine(centre):
    (centre.file("en").parent / "list.png").write_bytes(b"PNG")
    for locale, words in (("en", "A list"), ("no", "En liste")):
        centre.add(f"\n![{words}](list.png)\n", locale)
    assert centre.told() == []


def test_a_norwegian_page_may_link_to_an_article_that_is_not_translated(centre):
    centre.file("no", "other").unlink()
    for locale in ("en", "no"):
        centre.add("\n[Other](other.md#first-step)\n", locale)
    assert centre.told(Level.ERROR) == []


def test_code_and_comments_are_not_read_as_an_article(centre):
    for locale in ("en", "no"):
        centre.add(
            "\n```\n#### Not a heading, [no link](nowhere.md)\n```\n\n<!-- [nor](this.md)\n[or](that.md) -->\n", locale
        )
    assert centre.told() == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("keywords: word", '3: error: keywords is a list of words, such as [SLA, "404"]; numbers need quotes'),
        ("keywords: [SLA, 404]", '3: error: keywords is a list of words, such as [SLA, "404"]; numbers need quotes'),
        ("keywords: [SLA, sla]", "3: error: the keyword sla appears twice"),
        ("questions: How?", "3: error: questions is a list of 1 to 4 lines such as {ask: How …?, at: heading-id}"),
        ("questions: [{ask: How?, at: nowhere}]", "3: error: the question points to nowhere, but no heading has that id"),  # noqa: E501
        ("questions: [{ask: Do it}]", "3: error: does not end as a question does: Do it"),
        ("moved_from: old/address/", "3: error: moved_from is a list of old addresses, such as [contacts/import-errors/]"),  # noqa: E501
        ("moved_from: [/en/old]", "3: error: /en/old is not an address after the language, such as "
         "contacts/import-errors/"),
        ("moved_from: [topic/other/]", "3: error: there is an article at topic/other/ again, so nothing can lead from there"),  # noqa: E501
        ("keyword: [word]", "3: warning: nothing reads the field keyword; did you mean keywords?"),
        ("source_hash: '0123456789ab'", "3: error: source_hash belongs in the translation, not in the English source"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_front_matter_is_told(centre, line, told):
    centre.change("description:", f"{line}\ndescription:")
    assert f"{PAGE}:{told}" in centre.told()


def test_an_address_has_moved_to_one_article_only(centre):
    centre.change("description:", "moved_from: [topic/old/]\ndescription:")
    other = centre.file("en", "other")
    other.write_text(other.read_text().replace("description:", "moved_from: [topic/old/]\ndescription:"))
    assert f"{PAGE}:3: error: docs/en/topic/other.md says as well that it was at topic/old/" in centre.told()


def test_good_front_matter_is_left_alone(centre):
    questions = 'questions:\n  - {ask: "How do I make a list?", at: first-step}\n'
    fields = f'keywords: [roster, "404"]\n{questions}moved_from: [topic/old/]\n'
    centre.change("---\ntitle", f"---\n{fields}title")
    assert centre.told() == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("TODO: say it in one sentence", "the description is not written yet"),
        ("Short.", "the description has 6 characters; 20 to 160 are read"),
        ("Long " * 40, "the description has 199 characters; 20 to 160 are read"),
    ],
)
def test_a_description_says_what_the_page_is_about(centre, text, told):
    centre.change("What a list is, and how you make one.", f'"{text.strip()}"')
    assert f"{PAGE}:3: error: {told}" in centre.told()


def test_an_article_without_a_description_is_told(centre):
    centre.change("description: Hva en liste er, og hvordan du lager en.\n", "", "no")
    assert centre.told() == ["docs/no/topic/page.md:1: error: front matter has no description"]


def test_front_matter_that_cannot_be_read_is_told_with_its_line(centre):
    centre.file("en").write_text("---\ntitle: A page: about\n---\nText.\n")
    said = "the front matter is not valid YAML (mapping values are not allowed in this context)"
    assert f"{PAGE}:2: error: {said}" in centre.told()


def test_a_file_that_is_not_utf_8_is_told_with_its_line(centre):
    centre.file("en").write_bytes(b"---\ntitle: A\n---\nBl\xe5\n")
    assert f"{PAGE}:4: error: the file is not UTF-8 text; save it with the encoding UTF-8" in centre.told()
