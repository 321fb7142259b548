"""Proofs of work in the protocol of ALTCHA, with its own library (protocol `limits.Proofs`)."""

import hmac
import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from secrets import randbelow
from typing import Any

from chalicelib.limits import Solved

ALGORITHM = "PBKDF2/SHA-256"  # every browser has it, compiled: a script that floods is no faster at it
LONGEST = 4096  # characters of an answer; ours have about 700


class AltchaProofs:
    """
    Challenges are signed, and say nothing about who asked: they carry a keyed hash of route and asker.

    The end is in the signed data, not in `expiresAt`: the library compares that with the machine's clock, the product
    may run at another time.
    """

    def __init__(self, secret: str, rounds: Callable[[], int]) -> None:
        self._secret, self._rounds = secret, rounds

    def challenge(self, bound: str, by: str, level: int, tries: int, until: datetime) -> Mapping[str, Any]:
        from altcha import create_challenge  # seldom needed: kept out of the start

        data = {"for": self._mark(bound), "by": by, "level": level, "until": int(until.timestamp())}
        # The answer is drawn here, so that nobody has to try more than `tries` numbers.
        made = create_challenge(
            ALGORITHM, self._rounds(), counter=randbelow(tries), data=data, hmac_secret=self._secret
        )
        document: dict[str, Any] = made.to_dict()
        return document

    def solved(self, answer: str, bound: str) -> Solved | None:
        if len(answer) > LONGEST:
            return None
        from altcha import verify_solution

        try:
            parameters = json.loads(b64decode(answer, validate=True))["challenge"]["parameters"]
            # The signature is compared before any work is done; after it, the parameters are ours.
            if not verify_solution(answer, self._secret).verified:
                return None
            data = parameters["data"]
            until = datetime.fromtimestamp(data["until"], UTC)
            if not hmac.compare_digest(data["for"], self._mark(bound)):
                return None
            return Solved(parameters["nonce"], data["by"], data["level"], until)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return None

    def _mark(self, bound: str) -> str:
        return hmac.new(self._secret.encode(), bound.encode(), "sha256").hexdigest()[:32]
