"""Which questions the help dialog suggests: the writers', in the order of what readers want."""

import json

import pytest

from tests.site.centre import SITE_URL, small_centre, write
from workshop.site.build import build
from workshop.site.outputs.suggested import ranked, read_popularity, spread
from workshop.site.pages.stage import stage
from workshop.site.trouble import SiteTrouble

ARTICLE = "---\ntitle: {title}\ndescription: About it.\nquestions:\n{questions}---\n\n## Steps {{ #steps }}\n\nText.\n"


def article(title, *questions):
    return ARTICLE.format(title=title, questions="".join(f"  - {{ask: '{one}', at: steps}}\n" for one in questions))


@pytest.fixture
def centre(tmp_path):
    root = small_centre(tmp_path)
    write(root, "en/topic/rare.md", article("Rare", "How rare?", "Why rare?"))
    write(root, "en/topic/wanted.md", article("Wanted", "How wanted?", "Why wanted?"))
    write(root, "en/other/index.md", article("Other", "What other?"))
    return root


def popular(root, text):
    (root / "docs" / "popularity.csv").write_text("path,views,asked\n" + text)
    return read_popularity(root / "docs" / "popularity.csv")


def asks(questions):
    return [question["ask"] for question in questions]


def test_what_answered_most_comes_first_and_views_decide_between_equals(centre):
    staged = [
        one for one in stage(centre, centre / "staged", SITE_URL) if one.locale.id == "en" and not one.page.of_product
    ]
    by_answers = popular(centre, "topic/wanted/,10,7\ntopic/rare/,900,1\n")
    assert asks(ranked(staged, by_answers))[:2] == ["How wanted?", "Why wanted?"]
    by_views = popular(centre, "topic/wanted/,10,7\ntopic/rare/,900,7\n")
    assert asks(ranked(staged, by_views))[:2] == ["How rare?", "Why rare?"]


def test_general_questions_take_one_of_each_page_before_a_second(centre):
    staged = [
        one for one in stage(centre, centre / "staged", SITE_URL) if one.locale.id == "en" and not one.page.of_product
    ]
    popularity = popular(centre, "topic/wanted/,10,9\ntopic/rare/,10,8\nother/,10,7\n")
    assert asks(spread(ranked(staged, popularity))) == [
        "How wanted?", "How rare?", "What other?", "Why wanted?", "Why rare?"]  # fmt: skip


def test_each_topic_of_each_language_has_its_file(centre):
    popular(centre, "topic/wanted/,10,9\ngone/,5,5\n")
    build(centre, centre / "site", SITE_URL, search=False)
    folder = centre / "site" / "assets" / "help" / "questions"
    own = json.loads((folder / "other.json").read_text())
    assert own[0] == {"ask": "What other?", "to": "other/#steps"}
    assert asks(own)[1] == "How wanted?", "filled up with the general ones"
    norwegian = json.loads((centre / "site/no/assets/help/questions/general.json").read_text())
    assert {one["to"].partition("#")[0] for one in norwegian} <= {"contact/", "what-do-i-get/"}, (
        "an English question is not suggested to a Norwegian reader"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("path,views,asked\ntopic/,many,1\n", "docs/popularity.csv:2: views and asked must be whole numbers"),
        ("page,views\n", "docs/popularity.csv: the first line must be path,views,asked"),
    ],
)
def test_a_slip_in_the_numbers_is_told_with_its_line(tmp_path, text, told):
    (tmp_path / "popularity.csv").write_text(text)
    with pytest.raises(SiteTrouble) as trouble:
        read_popularity(tmp_path / "popularity.csv")
    assert trouble.value.lines == (told,)
