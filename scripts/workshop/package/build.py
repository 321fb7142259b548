"""
Build what a deployment uploads: .build/package/deployment-<hash>.zip and .build/package/template.json.

    scripts/package [--output .build/package] [--release]

Two builds of one commit are the same, byte for byte.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from chalicelib.company import folder, shipped
from chalicelib.wiring import company, languages
from workshop.package import runtime
from workshop.package.archive import sealed
from workshop.package.template import completed
from workshop.package.vendor import PackageTrouble, install, trim
from workshop.site.outputs.known import listing
from workshop.site.pages.stage import gather
from workshop.site.trouble import SiteTrouble

ROOT = Path(__file__).resolve().parents[3]
STAGE = "prod"
CODES = ROOT / "intake" / "chalicelib" / "http" / "codes" / "codes.toml"
_NOT_READ = ("people.csv", "vocabulary", "icons", "questions")  # of the company's folder; the API asks for none of it


def build(output: Path) -> tuple[Path, Path]:
    """
    Package a copy of intake/ with the company's folder in it, so that chalice leaves nothing in the sources.

    Returns:
        The zip and the template.

    Raises:
        PackageTrouble: pip or chalice refused, or a language of support has no words for mails.
        PolicyBroken: a file that the API reads when it starts has mistakes.
    """
    company.read_all()
    if missing := languages.problems():
        raise PackageTrouble("\n".join(missing))
    project = output / "project"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    shutil.copytree(
        ROOT / "intake",
        project,
        ignore=shutil.ignore_patterns("__pycache__", "vendor", "deployments", "deployed", "requirements.txt"),
    )
    shutil.copytree(folder(), project / "chalicelib" / "company" / "data", ignore=shutil.ignore_patterns(*_NOT_READ))
    install(ROOT / "requirements.lock", ROOT / "intake" / "requirements.txt", project / "vendor")
    trim(project / "vendor")
    (project / "requirements.txt").write_text("")  # all of it is in vendor/, trimmed
    _list_articles(project / "chalicelib" / "articles" / "published.json")
    _stamp(project / ".chalice" / "resources.json")
    _chalice(project, output)
    package = sealed(output / "deployment.zip")
    chalices, template = output / "sam.json", output / "template.json"
    template.write_text(completed(json.loads(chalices.read_text()), package, CODES))
    chalices.unlink()
    return package, template


def _list_articles(file: Path) -> None:
    """The articles of docs/ as they are now: the API takes feedback on these. Site and code are deployed together."""
    try:
        file.write_text(listing(gather(ROOT)), encoding="utf-8")
    except SiteTrouble as trouble:
        raise PackageTrouble("\n".join(trouble.lines)) from None


def _stamp(resources: Path) -> None:
    """Write sender, address, version and commit into the template, where an operator can still set others."""
    from importlib.metadata import version

    template: dict[str, Any] = json.loads(resources.read_text())
    answer = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=False
    )
    name, _, address = shipped().sender.partition(" <")
    template["Parameters"]["MailName"]["Default"], template["Parameters"]["MailAddress"]["Default"] = name, address[:-1]
    site = template["Parameters"]["SiteUrl"]
    if re.fullmatch(site["AllowedPattern"], shipped().site_address):
        site["Default"] = shipped().site_address
    template["Parameters"]["Version"]["Default"] = version("varde")
    template["Parameters"]["Commit"]["Default"] = answer.stdout.strip() or "unknown"
    resources.write_text(json.dumps(template, indent=2))


def _chalice(project: Path, output: Path) -> None:
    # chalice imports the app to learn its routes; the app wants a secret to start with, and gets one it never uses.
    environment = {
        **os.environ,
        "VARDE_SECRET": "only-to-read-the-routes",
        "AWS_DEFAULT_REGION": "eu-north-1",
        "PYTHONPATH": str(project),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    answer = subprocess.run(
        [
            sys.executable,
            "-c",
            "from chalice.cli import main; main()",
            "--project-dir",
            str(project),
            "package",
            "--stage",
            STAGE,
            "--merge-template",
            str(project / ".chalice" / "resources.json"),
            str(output),
        ],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise PackageTrouble(f"chalice refused:\n{answer.stdout}{answer.stderr}".rstrip())


def main(arguments: list[str] | None = None) -> int:
    """Build it and say how large it is; 1 when it could not be built."""
    parser = argparse.ArgumentParser(prog="scripts/package", description="Build the Lambda's package and template.")
    parser.add_argument("--output", type=Path, default=ROOT / ".build" / "package", help="emptied first")
    parser.add_argument("--release", action="store_true", help="only with the Python that pyproject.toml names")
    options = parser.parse_args(arguments)
    named = runtime.named(ROOT)
    if named != runtime.BUILT_FOR:
        said = f"releases are built for Python {named}; this is Python {runtime.BUILT_FOR}"
        if options.release:
            print(f"not built: {said}", file=sys.stderr)
            return 1
        print(f"note: {said}, and so is this package", file=sys.stderr)
    try:
        package, template = build(options.output.resolve())
    except PackageTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"{package}: {package.stat().st_size / 1e6:.2f} MB zipped\n{template}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
