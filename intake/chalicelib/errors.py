"""
What Varde refuses, as facts with fields. The words come later, in the page, the mail or the problem document.

    VardeError
    ├── PolicyBroken             the policy file cannot be trusted; names every problem
    ├── LimitsBroken             the file of limits cannot be trusted; names every problem
    ├── CompanyBroken            a file in the company's folder cannot be trusted; names every problem
    ├── Refused                  a request we understood and will not carry out
    │   ├── Invalid              fields that cannot be accepted, all of them
    │   ├── Malformed            bytes that are not what they claim to be
    │   ├── SignInRequired       nobody is signed in
    │   ├── Forbidden            signed in, but not for this (wrong role, wrong origin)
    │   ├── WrongAddress         sent past the front of the site
    │   ├── NotEntitled          the account or the person may not use this channel today
    │   ├── NotFound             no such thing, or not yours to know of
    │   ├── Conflict             somebody else was first
    │   ├── TooLarge             more bytes than we take
    │   ├── UnsupportedMediaType not JSON
    │   ├── ProofNeeded          more than the free share; a proof of work lets it pass
    │   └── SlowDown             too many requests; says when to come back
    └── Unavailable              the store did not answer in time; the same request may succeed later
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as value


class VardeError(Exception):
    """The root of all errors that Varde raises on purpose."""


class PolicyBroken(VardeError):
    """The policy file has mistakes. `problems` names each, with its table and row; `file` is where they are."""

    file = "policy.toml"

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class LimitsBroken(PolicyBroken):
    """The same, of the file of limits."""

    file = "limits.toml"


class CompanyBroken(PolicyBroken):
    """The same, of any file in the company's folder; each problem begins with the name of the file."""

    file = ""


class Unavailable(VardeError):
    """The store throttled or conflicted until we gave up. Nothing was written."""

    code = "unavailable"


@dataclass(frozen=True)
class FieldError:
    """One field that cannot be accepted: a stable code, and the numbers its sentence needs."""

    field: str
    code: str
    params: Mapping[str, object] = value(default_factory=dict)


class Refused(VardeError):
    """A refusal. `code` is stable: the browser and the mail translate it."""

    code = "refused"


class Invalid(Refused):
    """One or more fields cannot be accepted; `errors` holds all of them."""

    code = "invalid"

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(", ".join(f"{error.field}: {error.code}" for error in errors))
        self.errors = errors


class Malformed(Refused):
    """The body is not JSON, not UTF-8, or not an object."""

    code = "malformed"


class SignInRequired(Refused):
    """No session, an expired one, or one that was signed out."""

    code = "sign_in_required"


class Forbidden(Refused):
    """The session is good, the call is not for it."""

    code = "forbidden"


class WrongAddress(Refused):
    """The request did not come through the front of the site, which is the only way in of a deployed product."""

    code = "wrong_address"


class NotEntitled(Refused):
    """The account or the person may not use this channel today (policy P2 to P8, decision D6)."""

    code = "not_entitled"

    def __init__(self, channel: str, reasons: Sequence[str], allowed: Sequence[str]) -> None:
        super().__init__(f"{channel}: {', '.join(reasons)}")
        self.channel, self.reasons, self.allowed = channel, tuple(reasons), tuple(allowed)


class NotFound(Refused):
    """There is none, or it belongs to somebody else: the two look the same from outside."""

    code = "not_found"


class Conflict(Refused):
    """The case changed under the caller's hands, or another agent took it first."""

    code = "conflict"

    def __init__(self, **facts: object) -> None:
        super().__init__(", ".join(facts))
        self.facts = facts


class Changed(Refused):
    """Others did something since what the caller saw: `events`, and `more` when there is more than these."""

    code = "changed"

    def __init__(self, events: Sequence[object], more: bool) -> None:
        super().__init__(f"{len(events)} events")
        self.events, self.more = tuple(events), more


class TooLarge(Refused):
    """More bytes than the API takes in one request."""

    code = "too_large"


class UnsupportedMediaType(Refused):
    """The body is not `application/json`."""

    code = "unsupported_media_type"


class ProofNeeded(Refused):
    """More than the free share of this hour or day. Nothing was stored; `challenge` is what to solve (ALTCHA)."""

    code = "proof_needed"

    def __init__(self, challenge: Mapping[str, object]) -> None:
        super().__init__("a proof of work is needed")
        self.challenge = challenge


class SlowDown(Refused):
    """Too many requests. `retry_after` is in seconds."""

    code = "slow_down"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"again in {retry_after} s")
        self.retry_after = retry_after
