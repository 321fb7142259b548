"""The company's tables of questions: each may be missing."""

import json

import pytest

from workshop.site.languages.locales import FIRST
from workshop.site.search import questions


@pytest.mark.parametrize("kept", [None, {"found": [{"ask": "where is it", "first": ["there/"]}]}])
def test_what_a_company_has_no_table_for_is_an_empty_one(tmp_path, monkeypatch, kept):
    monkeypatch.setattr(questions, "TABLES", tmp_path)
    if kept:
        (tmp_path / f"questions.{FIRST.id}.json").write_text(json.dumps(kept))
    assert questions.table(FIRST) == {"found": [], "nonsense": [], **(kept or {})}
    assert questions.table(FIRST, "unseen") == {"found": [], "nonsense": []}
