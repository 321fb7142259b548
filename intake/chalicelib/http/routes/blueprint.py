"""A group of routes in which nothing can be forgotten: every view refuses with problem documents."""

from collections.abc import Callable
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.http.door.cookies import former_session_gone
from chalicelib.http.door.doorway import Doorway
from chalicelib.http.door.front import sender
from chalicelib.http.parsing import case_number
from chalicelib.http.problems import Problems, View
from chalicelib.http.services import Services
from chalicelib.people.person import Person


class Routes(Blueprint):
    """
    Chalice's blueprint, with our door and our way to refuse.

    Chalice would answer another media type by itself, not as a problem document; so every type is let in here and
    `Doorway.raw` refuses all but JSON.
    """

    def __init__(self, name: str, services: Services) -> None:
        super().__init__(name)
        self._services = services
        self.problems = Problems(services.settings.path)

    def route(self, path: str, **options: Any) -> Callable[[View], View]:
        register: Callable[[View], View] = super().route(path, content_types=["*/*"], **options)
        return lambda view: register(
            self.problems.answering(view, self._through_the_front, self._without_former_session)
        )

    def _through_the_front(self) -> None:
        """Raises WrongAddress for a request that the front of the site did not pass on."""
        sender(self.current_request.to_original_event(), self._services.settings.front_secrets)

    def _without_former_session(self, response: Response) -> Response:
        """The answer removes the session's cookie of before it had a prefix; nothing reads it any more."""
        if self.door().has_former_session:
            gone = former_session_gone(secure=self._services.settings.secure_cookies)
            given = response.headers.get("Set-Cookie", [])
            lines = [given] if isinstance(given, str) else list(given)
            response.headers["Set-Cookie"] = lines if gone in lines else [*lines, gone]
        return response

    def door(self) -> Doorway:
        """The request that is being answered."""
        return Doorway(self.current_request, self._services)

    def writing(self) -> tuple[Doorway, Person]:
        """
        The request of somebody who may change something.

        Raises:
            Forbidden: another site's page sends it.
            SignInRequired: nobody is signed in.
        """
        at = self.door()
        at.same_origin()
        return at, at.visitor().person

    def changing(self, number: str) -> tuple[Doorway, Person]:
        """
        `writing`, for a change whose answer shows the whole case: an agent opens it thereby.

        Raises:
            Forbidden, SignInRequired: as `writing`; or the agent's session opened too many, and has ended.
        """
        at = self.door()
        at.same_origin()
        visitor = at.visitor()
        if visitor.person.is_agent and (case := case_number(number)):
            self._services.openings.opened(visitor.session, case)
        return at, visitor.person
