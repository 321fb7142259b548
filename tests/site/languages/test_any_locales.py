"""One language that the product has no words or rules for, and three: every company's site is built from its table."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.site.centre import HOME, write
from workshop.site.build import ROOT

LOCALES = {
    "de": 'tag = "de"\nname = "Deutsch"\ntheme = "de"\ndates = "de"\n',
    "en": 'tag = "en"\nname = "English"\ntheme = "en"\ndates = "en-IE"\n',
    "ar-XB": 'tag = "ar-XB"\nname = "Backwards"\ntheme = "ar"\ndates = "ar"\ndirection = "rtl"\n',
}
ARTICLES = (
    "help", "plans", "seats", "mobile", "languages", "hours", "community", "phone", "good_case", "staff_access",
    "cannot_sign_in", "sign_in_code", "subscription", "my_cases",
)  # fmt: skip
COMPANY = """
[company]
name = "Fjord"
product = "Fjord Books"
site_address = "https://help.fjord.example"
sender = "Fjord <help@fjord.example>"
support_address = "help@fjord.example"
[colours]
light = { primary = "#5b1a6e", on_primary = "#ffffff", link = "#6d2583", accent = "#8a2a12", on_accent = "#ffffff" }
dark = { link = "#dfb3ec", accent = "#f2b29f", on_accent = "#2a0d05" }
"""


def company_toml(names: list[str]) -> str:
    rows = "".join(
        f'[[locale]]\nid = "{name}"\n{LOCALES[name]}[site.{name}]\nname = "Fjord in {name}"\nshort_name = "Fjord"\n'
        f'description = "Answers & people."\ncopyright = "Fjord"\n'
        for name in names
    )
    each = ", ".join(f'{name} = "https://fjord.example/{name}"' for name in names)
    labels = ", ".join(f'{name} = "Imprint of {name}"' for name in names)
    footer = f"[[footer]]\nlabel = {{ {labels} }}\nlink = {{ {each} }}\n"
    return COMPANY + rows + footer + "[articles]\n" + "".join(f"{name} = false\n" for name in ARTICLES)


def renamed(policy: str, names: tuple[str, ...]) -> str:
    """The policy with the English name of everything in each of these languages, beside those for mails."""

    def filled(table: re.Match[str]) -> str:
        found = tomllib.loads(f"x = {table[0]}")["x"]
        given = dict.fromkeys(names, found["en"]) | {name: text for name, text in found.items() if name not in names}
        return "{ " + ", ".join(f"{name} = {json.dumps(text)}" for name, text in given.items()) + " }"

    return re.sub(r"\{ en = \".*?\" \}", filled, policy)


@pytest.fixture
def built(tmp_path):
    """Build a help centre whose first language has two articles and the others one; return the folder of the site."""

    def build(*names: str, words: str = "") -> Path:
        (tmp_path / "company" / "words").mkdir(parents=True)
        for name in ("public_holidays.toml", "limits.toml"):
            shutil.copyfile(ROOT / "company" / name, tmp_path / "company" / name)
        policy = (ROOT / "company" / "policy.toml").read_text("utf-8")
        (tmp_path / "company" / "policy.toml").write_text(renamed(policy, names), "utf-8")
        (tmp_path / "company" / "company.toml").write_text(company_toml(list(names)), "utf-8")
        (tmp_path / "company" / "words" / f"{names[0]}.toml").write_text(words, "utf-8")
        shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
        shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
        for name in names:
            write(tmp_path, f"{name}/index.md", HOME)
            write(tmp_path, f"{name}/topic/index.md", f"---\ntitle: Topic in {name}\n---\nText über Größe.\n")
        write(tmp_path, f"{names[0]}/topic/more.md", "---\ntitle: More\nmoved_from: old/more\n---\nThe zebracorn.\n")
        theirs = {**os.environ, "VARDE_COMPANY": str(tmp_path / "company"), "VARDE_SITE_URL": ""}
        for command in (["workshop.policy.render"], ["workshop.site.build", "--source", tmp_path]):
            done = subprocess.run([sys.executable, "-m", *command], env=theirs, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
        return tmp_path / "site"

    return build


def test_a_language_alone_without_words_or_rules_of_ours_is_built_at_the_root(built):
    site = built("de", words='[header]\ncontact = "Schreiben Sie uns"\nhelp = "{company} hilft"\n')
    page = (site / "topic/index.html").read_text("utf-8")
    assert '<html lang="de"' in page
    assert "Schreiben Sie uns" in page
    assert "Fjord hilft" in page
    assert "More ways to get help" in page, "a word that nobody wrote in German"
    assert "data-switch" not in page
    assert 'href="https://fjord.example/de"' in page
    assert "https://help.fjord.example/topic/" in page
    assert {one.name for one in (site / "pagefind").iterdir()} == {"de"}
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert (manifest["name"], manifest["lang"], manifest["theme_color"]) == ("Fjord in de", "de", "#5b1a6e")
    assert (site / "assets/site/site.css").read_text("utf-8").startswith("[data-md-color-primary=custom]")
    assert (site / "assets/site/card-de.png").read_bytes().startswith(b"\x89PNG")


def test_three_languages_have_a_menu_alternates_and_pages_in_place_of_missing_ones(built):
    site = built("de", "en", "ar-XB")
    page = (site / "ar-XB/topic/index.html").read_text("utf-8")
    assert '<html lang="ar-XB"' in page
    assert '<body dir="rtl"' in page
    for tag, address in (("de", ""), ("en", "en/"), ("ar-XB", "ar-XB/"), ("x-default", "")):
        assert f'hreflang="{tag}" href="https://help.fjord.example/{address}topic/"' in page
    assert "assets/site/languages.css" in page
    assert page.count('<details class="languages">') == 1
    table = json.loads(page.split("data-locales>")[1].split("</script>")[0])
    assert table["here"] == "ar-XB"
    assert [(one["id"], one["prefix"]) for one in table["all"]] == [("de", ""), ("en", "en/"), ("ar-XB", "ar-XB/")]
    more = (site / "en/topic/more/index.html").read_text("utf-8")
    assert "The zebracorn" in more
    assert "Here it is in German." in more
    assert 'rel=" alternate" hreflang' not in more
    backwards = (site / "ar-XB/topic/more/index.html").read_text("utf-8")
    assert re.search('<div class="article"[^>]* lang="de" dir="ltr"', backwards), "a German article reads from the left"
    form = (site / "ar-XB/contact/index.html").read_text("utf-8")
    assert re.search('<div class="article"[^>]* lang="de" dir="ltr"', form), "and so does the page with the form"
    assert '<case-form lang="ar-XB" dir="rtl"' in form, "whose words are those of the page"
    assert "<case-form data" in (site / "en/contact/index.html").read_text("utf-8")
    assert (site / "en/old/more/index.html").is_file()
    assert {one.name for one in (site / "pagefind").iterdir()} == {"de", "en", "ar-XB"}
    assert (site / "llms.txt").read_text("utf-8").count("llms.txt): ") == 2
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert sitemap.count('hreflang="ar-XB"') == 6, "the home page and the topic, in three languages each"
    kit = (site / "sw.js").read_text("utf-8").split("\n")[1]
    assert list(json.loads(kit.removeprefix("const KIT = "))) == ["/", "/en/", "/ar-XB/"]
