"""What a command says when a file of the company is broken: the list of its mistakes, never a traceback."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # some commands run where nothing is installed
    from chalicelib.errors import PolicyBroken


def refusal(broken: "PolicyBroken") -> str:
    """Where the mistakes are, and each of them on a line of its own."""
    from chalicelib.company.folder import folder

    return "\n  ".join((f"{folder() / broken.file} is refused:", *broken.problems))


def install() -> None:
    """
    Let a process that ends with such an error say it in words; its exit code is 1, as for any error.

    Many modules read the company when they are imported, before a command's own code runs.
    """
    others = sys.excepthook

    def said(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        words = _words(error)
        others(kind, error, where) if words is None else print(words, file=sys.stderr)

    sys.excepthook = said


def _words(error: BaseException) -> str | None:
    # A process that raises one of these has imported its module; one that has not, need not have it.
    broken = getattr(sys.modules.get("chalicelib.errors"), "PolicyBroken", ())
    trouble = getattr(sys.modules.get("workshop.site.trouble"), "SiteTrouble", ())
    if isinstance(error, broken):
        return refusal(error)
    return "\n".join(error.lines) if isinstance(error, trouble) else None
