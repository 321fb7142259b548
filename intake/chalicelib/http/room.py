"""A group of routes in which nothing can be forgotten: every view refuses with problem documents."""

from collections.abc import Callable
from typing import Any

from chalice.app import Blueprint

from chalicelib.http.problems import View, answers_with_problems


class Routes(Blueprint):
    """
    Chalice's blueprint, with our way to refuse.

    Chalice would answer another media type by itself, not as a problem document; so every type is let in here and
    `Doorway.raw` refuses all but JSON.
    """

    def route(self, path: str, **options: Any) -> Callable[[View], View]:
        register: Callable[[View], View] = super().route(path, content_types=["*/*"], **options)
        return lambda view: register(answers_with_problems(view))
