"""The support policy: one dated file, and what it means. Everything else asks this package."""

from pathlib import Path

from chalicelib.policy.entitlement import Entitlement, Standing, entitlement
from chalicelib.policy.load import load
from chalicelib.policy.policy import Policy
from chalicelib.policy.rules import Channel, Promise, Rules

HERE = Path(__file__).parent

__all__ = ["Channel", "Entitlement", "Policy", "Promise", "Rules", "Standing", "entitlement", "shipped"]


def shipped() -> Policy:
    """
    Read the policy that is packaged with the code, with its public holidays.

    Raises:
        PolicyBroken: with every problem of the file.
    """
    return load((HERE / "support_policy.toml").read_text("utf-8"), (HERE / "public_holidays.toml").read_text("utf-8"))
