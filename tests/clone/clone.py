"""A clone of this repository with the foreign company in it, its environments ready, and no network."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.company.foreign.make import make

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENTS = {".venv": "requirements.lock", ".venv-engine": "requirements-engine.lock"}
CACHES = (".mypy_cache", ".ruff_cache")
# Nobody is there: whatever asks a registry or another host fails at once.
NO_NETWORK = {
    **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9"),
    "no_proxy": "127.0.0.1,localhost",
    "UV_OFFLINE": "1",
    "PIP_NO_INDEX": "1",
}


class Clone:
    """The files of this repository at `root`, `company/` and `docs/` exchanged, and what its scripts write."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._copy_files()
        make(root)
        shutil.copyfile(root / "company/support-policy.md", root / "decisions/support-policy.md")
        for name, lock in ENVIRONMENTS.items():
            self._copy_environment(name, lock)
        for name in CACHES:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name)
        self._commit()

    def run(self, *command: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run one of its scripts; what it wrote to both streams comes as one text."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("VARDE_", "PYTEST_"))}
        return subprocess.run(
            [self.root / command[0], *command[1:]],
            cwd=self.root,
            env={**kept, **NO_NETWORK, **more},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )

    def changed(self) -> list[str]:
        """The files that differ from what moved in."""
        return [line[3:] for line in self._git(self.root, "status", "--porcelain").splitlines()]

    def _copy_files(self) -> None:
        """What git knows or would add, with its times: caches of checks stay good."""
        listed = self._git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file() and not name.startswith(("docs/", "company/")):
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.root / name, follow_symlinks=False)

    def _copy_environment(self, name: str, lock: str) -> None:
        """Linked, not copied; only what contains its own address is written again."""
        home = self.root / name
        shutil.copytree(ROOT / name, home, symlinks=True, copy_function=_linked, ignore=shutil.ignore_patterns(".lock"))
        for file in (*(home / "bin").iterdir(), *home.glob("lib/*/site-packages/__editable__*")):
            self._readdress(file)
        lock_sum = subprocess.run(
            ["cksum"], stdin=(self.root / lock).open("rb"), capture_output=True, text=True, check=True
        ).stdout.strip()
        stamp = home / ".made-from"
        stamp.unlink()
        stamp.write_text(f"{lock_sum} {self.root}", "utf-8")

    def _readdress(self, file: Path) -> None:
        if file.is_symlink() or not file.is_file():
            return
        content = file.read_bytes()
        if str(ROOT).encode() not in content or content.startswith(b"\x7fELF"):
            return
        mode = file.stat().st_mode
        file.unlink()
        file.write_bytes(content.replace(str(ROOT).encode(), str(self.root).encode()))
        file.chmod(mode)

    def _commit(self) -> None:
        who = ("-c", "user.name=Slantvik", "-c", "user.email=writers@slantvik.example")
        self._git(self.root, "init", "--quiet", "--initial-branch=main")
        self._git(self.root, "add", "--all")
        self._git(self.root, *who, "commit", "--quiet", "--message", "Move in")

    def _git(self, at: Path, *command: str) -> str:
        return subprocess.run(["git", *command], cwd=at, capture_output=True, text=True, check=True).stdout


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def lines(text: str, most: int = 40) -> str:
    """The end of what a script said, for a message of a test."""
    return "\n".join(text.splitlines()[-most:])


def read_back(file: Path) -> Sequence[bytes]:
    """What is in a file: its bytes, and what they unpack to."""
    import gzip

    content = file.read_bytes()
    return [content, gzip.decompress(content)] if content[:2] == b"\x1f\x8b" else [content]
