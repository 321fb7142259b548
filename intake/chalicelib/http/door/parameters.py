"""What a request may say outside its body, each with its bound: the address, its query, its headers."""

import re
from dataclasses import dataclass

from chalicelib.company import shipped


@dataclass(frozen=True)
class Parameter:
    """
    A short text.

    Attributes:
        most: characters; a longer one is refused before it is looked at.
        form: regular expression that the whole text matches, when it has one.
        allowed: the only texts it may be, when they are known here and not in the policy.
        code: of the mistake.
    """

    most: int
    form: str | None = None
    allowed: tuple[str, ...] = ()
    code: str = "wrong_type"

    def takes(self, text: str) -> bool:
        """Whether the text has this form. The bound is looked at first."""
        if len(text) > self.most:
            return False
        return re.fullmatch(self.form, text, re.ASCII) is not None if self.form else True

    @property
    def schema(self) -> dict[str, object]:
        """As the OpenAPI document describes it."""
        found: dict[str, object] = {"type": "string", "maxLength": self.most}
        if self.form:
            found["pattern"] = f"^{self.form}$"
        if self.allowed:
            found["enum"] = list(self.allowed)
        return found


QUERY = {
    "on": Parameter(10, r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "client": Parameter(40),
    "locale": Parameter(10, allowed=tuple(shipped().by_id)),
    "filter": Parameter(40),
    "cursor": Parameter(2000, code="unknown_value"),
    "after": Parameter(8, r"[0-9]{1,8}"),
    "language": Parameter(35),
    "status": Parameter(10, allowed=("waiting", "calls", "mine", "all")),
}

# As they are in the address, still percent-encoded.
PATH = {
    "number": Parameter(40),
    "account_id": Parameter(600),
    "email": Parameter(1500),
    "id": Parameter(32, r"[0-9a-f]{32}"),
}

HEADERS = {
    "Idempotency-Key": Parameter(128, r"[!-~]{8,128}"),
    "Proof-Of-Work": Parameter(4096),
    "For-Person": Parameter(32, r"[0-9a-f]{32}"),
}
LONGEST_COOKIES, LONGEST_TOKEN, LONGEST_KEY = (
    10_000,
    200,
    500,
)  # characters; API Gateway stops at 10,240 for all headers
