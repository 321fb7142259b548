"""The first of the company's rows or people that fit a role, or a sentence that says there is none."""

from collections.abc import Callable, Iterable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

import pytest

from tests.company.gate import given

Asked = ParamSpec("Asked")
Found = TypeVar("Found")

ROLES: dict[str, Callable[..., object]] = {}


def role(candidates: Callable[Asked, Iterable[Found]]) -> Callable[Asked, Found]:
    """
    Make a role of a function that yields whatever fits; the first is taken.

    The function's docstring is a noun: it ends the sentence "Acme does not have …" of a skipped test.
    """

    @cache
    @wraps(candidates)
    def first(*asked: Asked.args, **more: Asked.kwargs) -> Found:
        for found in candidates(*asked, **more):
            return found
        what = (candidates.__doc__ or candidates.__name__).strip().partition("\n")[0].rstrip(".")
        pytest.skip(f"{given.COMPANY['company']['name']} does not have {what}", allow_module_level=True)

    ROLES[f"{candidates.__module__.rpartition('.')[2]}.{candidates.__name__}"] = first
    return first
