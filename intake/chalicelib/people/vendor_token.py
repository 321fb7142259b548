"""Arriving with a signed token from the vendor's own app (a JWT); the reader of the token is an argument."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

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
        issued, expires, email = _second(claims.get("iat")), _second(claims.get("exp")), claims.get("email")
        begins = issued if claims.get("nbf") is None else _second(claims["nbf"])
        if issued is None or expires is None or begins is None or not (isinstance(email, str) and "@" in email):
            raise Invalid(FieldError("token", "wrong_token"))
        begun = max(issued, begins) - 60 <= now
        begun = begun and (self.epoch_began is None or issued >= self.epoch_began.timestamp())
        if not (begun and now < expires <= issued + LONGEST_LIFE.total_seconds()):
            raise Invalid(FieldError("token", "token_expired"))
        # What was signed, without the signature: its last letter can be written in four ways.
        signed = token.rpartition(".")[0]
        return Vouched(email, self.fingerprint("token", signed), datetime.fromtimestamp(expires, UTC))


def _second(claim: object) -> int | None:
    """
    A NumericDate of RFC 7519, which may have a fraction; None for what is no number, or one that no calendar has.

    Bounded before it is added to or compared: an int of 400 digits does not fit into a float.
    """
    if isinstance(claim, bool) or not isinstance(claim, int | float) or not -LATEST < claim < LATEST:
        return None
    return int(claim)
