"""The support policy: one dated file of the company, and what it means. Everything else asks this package."""

from chalicelib.company import folder, text_of
from chalicelib.policy.entitlement import Entitlement, Standing, entitlement
from chalicelib.policy.load import load
from chalicelib.policy.policy import Policy
from chalicelib.policy.rules import Channel, Promise, Rules

__all__ = ["Channel", "Entitlement", "Policy", "Promise", "Rules", "Standing", "entitlement", "shipped", "written"]


def shipped() -> Policy:
    """
    Read the company's policy, with its public holidays.

    Raises:
        PolicyBroken: with every problem of the file; a CompanyBroken when there is none to read.
    """
    name = "public_holidays.toml"
    return load(written(), text_of(folder() / name, name) if (folder() / name).exists() else "")


def written() -> str:
    """
    The company's policy as it is written, before anything in it is checked.

    Raises:
        CompanyBroken: there is no file, or it is not text in UTF-8.
    """
    return text_of(folder() / "policy.toml", "policy.toml")
