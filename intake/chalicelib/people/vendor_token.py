"""Arriving with a signed token from the vendor's own app (a JWT); the reader of the token is an argument."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from chalicelib.errors import FieldError, Invalid

LONGEST_LIFE = timedelta(minutes=5)
AUDIENCE = "varde"


class UsedTokens(Protocol):
    def use(self, fingerprint: str, until: datetime) -> bool:
        """Note a token as used; False when it was used before."""


@dataclass(frozen=True)
class VendorTokens:
    """Accepts a token once: known key, our audience, an address, issued and expiring within five minutes."""

    read: Callable[[str, str], Mapping[str, Any] | None]  # (token, audience) -> claims, None when not genuine
    used: UsedTokens
    fingerprint: Callable[[str, str], str]
    clock: Callable[[], datetime]
    epoch_began: datetime | None = None  # a restored store has forgotten which earlier tokens were used

    def address(self, token: str) -> str:
        """
        The address that the vendor vouches for.

        Raises:
            Invalid: not genuine, expired, too long-lived, without an address, used before, or issued before the
                store was restored.
        """
        claims = self.read(token, AUDIENCE)
        now = self.clock().timestamp()
        if claims is None:
            raise Invalid(FieldError("token", "wrong_token"))
        issued, expires, email = claims.get("iat"), claims.get("exp"), claims.get("email")
        if not (isinstance(issued, int) and isinstance(expires, int) and isinstance(email, str) and "@" in email):
            raise Invalid(FieldError("token", "wrong_token"))
        begins = claims.get("nbf", issued)
        begun = isinstance(begins, int) and max(issued, begins) - 60 <= now
        begun = begun and (self.epoch_began is None or issued >= self.epoch_began.timestamp())
        if not (begun and now < expires <= issued + LONGEST_LIFE.total_seconds()):
            raise Invalid(FieldError("token", "token_expired"))
        # What was signed, without the signature: its last letter can be written in four ways.
        signed = token.rpartition(".")[0]
        if not self.used.use(self.fingerprint("token", signed), datetime.fromtimestamp(expires, self.clock().tzinfo)):
            raise Invalid(FieldError("token", "token_expired"))
        return email
