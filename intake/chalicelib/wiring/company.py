"""What the API reads of the company's folder when it starts, for `scripts/package` to read first."""

from chalicelib import limits, policy


def read_all() -> None:
    """
    Read policy and limits.

    Raises:
        PolicyBroken: one of the files has mistakes; its kinds name the file.
    """
    policy.shipped()
    limits.shipped()
