"""The generator's own files: YAML keeps the last of two equal keys without a word, so a setting could vanish."""

import pytest
import yaml

from workshop.site.build import ROOT


class OnceEach(yaml.SafeLoader):
    """Refuses a mapping with the same key twice, and leaves MkDocs' own tags alone."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"line {node.start_mark.line + 1}: a key stands twice among {keys}"
        return super().construct_mapping(node, deep)


OnceEach.add_multi_constructor("!", lambda _loader, tag, _node: tag)


@pytest.mark.parametrize("name", ["mkdocs.yml"])
def test_no_setting_stands_twice(name):
    yaml.load((ROOT / name).read_text("utf-8"), OnceEach)  # noqa: S506 - a SafeLoader


def test_the_words_of_the_help_dialog_are_filled_in(site):
    for half in ("", "no/"):
        assert site.text(f"/{half}assets/help/words/first.json").lstrip().startswith('{"')
