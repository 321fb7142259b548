"""No code of the product knows a row of a policy by its id."""

from pathlib import Path

import pytest

from workshop.checks import literals

ROOT = Path(__file__).resolve().parents[2]
POLICY = """
[[tier]]
id = "gold_plan"
[[seat]]
id = "till"
[[channel]]
id = "chat"
[[channel]]
id = "email"
[[channel]]
id = "pigeon_post"
[[topic]]
id = "locked_out"
[[client]]
id = "kiosk"
[[team]]
id = "agreements"
"""


@pytest.fixture
def product(tmp_path):
    """A product of one file, and what the check says of it."""
    (tmp_path / "policy.toml").write_text(POLICY)

    def found(path: str, text: str) -> list[str]:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        said = literals.findings(tmp_path, [tmp_path / "policy.toml"])
        file.unlink()
        return [one.partition(";")[0] for one in said]

    return found


def test_the_product_knows_no_id_of_this_company_or_the_foreign_one():
    assert literals.findings(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("intake/a.py", 'if tier == "gold_plan":\n    pass'),
        ("intake/a.py", 'SEATS = {"till": 1}'),
        ("scripts/a.py", 'def cases(client="kiosk"):\n    pass'),
        ("overrides/assets/a.js", "const names = { pigeon_post: 1 }"),
        ("overrides/assets/a.js", "topics?.locked_out"),
        ("overrides/assets/a.js", "place(`contact/?topic=locked_out`)"),
        ("overrides/a.html", '<a href="contact/?topic=locked_out">'),
        ("overrides/a.html", '{{ names["agreements"] }}'),
        ("overrides/words/en.html", '{% set words = {\n"offer": {"pigeon_post": "Pigeon"}} %}'),
        ("overrides/assets/a.css", ".row .pigeon_post { color: red }"),
        ("intake/chalicelib/mail/words/en.toml", '[channels]\npigeon_post = "Pigeon"'),
    ],
)
def test_an_id_is_found_wherever_code_can_write_it(product, path, text):
    (said,) = product(path, text)
    assert said.startswith(f"{path}, line ")
    assert "is the id of a " in said


def test_a_file_is_not_named_after_a_row(product):
    assert product("overrides/assets/pigeon-post.js", "") == [
        "overrides/assets/pigeon-post.js, line 1: 'pigeon_post' is the id of a channel"
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("intake/a.py", '"""A gold_plan is dear."""\n# gold_plan'),
        ("intake/a.py", 'raise ValueError("no gold_plan today")'),
        ("overrides/assets/a.js", "// pigeon_post\nhello() /* pigeon_post */"),
        ("overrides/a.html", "{# locked_out #}<p>A till is open</p>"),
        ("overrides/assets/a.css", "/* .till */ .row { color: red }"),
    ],
)
def test_texts_and_comments_are_free(product, path, text):
    assert product(path, text) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("intake/a.py", 'channel == "email"'),
        ("intake/a.py", 'channel.id == "chat"'),
        ("intake/a.py", 'row["id"] == "email"'),
        ("overrides/assets/a.js", 'one.id === "email"'),
        ("intake/a.py", 'if "chat" in channels:\n    pass'),
        ("intake/a.py", 'rules.channels["email"]'),
        ("intake/a.py", 'asked.get("channel") or "email"'),
        ("overrides/assets/a.js", 'channel ?? "email"'),
        ("overrides/assets/a.js", 'channel || "email"'),
        ("overrides/assets/a.js", 'one.channel === "chat"'),
        ("overrides/assets/a.js", 'write({ channel: "email" })'),
        ("overrides/assets/a.js", "words.offer.channels.email"),
        ("overrides/assets/a.js", '["chat", "email"].includes(way)'),
        ("intake/a.py", 'WAYS = ("chat", "email")'),
    ],
)
def test_a_word_of_the_product_is_refused_where_it_is_meant_as_an_id(product, path, text):
    assert product(path, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("intake/a.py", 'person["email"]'),
        ("intake/a.py", 'FIELDS = ("email", "phone", "name")'),
        ("overrides/assets/a.js", 'way.answers_by === "chat"'),
        ("overrides/assets/a.js", "form.elements.email"),
    ],
)
def test_a_word_of_the_product_is_free_where_it_is_a_field_or_a_trait(product, path, text):
    assert product(path, text) == []


def test_an_id_that_much_of_the_code_writes_is_a_word_of_its_language(tmp_path):
    """A company may call a plan `name`."""
    policy = tmp_path / "policy.toml"
    policy.write_text('[[tier]]\nid = "name"')
    for number in range(literals.OFTEN + 1):
        file = tmp_path / "intake" / f"a{number}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text('row["name"]')
    assert literals.findings(tmp_path, [policy]) == []
    file.write_text('tier == "name"')
    assert len(literals.findings(tmp_path, [policy])) == 1


def test_every_exception_has_a_reason():
    assert all(reason.strip() for reason in literals.EXCEPTIONS.values())
    assert all(reason.strip() for reason in literals.WORDS_OF_THE_PRODUCT.values())
