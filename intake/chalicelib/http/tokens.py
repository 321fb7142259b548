"""Reading the vendor's JWTs with PyJWT."""

from collections.abc import Mapping
from typing import Any

from chalicelib.http.parsing import ascii_address

TIMELESS: Any = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}


def token_reader(keys: Mapping[str, str]) -> Any:
    """
    Make the reader for these keys (key id -> secret).

    Returns:
        A function (token, audience) -> claims, or None when signature, key id, audience or address is wrong.
        Times are checked by the rules, with the product's clock; the address comes in its ASCII form.
    """

    def read(token: str, audience: str) -> Mapping[str, Any] | None:
        import jwt

        try:
            key = keys.get(str(jwt.get_unverified_header(token).get("kid")))
            if not key:
                return None
            claims: Mapping[str, Any] = jwt.decode(token, key, ["HS256"], TIMELESS, audience=audience)
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
            return None  # any unusable claim is the sender's mistake
        email = ascii_address(claims.get("email"))
        return {**claims, "email": email} if email else None

    return read
