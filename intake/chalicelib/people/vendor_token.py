"""Arriving with a signed token from the vendor's own app (a JWT); the reader of the token is an argument."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard

from chalicelib.errors import FieldError, Invalid

LONGEST_LIFE = timedelta(minutes=5)
AUDIENCE = "varde"
LATEST = 10**11  # seconds since 1970: beyond any time a token is good


@dataclass(frozen=True)
class Vouched:
    """What a genuine token says. `token` is its fingerprint: it opens one session (`SignIn.with_token`)."""

    email: str
    token: str
    until: datetime


@dataclass(frozen=True)
class VendorTokens:
    """Reads a token: known key, our audience, an address, issued and expiring within five minutes."""

    read: Callable[[str, str], Mapping[str, Any] | None]  # (token, audience) -> claims, None when not genuine
    fingerprint: Callable[[str, str], str]
    clock: Callable[[], datetime]
    epoch_began: datetime | None = None  # a restored store has forgotten which earlier tokens were used

    def vouched(self, token: str) -> Vouched:
        """
        The address that the vendor vouches for.

        Raises:
            Invalid: not genuine, expired, too long-lived, without an address, or issued before the store was restored.
        """
        claims = self.read(token, AUDIENCE)
        now = self.clock().timestamp()
        if claims is None:
            raise Invalid(FieldError("token", "wrong_token"))
        issued, expires, email = claims.get("iat"), claims.get("exp"), claims.get("email")
        if not (_is_time(issued) and _is_time(expires) and isinstance(email, str) and "@" in email):
            raise Invalid(FieldError("token", "wrong_token"))
        begins = claims.get("nbf", issued)
        begun = _is_time(begins) and max(issued, begins) - 60 <= now
        begun = begun and (self.epoch_began is None or issued >= self.epoch_began.timestamp())
        if not (begun and now < expires <= issued + LONGEST_LIFE.total_seconds()):
            raise Invalid(FieldError("token", "token_expired"))
        # What was signed, without the signature: its last letter can be written in four ways.
        signed = token.rpartition(".")[0]
        return Vouched(email, self.fingerprint("token", signed), datetime.fromtimestamp(expires, UTC))


def _is_time(value: object) -> TypeGuard[int]:
    """Seconds since 1970; JSON may hold whole numbers that no calendar has."""
    return type(value) is int and abs(value) < LATEST
