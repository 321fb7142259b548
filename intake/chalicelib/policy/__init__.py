"""The support policy: one dated file of the company, and what it means. Everything else asks this package."""

from chalicelib.company import folder
from chalicelib.policy.entitlement import Entitlement, Standing, entitlement
from chalicelib.policy.load import load
from chalicelib.policy.policy import Policy
from chalicelib.policy.rules import Channel, Promise, Rules

__all__ = ["Channel", "Entitlement", "Policy", "Promise", "Rules", "Standing", "entitlement", "shipped"]


def shipped() -> Policy:
    """
    Read the company's policy, with its public holidays.

    Raises:
        PolicyBroken: with every problem of the file.
    """
    place = folder()
    return load((place / "policy.toml").read_text("utf-8"), (place / "public_holidays.toml").read_text("utf-8"))
