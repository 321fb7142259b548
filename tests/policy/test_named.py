"""The form and the article about it use the same names, and only the policy says which language is not answered."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader

from chalicelib.company import shipped
from tests.roles import company
from workshop.checks.words import read
from workshop.policy import render
from workshop.policy.tables import Tables

TODAY = date(2026, 1, 5)
LOCALES = ("en", "no")


def drawn(policy, template: str, locale: str) -> str:
    """A template of the site as it is drawn when the policy is this one."""
    company.pages_in(locale)
    ours = {"partials/named.html": render.named(policy, TODAY)}
    environment = Environment(
        loader=ChoiceLoader([DictLoader(ours), FileSystemLoader(render.ROOT / "overrides")]), autoescape=True
    )
    environment.filters["url"] = lambda path: f"/{path}"
    config = SimpleNamespace(extra=SimpleNamespace(locale=locale, articles=dict(shipped().articles)))
    words = read(render.ROOT, locale)
    text = environment.get_template(template).render(config=config, words=words)
    return json.dumps(json.loads(text), ensure_ascii=False) if template.endswith(".json") else text


def learn(draft, language: str):
    """The policy when chat is answered in one more language."""
    return draft.replace('["en", "fr", "de", "ja", "pt", "es"]', f'["en", "fr", "de", "ja", "pt", "es", "{language}"]')


@pytest.mark.parametrize("locale", LOCALES)
def test_every_field_of_the_article_is_found_on_the_form_under_its_name(policy, locale):
    form = drawn(policy, "partials/case_form.html", locale)
    names = [row["name"][locale] for row in policy.rows("case_field", TODAY)]
    article = Tables(policy, TODAY, locale).limits()[0].html()
    assert names
    for name in names:
        assert f">{name}<" in form or f">{name} <span" in form, name
        assert f">{name}<" in article, name


@pytest.mark.parametrize("locale", LOCALES)
def test_the_form_asks_for_the_topics_of_the_policy(draft, locale):
    policy = draft.replace("An invoice", "Money & <more>").read()
    form = drawn(policy, "partials/case_form.html", locale)
    names = [topic.name[locale] for topic in policy.on(TODAY).topics.values()]
    assert all(
        f">{name.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</label>" in form for name in names
    )


SORRY = {"en": "don’t answer in English", "no": "svarer dessverre ikke på norsk"}


@pytest.mark.parametrize("template", ["partials/case_form.html", "assets/help/words/more.json"])
def test_dialog_and_form_say_that_norwegian_is_not_answered_as_long_as_the_policy_says_so(draft, template):
    assert SORRY["no"] in drawn(draft.read(), template, "no")
    assert SORRY["no"] not in drawn(learn(draft, "nb").read(), template, "no")


@pytest.mark.parametrize("template", ["partials/case_form.html", "assets/help/words/more.json"])
def test_they_say_it_in_english_when_english_is_not_answered(draft, template):
    assert SORRY["en"] not in drawn(draft.read(), template, "en")
    draft.text = draft.text.replace('languages = ["en"]', 'languages = ["fr"]').replace('["en", "fr"', '["fr"')
    assert SORRY["en"] in drawn(draft.read(), template, "en")


def test_the_words_of_the_dialog_are_json_whatever_the_policy_says(draft):
    for policy in (draft.read(), learn(draft, "nb").read()):
        assert (
            json.loads(drawn(policy, "assets/help/words/more.json", "no"))["help"]["contact"]["title"] == "Kontakt oss"
        )
