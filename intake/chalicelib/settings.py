"""What an operator sets, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from chalicelib.company import shipped

SHORTEST_FRONT_SECRET = 32  # characters
LOOPBACK = frozenset({"127.0.0.1", "localhost"})  # one machine, whichever name somebody types


@dataclass(frozen=True)
class Settings:
    """
    Attributes:
        endpoint: address of a local AWS engine; None on AWS.
        smtp: host and port of a mail server; None sends through SES.
        mail_settings: SES's configuration set, which publishes what becomes of each mail; None where there is none.
        mail_evidence: folder (Maildir) where a local mail server stores what it got; None elsewhere.
        limits: a file with an operator's own limits; None takes the one that comes with the product.
        articles: file that lists the articles of a site on this machine; None for the list shipped with the code.
        clock_offset: added to the system's clock, to run the product at another time.
        api_keys: name -> SHA-256 of a key that may write the directory.
        token_keys: key id -> secret of the vendor's app, for its sign-in tokens.
        front_secrets: each proves a request of the site's front; none says that no front is before the API.
        epoch: when the store was last restored from a backup (RFC 3339); empty when it never was.
    """

    table: str
    secret: str = field(repr=False)
    site_url: str
    mail_from: str
    region: str
    endpoint: str | None = None
    smtp: tuple[str, int] | None = None
    mail_evidence: str | None = None
    mail_settings: str | None = None
    queue_url: str | None = None
    limits: str | None = None
    articles: str | None = None
    clock_offset: timedelta = timedelta()
    lease: timedelta = timedelta(seconds=120)
    api_keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    token_keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    front_secrets: tuple[str, ...] = field(default=(), repr=False)
    epoch: str = ""
    version: str = "dev"
    commit: str = "unknown"

    @property
    def epoch_began(self) -> datetime | None:
        """When the present epoch began, by the product's clock; None in the first one."""
        return datetime.fromisoformat(self.epoch) + self.clock_offset if self.epoch else None

    @property
    def origins(self) -> frozenset[str]:
        """Scheme, host and port of the site: its pages are the only ones whose writes are taken."""
        parts = urlsplit(self.site_url)
        hosts = LOOPBACK if parts.hostname in LOOPBACK else {parts.hostname}
        port = f":{parts.port}" if parts.port else ""
        return frozenset(f"{parts.scheme}://{host}{port}" for host in hosts)

    @property
    def path(self) -> str:
        """Where the site is on its host: `""` when it has the host to itself, else such as `/answers`."""
        return urlsplit(self.site_url).path

    @property
    def loopback(self) -> bool:
        """Whether this stack serves one machine only, and may take what never leaves it: addresses at `.test`."""
        return urlsplit(self.site_url).hostname in LOOPBACK

    @property
    def secure_cookies(self) -> bool:
        """Left out on loopback only, where there is no TLS."""
        return urlsplit(self.site_url).scheme == "https"


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """
    Read the settings.

    Raises:
        KeyError: VARDE_SECRET is not set. There is no default: a known key hides nothing.
        ValueError: a setting is empty, or not of the form it needs.
    """

    def pairs(name: str) -> dict[str, str]:
        entries = (entry.partition(":") for entry in environment.get(name, "").split(",") if ":" in entry)
        return {key.strip(): value.strip() for key, _, value in entries}

    if not environment["VARDE_SECRET"].strip():
        raise ValueError("VARDE_SECRET is empty")
    smtp = environment.get("VARDE_SMTP", "")
    host, _, port = smtp.rpartition(":")
    if smtp and not (host and port.isdigit()):  # a mistake here must not silently switch to SES
        raise ValueError("VARDE_SMTP is not host:port")
    epoch = environment.get("VARDE_EPOCH", "").strip()
    if epoch and not _is_instant(epoch):  # a mistake here must not bring old sessions back
        raise ValueError("VARDE_EPOCH is not an instant such as 2026-12-01T09:00:00Z")
    fronts = tuple(secret.strip() for secret in environment.get("VARDE_FRONT_SECRET", "").split(","))
    if fronts == ("",):
        fronts = ()
    if any(len(secret) < SHORTEST_FRONT_SECRET for secret in fronts):  # an empty one would let everybody in
        raise ValueError(f"VARDE_FRONT_SECRET has a secret of less than {SHORTEST_FRONT_SECRET} characters")
    return Settings(
        table=environment.get("VARDE_TABLE", "varde"),
        secret=environment["VARDE_SECRET"],
        site_url=environment.get("VARDE_SITE_URL", "http://127.0.0.1:8000").rstrip("/"),
        mail_from=environment.get("VARDE_MAIL_FROM") or shipped().sender,
        region=environment.get("AWS_DEFAULT_REGION") or environment.get("AWS_REGION", "eu-north-1"),
        endpoint=environment.get("VARDE_ENDPOINT") or None,
        smtp=(host, int(port)) if host else None,
        mail_evidence=environment.get("VARDE_MAIL_EVIDENCE") or None,
        mail_settings=environment.get("VARDE_MAIL_SETTINGS") or None,
        queue_url=environment.get("VARDE_QUEUE_URL") or None,
        limits=environment.get("VARDE_LIMITS") or None,
        articles=environment.get("VARDE_ARTICLES") or None,
        clock_offset=timedelta(seconds=float(environment.get("VARDE_CLOCK_OFFSET") or 0)),
        lease=timedelta(seconds=float(environment.get("VARDE_LEASE_SECONDS") or 120)),
        api_keys=pairs("VARDE_API_KEYS"),
        token_keys=pairs("VARDE_TOKEN_KEYS"),
        front_secrets=fronts,
        epoch=epoch,
        version=environment.get("VARDE_VERSION", "dev"),
        commit=environment.get("VARDE_COMMIT", "unknown"),
    )


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
