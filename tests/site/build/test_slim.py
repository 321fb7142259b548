"""Our scripts after the minifier: what is written first still happens first."""

import re

import minify
import pytest

from workshop.site.build import ROOT

SCRIPTS = sorted((ROOT / "overrides" / "assets").rglob("*.js"))
# A declaration, and right behind it one that waits for something and takes it apart without using the first.
PAIR = re.compile(
    r"^( *)(?:const|let) (\w+) = [^\n]*\n(?: *//[^\n]*\n)*\1(?:const|let) [\[{][^=\n]*= (await [^\n]*)", re.MULTILINE
)


def out_of_order(text):
    return [name for _, name, awaited in PAIR.findall(text) if not re.search(rf"\b{name}\b", awaited)]


def test_the_minifier_moves_what_is_taken_apart_which_is_why_we_look():
    text = "async function look() {\n  const before = seen()\n  const { one } = await asked()\n  show(before, one)\n}\n"
    slim = minify.string("application/javascript", text)
    assert slim.index("asked") < slim.index("seen"), "mended in the minifier: this file may go"
    assert out_of_order(text) == ["before"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: str(one.relative_to(ROOT)))
def test_no_script_of_ours_reads_something_only_after_what_it_waits_for(script):
    assert out_of_order(script.read_text("utf-8")) == []
