"""The article on privacy says how long we keep what readers write."""

import pytest

from chalicelib.articles.feedback import COMMENT_LIFE
from tests.http.visitors import INTAKE


@pytest.mark.parametrize(("locale", "words"), [("en", "We keep comments for {} days"), ("no", "lagres i {} dager")])
def test_comments_are_kept_as_long_as_the_article_on_privacy_says(locale, words):
    article = (INTAKE.parent / "docs" / locale / "privacy" / "privacy.md").read_text("utf-8")
    assert words.format(COMMENT_LIFE.days) in article.partition("#when-you-tell-us")[2].partition("\n## ")[0]
