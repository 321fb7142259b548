"""What is looked at before anything is deployed: a sentence each, and what must be put right stops it."""

import subprocess

import pytest

from workshop.deploy import command, preflight
from workshop.deploy.preflight import Finding

SENDER = "help@kunde.example"


class Ses:
    """SES, as far as it is asked."""

    def __init__(self, production, *verified):
        self.production, self.verified = production, verified
        self.exceptions = type("exceptions", (), {"NotFoundException": KeyError})

    def get_account(self):
        return {"ProductionAccessEnabled": self.production}

    def get_email_identity(self, EmailIdentity):  # noqa: N803 - as AWS calls it
        if EmailIdentity not in self.verified:
            raise KeyError(EmailIdentity)
        return {"VerifiedForSendingStatus": True}


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.varde]\nlambda-python = "3.13"\n')
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", "-C", tmp_path, *words], check=True)
    return tmp_path


def stops(found):
    return [one.sentence for one in found if one.stops]


def test_a_commit_with_fresh_tables_is_deployed(repository):
    assert stops(preflight.sources(repository)) == []


def test_what_is_not_committed_stops_a_deployment(repository):
    (repository / "new.txt").write_text("new")
    assert stops(preflight.sources(repository)) == [
        "1 file(s) are not committed, so /api/health would name another commit than runs"
    ]


def test_stale_tables_stop_a_deployment(repository, monkeypatch):
    from workshop.policy import render

    monkeypatch.setattr(render, "outputs", lambda *_: {"includes/nowhere.md": "new\n"})
    (why,) = stops(preflight.sources(repository))
    assert why.startswith("Stale; run scripts/render_policy: ")
    assert "includes/nowhere.md" in why


@pytest.mark.parametrize(
    ("ses", "begins"),
    [
        (Ses(True, SENDER), []),
        (Ses(True, "kunde.example"), []),
        (Ses(False, SENDER), ["You, about a day before the start: ask for SES production access"]),
        (Ses(False), ["You, about a day before the start: ask for SES", f"You: verify {SENDER} or its domain"]),
    ],
)
def test_what_a_person_still_has_to_do_is_said_and_stops_nothing(ses, begins):
    found = list(preflight.mail({"sesv2": ses}.__getitem__, SENDER))
    assert stops(found) == []
    assert len(found) == len(begins)
    assert all(one.sentence.startswith(words) for one, words in zip(found, begins, strict=True))


def test_parameters_are_those_of_the_template_and_none_is_missing():
    template = {"Parameters": {"SiteUrl": {"Description": "Where the site is"}, "Wait": {"Default": 1}, "Had": {}}}
    assert list(preflight.parameters(template, {"SiteUrl": "https://a.example"}, {"Had"})) == []
    assert list(preflight.parameters(template, {"SiteUrll": "https://a.example"}, {"Had"})) == [
        Finding("There is no parameter SiteUrll; it is one of Had, SiteUrl, Wait", True),
        Finding("--parameter SiteUrl=… is missing: Where the site is", True),
    ]


def test_without_credentials_or_region_one_sentence_says_so(monkeypatch, capsys, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_REGION",
                 "AWS_DEFAULT_REGION"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    assert command.main(["help"]) == 1
    assert capsys.readouterr().err.startswith("deploy: no region is set; set AWS_REGION")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-north-1")
    assert command.main(["help"]) == 1
    assert "stop: AWS does not know you (Unable to locate credentials); set AWS_PROFILE" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["-x"], ["1help"], ["a b"], ["help", "--parameter", "Wait"], ["help", "--with-data"]]
)
def test_words_that_mean_nothing_are_refused_before_anything_else(words, capsys):
    with pytest.raises(SystemExit):
        command.main(words)
    assert "usage: scripts/deploy" in capsys.readouterr().err
