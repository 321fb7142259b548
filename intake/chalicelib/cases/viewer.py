"""Who looks at a case. An identity is a keyed hash from the directory, never a name that people share."""

from dataclasses import dataclass

from chalicelib.cases.case import Case
from chalicelib.cases.events import Author
from chalicelib.people.address import Fingerprint
from chalicelib.people.person import Person, identities


@dataclass(frozen=True)
class Viewer:
    """
    A person, as cases know them.

    Attributes:
        ids: of their present address and of earlier ones. New cases get the first.
        has_desk: whether they are an agent, of the cases that are not their own.
    """

    ids: tuple[str, ...]
    has_desk: bool = False

    def owns(self, case: Case) -> bool:
        return case.requester.id in self.ids

    def at_desk(self, case: Case) -> bool:
        """Whether they see the case as agents do. Never with their own case: colleagues' notes in it are about them."""
        return self.has_desk and not self.owns(case)

    def wrote(self, author: Author) -> bool:
        return author.id in self.ids

    def took(self, case: Case) -> bool:
        return case.taken_by in self.ids


def viewer(person: Person, fingerprint: Fingerprint) -> Viewer:
    return Viewer(identities(person, fingerprint), person.is_agent)
