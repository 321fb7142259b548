"""`python -m tests.company.foreign.make FOLDER` writes the foreign company: FOLDER/company and FOLDER/docs, whole."""

import shutil
import sys
from pathlib import Path

from tests.company.foreign import pseudo
from workshop.policy.render import public_holidays
from workshop.policy.words import WORDS
from workshop.site.languages.words import product_words

SHOP = Path(__file__).parents[1] / "shop"
ROOT = Path(__file__).parents[3]
LIMITS = ROOT / "company" / "limits.toml"  # the product's numbers fit everybody
COUNTRY = "SE"


def make(to: Path) -> Path:
    """Replace `company` and `docs` in a folder by those of the foreign company. Returns its company folder."""
    limits = LIMITS.read_text("utf-8")
    for name in ("company", "docs"):
        shutil.rmtree(to / name, ignore_errors=True)
        shutil.copytree(SHOP / name, to / name)
    company = to / "company"
    for name in ("company.toml", "policy.toml"):
        file = company / name
        file.write_text(pseudo.rows(file.read_text("utf-8")), "utf-8")
    (company / "limits.toml").write_text(limits, "utf-8")
    (company / "public_holidays.toml").write_text(public_holidays(COUNTRY), "utf-8")
    made = (f'"{name}" = "{pseudo.words(sentence)}"\n' for name, sentence in WORDS["en"].items())
    (company / "words" / "tables.ar-XB.toml").write_text("".join(made), "utf-8")
    pages = pseudo.page_words(product_words(ROOT, "en"))
    (company / "words" / "ar-XB.toml").write_text(pages, "utf-8")
    for file in (SHOP / "docs" / "en").rglob("*.md"):
        target = to / "docs" / "ar-XB" / file.relative_to(SHOP / "docs" / "en")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(pseudo.article(file.read_text("utf-8")), "utf-8")
    return company


if __name__ == "__main__":
    print(make(Path(sys.argv[1])))
