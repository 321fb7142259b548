"""What a writer or an operator gets from scripts/policy and scripts/render_policy."""

import io
import json
import re
import shutil
import sys
import tomllib
from datetime import date

import pytest

from chalicelib.company import folder
from tests.fakes.ferry import ferry
from tests.policy.another import another, with_other_ids
from tests.roles import company
from workshop.policy import cli, render

TABLE = f"includes/{company.LOCALES[-1]['id']}/clients.md"
QUESTION = {"tier": "season", "created": None, "seat": None, "client": "page", "channel": "letter", "language": "en"}


@pytest.fixture
def own_policy(monkeypatch):
    """What `scripts/policy` reads: the tests' own policy."""
    monkeypatch.setattr(cli, "shipped", ferry)
    return ferry()


@pytest.fixture
def decide(own_policy, monkeypatch, capsys):
    """Give `scripts/policy decide` these bytes, with the tests' own policy; get its exit code, output and complaint."""

    assert cli.shipped() is own_policy

    def run(sent: bytes) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent), "utf-8"))
        return cli.main(["decide"]), *capsys.readouterr()

    return run


def line(**changed: object) -> bytes:
    question = {**QUESTION, "on": "2026-01-05", **changed}
    return json.dumps({name: value for name, value in question.items() if value != "left out"}).encode() + b"\n"


def test_answers_come_in_the_order_of_the_questions_and_empty_lines_are_passed_over(decide):
    code, said, _ = decide(line() + b"\n" + line(tier="day_trip") + line(client="pocket", channel="talk"))
    assert (code, [json.loads(one) for one in said.splitlines()]) == (
        0,
        [
            {"allowed": True, "reasons": []},
            {"allowed": False, "reasons": ["tier"]},
            {"allowed": False, "reasons": ["client"]},
        ],
    )


def test_created_seat_client_and_language_may_be_left_out(decide):
    sent = line(created="left out", seat="left out", client="left out", language="left out")
    assert decide(sent)[:2] == (0, '{"allowed": true, "reasons": []}\n')


def test_a_question_that_names_no_client_means_the_policys_own_browser(decide, monkeypatch):
    monkeypatch.setattr(cli, "shipped", lambda: another(with_other_ids))
    sent = line(tier="x_season", channel="x_letter", client="left out")
    assert decide(sent)[:2] == (0, '{"allowed": true, "reasons": []}\n')


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (b"tier: free\n", "this is not JSON in UTF-8"),
        (b'{"tier": "\xff"}\n', "this is not JSON in UTF-8"),
        (b"[" * 100_000 + b"\n", "this is not JSON in UTF-8"),
        (b"[]\n", "a question is a JSON object"),
        (b"5\n", "a question is a JSON object"),
        (line(on="left out"), "on is missing"),
        (line(tier="left out"), "tier is missing"),
        (line(tier="left out", on="left out"), "tier, on are missing"),
        (line(created="left out", account_created="2024-03-05"), "there is no field account_created"),
        (line(tier=None), "tier must be a text"),
        (line(tier=["season"]), "tier must be a text"),
        (line(seat=["mate"]), "seat must be a text"),
        (line(tier="gold"), "'gold' is not a tier; it is one of day_trip, season, fleet"),
        (line(channel="fax"), "'fax' is not a channel; it is one of guides, quay, talk"),
        (line(client="watch"), "'watch' is not a client; it is one of page, pocket"),
        (line(on="today"), "on 'today' is not a day such as 2026-01-05"),
        (line(created="2024-02-30"), "created '2024-02-30' is not a day such as 2026-01-05"),
        (line(on="1969-12-31"), "there are no rules for 1969-12-31; the first day is 1970-01-01"),
    ],
)
def test_a_line_that_cannot_be_decided_is_named_in_a_sentence(decide, bad, sentence):
    code, said, complaint = decide(line() + bad)
    assert (code, said.count("\n")) == (1, 1)
    assert complaint.startswith("scripts/policy decide: line 2: ")
    assert sentence in complaint
    assert complaint.count("\n") == 1


def shown(capsys, *options: str) -> str:
    assert cli.main(["show", *options]) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("own_policy")
def test_the_day_calls_ended_in_the_app_shows_in_one_line_of_the_tables(capsys):
    before, after = (shown(capsys, "--on", day).splitlines() for day in ("2024-09-02", "2024-09-03"))
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert [tuple(" ".join(line.split()) for line in pair) for pair in changed] == [("Ring Yes Yes", "Ring Yes No")]


@pytest.mark.usefixtures("own_policy")
def test_the_tables_are_shown_in_norwegian_too(capsys):
    company.pages_in("no")
    assert "Kanaler per enhet" in shown(capsys, "--on", "2026-01-05", "--locale", "no")


@pytest.mark.usefixtures("own_policy")
def test_asking_for_a_day_before_the_policy_is_answered_in_a_sentence(capsys):
    assert cli.main(["show", "--on", "1960-01-01"]) == 1
    assert capsys.readouterr().err == (
        "scripts/policy show: there are no rules for 1960-01-01; the first day is 1970-01-01\n"
    )


@pytest.mark.usefixtures("own_policy")
def test_changes_lists_the_end_of_calls_in_the_app(capsys):
    assert cli.main(["changes"]) == 0
    assert capsys.readouterr().out.startswith("2024-09-03  client pocket  channels: ")


# --- scripts/render_policy --------------------------------------------------------------------------------------------


@pytest.fixture
def rendered(tmp_path):
    """A place with every generated file, fresh."""
    assert render.main(["--root", str(tmp_path), "--on", "2026-01-05"]) == 0
    return tmp_path


def check(root) -> int:
    return render.main(["--check", "--root", str(root), "--on", "2026-01-05"])


def test_every_generated_file_is_written_and_then_fresh(rendered):
    assert check(rendered) == 0
    written = {str(file.relative_to(rendered)) for file in rendered.rglob("*") if file.is_file()}
    tables = {
        locale["id"]: {name.split("/")[-1] for name in written if name.startswith(f"includes/{locale['id']}/")}
        for locale in company.LOCALES
    }
    assert tables[company.FIRST["id"]] >= {"channels.md", "hours.md"}
    assert all(names == tables[company.FIRST["id"]] for names in tables.values())
    assert {"overrides/assets/shared/policy/policy.json", "company/public_holidays.toml"} <= written


@pytest.mark.parametrize(
    "path",
    [
        f"includes/{company.LOCALES[-1]['id']}/clients.md",
        "overrides/assets/shared/policy/policy.json",
        "company/public_holidays.toml",
    ],
)
def test_a_file_that_was_edited_or_lost_is_stale_until_it_is_rendered(rendered, capsys, path):
    (rendered / path).write_text("edited", "utf-8")
    assert check(rendered) == 1
    assert path in capsys.readouterr().err
    (rendered / path).unlink()
    assert check(rendered) == 1
    assert render.main(["--root", str(rendered), "--on", "2026-01-05"]) == 0
    assert check(rendered) == 0


# --- Public holidays (D4) ---------------------------------------------------------------------------------------------


@pytest.fixture
def moved(tmp_path, monkeypatch):
    """A company like the shipped one in another place: `moved("DE", "BY")` is its folder."""

    def move(country: str, subdivision: str | None = None):
        place = tmp_path / "company"
        shutil.copytree(folder(), place)
        part = f'\nsubdivision = "{subdivision}"' if subdivision else ""
        text = (place / "policy.toml").read_text("utf-8")
        text = re.sub(r'country = "[A-Z]{2}"', f'country = "{country}"{part}', text, count=1)
        (place / "policy.toml").write_text(text, "utf-8")
        monkeypatch.setenv("VARDE_COMPANY", str(place))
        return place

    return move


def test_holidays_are_those_of_the_companys_country_and_of_its_part(moved):
    place = moved("DE", "BY")
    assert render.main([]) == 0
    stored = tomllib.loads((place / "public_holidays.toml").read_text("utf-8"))
    assert list(stored) == ["DE-BY"]
    assert date(2027, 1, 6) in stored["DE-BY"]["2027"], "Epiphany, which Berlin works on"
    assert "Bayern, Germany" in (place.parent / "includes/en/hours.md").read_text("utf-8")
    assert render.main(["--check"]) == 0


def test_a_policy_whose_holidays_were_not_generated_yet_is_refused_with_what_to_do(moved, capsys):
    place = moved("DE", "BY")
    for _ in range(2):
        assert cli.main(["changes"]) == 2
        assert "no public holidays are stored for 'DE-BY'; run scripts/render_policy" in capsys.readouterr().err
        (place / "public_holidays.toml").unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "policy.toml: cannot be read (No such file or directory)"), (b"\xff", "policy.toml: is not text in UTF-8")],
)
def test_a_policy_that_is_no_text_is_refused_in_a_sentence(moved, capsys, content, sentence):
    file = moved("NO") / "policy.toml"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    for program in (cli.main, render.main):
        assert program(["changes"] if program is cli.main else []) == 2
        assert sentence in capsys.readouterr().err


def test_a_day_that_is_none_is_answered_with_how_to_write_one(capsys):
    with pytest.raises(SystemExit):
        cli.main(["show", "--on", "2026-13-01"])
    assert "argument --on: '2026-13-01' is not a day such as 2026-01-05" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("country", "subdivision", "sentence"),
    [
        ("XX", None, "vendor: the library `holidays` does not know the country 'XX'"),
        ("DE", "Bavaria", "vendor: subdivision 'Bavaria' is not one of DE: BB, BE, BW, BY, "),
        ("NO", "99", "vendor: subdivision '99' is not one of NO: "),
        ("Norway", None, "vendor: country 'Norway' is not a country code such as 'NO'"),
    ],
)
def test_a_place_without_holidays_is_refused_with_those_there_are(moved, capsys, country, subdivision, sentence):
    moved(country, subdivision)
    assert render.main([]) == 2
    assert sentence in capsys.readouterr().err
