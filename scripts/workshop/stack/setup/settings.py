"""Where a stack stores its files, the keys it generated, and the settings of its programs."""

import fcntl
import hashlib
import importlib.metadata
import json
import os
import secrets
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from chalicelib.company import shipped

ROOT = Path(__file__).resolve().parents[4]
REGION = "eu-west-1"
# A mail whose sender was killed goes out when its lease is over, at the next sweep: within 15 seconds.
LEASE_SECONDS, SWEEP_SECONDS = 10, 5
_FOREIGN = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_ENDPOINT_URL")


class NotRunning(Exception):
    """No stack is running on this data directory."""


class PlaceDamaged(Exception):
    """A file of the data directory cannot be used; the message is one sentence."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"{path} {what}, so nothing was started or changed: put it back from a backup of {path.parent}, "
            "or move that folder away to start with an empty store."
        )


@dataclass(frozen=True)
class Place:
    """The data directory of one stack."""

    data: Path

    @property
    def engine(self) -> Path:
        """Journal, snapshot and objects of the engine."""
        return self.data / "engine"

    @property
    def mail(self) -> Path:
        """The Maildir with everything that was sent."""
        return self.data / "mail"

    @property
    def messages(self) -> Path:
        """What the preview has to say to the writer's browser."""
        return self.data / "preview.json"

    @property
    def epoch(self) -> Path:
        """When the store was last restored; its being there says that there was a store."""
        return self.data / "epoch.json"

    @property
    def seen(self) -> Path:
        """Outside the data directory: how far this machine saw the store go, so that an older copy is noticed."""
        state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
        return state / "varde" / f"{hashlib.sha256(str(self.data.resolve()).encode()).hexdigest()[:24]}.mark"

    @property
    def lock(self) -> Path:
        """Held by the running supervisor."""
        return self.data / "lock"

    @property
    def stack(self) -> Path:
        """Ports, processes and settings of the running stack; also remembers the engine's port."""
        return self.data / "stack.json"

    def read_stack(self) -> dict[str, Any]:
        """What the stack wrote about itself when it last ran, or nothing."""
        try:
            found = json.loads(self.stack.read_text())
        except (OSError, ValueError, RecursionError):  # it is rewritten at each start
            return {}
        return found if isinstance(found, dict) else {}

    def read_epoch(self) -> str:
        """
        The present epoch; empty when the store was never restored.

        Raises:
            PlaceDamaged: the file says something else.
        """
        if not self.epoch.exists():
            return ""
        found = _strings(self.epoch, ("epoch",))["epoch"]
        try:
            if found:
                datetime.fromisoformat(found)
        except ValueError:
            raise PlaceDamaged(self.epoch, "is damaged") from None
        return found

    def secrets(self) -> dict[str, str]:
        """
        The keys of this data directory, made at the first call.

        Raises:
            PlaceDamaged: they cannot be read, or are gone although a store was made with them.
        """
        path = self.data / "secrets.json"
        if not path.exists():
            if self.epoch.exists() or (self.engine / "acknowledged").exists():
                raise PlaceDamaged(path, "is missing")
            write_private(
                path,
                {
                    "secret": secrets.token_urlsafe(32),
                    "access_key_id": "AKIA" + secrets.token_hex(8).upper(),
                    "secret_access_key": secrets.token_urlsafe(30),
                    "api_key": secrets.token_urlsafe(24),
                    "token_key": secrets.token_urlsafe(32),
                },
            )
        return _strings(path, ("secret", "access_key_id", "secret_access_key", "api_key", "token_key"))


def owner(keys: Mapping[str, str]) -> str:
    """A fingerprint of the secret, to notice that secrets and store are not of one data directory."""
    return hashlib.sha256(f"owner {keys['secret']}".encode()).hexdigest()[:16]


def _strings(path: Path, names: Iterable[str]) -> dict[str, str]:
    try:
        content = path.read_text(encoding="utf-8")
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise PlaceDamaged(path, "is damaged" if path.stat().st_size else "is empty") from None
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in names):
        raise PlaceDamaged(path, "is damaged")
    return {name: value for name, value in found.items() if isinstance(value, str)}


def environment(data: str | Path) -> dict[str, str]:
    """
    The settings for talking to the stack that runs on this data directory.

    Raises:
        NotRunning: none does; the message says so in one sentence.
    """
    place = Place(Path(data).resolve())
    if not _held(place.lock):
        raise NotRunning(f"No Varde server is running on {data}; start one with: scripts/server --data {data}")
    settings = place.read_stack().get("environment")
    if not isinstance(settings, dict) or not all(isinstance(value, str) for value in settings.values()) or not settings:
        raise NotRunning(f"The Varde server on {data} is still starting; try again in a moment.")
    return settings


def settings_for(
    place: Place,
    *,
    site: str,
    mail_port: int,
    engine_port: int,
    table: str,
    queue_url: str,
    bucket: str,
    clock_offset: float,
    articles: str = "",
) -> dict[str, str]:
    """Everything the product's programs read from the environment; `site` is the address of the help centre."""
    keys = place.secrets()
    return {
        "VARDE_TABLE": table,
        "VARDE_ENDPOINT": f"http://127.0.0.1:{engine_port}",
        "VARDE_SMTP": f"127.0.0.1:{mail_port}",
        "VARDE_MAIL_EVIDENCE": str(place.mail),
        "VARDE_QUEUE_URL": queue_url,
        "VARDE_ARTICLES": articles,
        "VARDE_BUCKET": bucket,
        "VARDE_SECRET": keys["secret"],
        "VARDE_EPOCH": place.read_epoch(),
        "VARDE_SITE_URL": site,
        "VARDE_MAIL_FROM": os.environ.get("VARDE_MAIL_FROM") or shipped().sender,
        "VARDE_CLOCK_OFFSET": f"{clock_offset:.3f}",
        "VARDE_LEASE_SECONDS": os.environ.get("VARDE_LEASE_SECONDS", str(LEASE_SECONDS)),
        "VARDE_API_KEYS": os.environ.get(
            "VARDE_API_KEYS", f"local:{hashlib.sha256(keys['api_key'].encode()).hexdigest()}"
        ),
        "VARDE_TOKEN_KEYS": os.environ.get("VARDE_TOKEN_KEYS", f"local:{keys['token_key']}"),
        "VARDE_VERSION": importlib.metadata.version("varde"),
        "VARDE_COMMIT": _commit(),
        **aws_settings(keys),
    }


def aws_settings(keys: Mapping[str, str]) -> dict[str, str]:
    """What boto3 needs, and nothing of the developer's own AWS account."""
    return {
        "AWS_ACCESS_KEY_ID": keys["access_key_id"],
        "AWS_SECRET_ACCESS_KEY": keys["secret_access_key"],
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def own_environment() -> dict[str, str]:
    """This process's environment without what would lead boto3 elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in _FOREIGN}


def write_private(path: Path, content: object) -> None:
    """Write JSON that only its owner may read, in one step."""
    temporary = path.with_suffix(".tmp")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            json.dump(content, file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
    except OSError:  # half a file would take space that is already short
        temporary.unlink(missing_ok=True)
        raise


def _held(lock: Path) -> bool:
    try:
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _commit() -> str:
    answer = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()
