"""
How a field of a case is stored and shown, said once: where the field is defined.

The stored item (`aws.case_items`), the API's shapes (`http.shapes.cases`) and the OpenAPI document are made from it.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, field, fields
from typing import Any

# How it is stored: in the head when the case is added; in the head with every step; in the item of details; in a write
# of its own.
ONCE, STEP, DETAILS, APART = "once", "step", "details", "apart"
# Who is shown it: all who see the case in a list, those who open it, agents only. None: it has a form of its own.
LIST, PAGE, DESK = "list", "page", "desk"


def kept(
    stored: str,
    shown: str | None = None,
    *,
    default: Any = MISSING,
    default_factory: Callable[[], Any] | Any = MISSING,
    secret: bool = False,
    short: bool = False,
) -> Any:
    """
    A field of a case.

    Args:
        stored: ONCE, STEP, DETAILS or APART.
        shown: LIST, PAGE, DESK or None.
        default: as of a dataclass, and so is `default_factory`.
        secret: somebody's words or address: never part of a `repr`, so never of a log.
        short: the head has the beginning of a long text, and the details have all of it.
    """
    about = {"stored": stored, "shown": shown, "short": short}
    given = {"default": default} if default_factory is MISSING else {"default_factory": default_factory}
    return field(repr=not secret, metadata=about, **given)


def stored(of: type, *where: str) -> tuple[Field[Any], ...]:
    """The fields that are stored there, in the order of their definition."""
    return tuple(one for one in fields(of) if one.metadata["stored"] in where)


def shown(of: type, where: str) -> tuple[Field[Any], ...]:
    return tuple(one for one in fields(of) if one.metadata["shown"] == where)
