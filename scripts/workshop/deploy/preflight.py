"""What is looked at before anything is deployed, each with a sentence."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from workshop.package import runtime
from workshop.policy import render

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Finding:
    """A sentence about what was found; `stops` when nothing may be deployed before it is put right."""

    sentence: str
    stops: bool = False


def account(clients: Any) -> Iterator[Finding]:
    """Whose account it is and where, and whether it lets Varde send mail from `sender`."""
    try:
        who = clients("sts").get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        yield Finding(f"AWS does not know you ({error}); set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret", True)
        return
    yield Finding(f"Account {who['Account']}, region {clients('sts').meta.region_name}, as {who['Arn']}.")


def mail(clients: Any, sender: str) -> Iterator[Finding]:
    """What a person still has to do until mails go out from an address. None of it stops a deployment."""
    service = clients("sesv2")
    try:
        if not service.get_account().get("ProductionAccessEnabled"):
            yield Finding(
                "You, about a day before the start: ask for SES production access (console, SES, Account dashboard). "
                "Until then mail goes to verified addresses only, which is enough to try."
            )
        if not any(_verified(service, one) for one in (sender, sender.partition("@")[2])):
            yield Finding(
                f"You: verify {sender} or its domain in SES, and paste the DNS records that it shows. "
                "Until then no mail goes out; it waits and is sent afterwards."
            )
    except (BotoCoreError, ClientError) as error:
        yield Finding(f"SES could not be asked whether it sends from {sender}: {error}")


def sources(root: Path = ROOT) -> Iterator[Finding]:
    """Whether what is deployed is a commit, with the tables of its policy."""
    answer = subprocess.run(
        ["git", "-C", str(root), "status", "--porcelain"], capture_output=True, text=True, check=False
    )
    if answer.returncode:
        yield Finding("This is no git repository, so /api/health could not name the commit that runs", True)
    elif changed := answer.stdout.splitlines():
        yield Finding(
            f"{len(changed)} file(s) are not committed, so /api/health would name another commit than runs", True
        )
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as why:
        if render.main(["--check"]):
            yield Finding(" ".join(why.getvalue().split()), True)
    named = runtime.named(root)
    if named != runtime.BUILT_FOR:
        yield Finding(f"Releases run Python {named}. This one is built by Python {runtime.BUILT_FOR} and runs that.")


def parameters(template: Mapping[str, Any], given: Mapping[str, str], known: set[str]) -> Iterator[Finding]:
    """Parameters that somebody gave although there are none of that name, and those that nobody gave."""
    declared = template["Parameters"]
    for name in sorted(given.keys() - declared.keys()):
        yield Finding(f"There is no parameter {name}; it is one of {', '.join(sorted(declared))}", True)
    for name, one in declared.items():
        if "Default" not in one and name not in given and name not in known:
            yield Finding(f"--parameter {name}=… is missing: {one['Description']}", True)


def _verified(service: Any, identity: str) -> bool:
    try:
        return bool(service.get_email_identity(EmailIdentity=identity).get("VerifiedForSendingStatus"))
    except service.exceptions.NotFoundException:
        return False
