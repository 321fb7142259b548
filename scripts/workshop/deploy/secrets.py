"""The secret of a stack: made once, kept in the account's Parameter Store, and found there again."""

import secrets
from typing import Any

_LENGTH = 48  # bytes of chance


def name_of(stack: str) -> str:
    """Where the secret of a stack is."""
    return f"/varde/{stack}/secret"


def secret(ssm: Any, stack: str) -> tuple[str, bool]:
    """
    The secret of a stack, and whether it was made just now.

    Two who deploy for the first time at once get the same one. It outlives the stack: the directory is hashed with it.
    """
    try:
        ssm.put_parameter(
            Name=name_of(stack),
            Value=secrets.token_urlsafe(_LENGTH),
            Type="SecureString",
            Description="Key for hashing addresses, codes and sessions. Without it the table cannot be used.",
        )
        made = True
    except ssm.exceptions.ParameterAlreadyExists:
        made = False
    found = ssm.get_parameter(Name=name_of(stack), WithDecryption=True)
    return str(found["Parameter"]["Value"]), made
