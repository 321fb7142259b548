"""The support policy: one dated file of the company, and what it means. Everything else asks this package."""

from chalicelib.company import folder
from chalicelib.errors import PolicyBroken
from chalicelib.policy.entitlement import Entitlement, Standing, entitlement
from chalicelib.policy.load import load
from chalicelib.policy.policy import Policy
from chalicelib.policy.rules import Channel, Promise, Rules

__all__ = ["Channel", "Entitlement", "Policy", "Promise", "Rules", "Standing", "entitlement", "shipped", "written"]


def shipped() -> Policy:
    """
    Read the company's policy, with its public holidays.

    Raises:
        PolicyBroken: with every problem of the file.
    """
    holidays = folder() / "public_holidays.toml"
    return load(written(), holidays.read_text("utf-8") if holidays.exists() else "")


def written() -> str:
    """
    The company's policy as it is written, before anything in it is checked.

    Raises:
        PolicyBroken: there is no file, or it is not text in UTF-8.
    """
    file = folder() / "policy.toml"
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise PolicyBroken([f"{file}: cannot be read ({error.strerror})"]) from error
    except UnicodeDecodeError as error:
        raise PolicyBroken([f"{file}: is not text in UTF-8 ({error})"]) from error
