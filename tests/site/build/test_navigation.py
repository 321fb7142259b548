"""The order of the menu comes from what writers already wrote."""

from workshop.site.pages.navigation import navigation
from workshop.site.pages.page import parse


def pages(**texts):
    named = {name.replace("__", "/") + ".md": text for name, text in texts.items()}
    return {path: parse(path, text) for path, text in named.items()}


def test_topics_follow_the_cards_and_articles_follow_the_index():
    nav = navigation(
        pages(
            index="---\ntitle: Home\ntemplate: home.html\ncards: [{link: zebras/}, {link: apes/big/}]\n---\n",
            apes__index="# Apes\n",
            apes__big="# Big apes\n",
            apes__agile="# Agile apes\n",
            zebras__index="# Zebras\n[second](two.md) then [first](./one.md#x)\n",
            zebras__one="# One\n",
            zebras__two="# Two\n",
            zebras__new="# A new one\n",
            alone="# Alone\n",
            contact="---\ntemplate: contact.html\n---\n",
        )
    )
    assert nav == [
        {"Home": "index.md"},
        {
            "Zebras": [
                "zebras/index.md",
                {"Two": "zebras/two.md"},
                {"One": "zebras/one.md"},
                {"A new one": "zebras/new.md"},
            ]
        },
        {"Apes": ["apes/index.md", {"Agile apes": "apes/agile.md"}, {"Big apes": "apes/big.md"}]},
        {"Alone": "alone.md"},
    ]


def test_a_topic_without_an_index_is_named_after_its_folder():
    (_, topic) = navigation(pages(index="---\ntemplate: home.html\n---\n", things__one="# One\n"))
    assert topic == {"Things": [{"One": "things/one.md"}]}
