"""Refusals as RFC 9457 problem documents: stable codes, every mistake of the request, never the sender's words."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from chalice.app import Response

from chalicelib import errors
from chalicelib.cases.events import Event
from chalicelib.company import shipped as company
from chalicelib.http.answers import SAFE, written
from chalicelib.http.shapes.events import event_shape

log = logging.getLogger(__name__)

# Reason of a refusal -> name in company.toml of the article that explains it.
EXPLAINED: Mapping[str, str] = {
    "tier": "plans",
    "seat": "seats",
    "client": "mobile",
    "language": "languages",
    "hours": "hours",
}

View = Callable[..., Response]
MOST_MISTAKES = 50  # in one response; nobody fixes more than that at once


class Problems:
    """The problem documents of a site; `path` is where it is on its host: `""`, or such as `/answers`."""

    def __init__(self, path: str) -> None:
        self._path = path

    def problem(self, code: str, headers: Mapping[str, str] | None = None, **facts: Any) -> Response:
        """A problem document. `facts` are added to it unchanged; codes.toml describes each of them."""
        from chalicelib.http.codes import shipped  # here: a process that refuses nothing starts without it

        codes = shipped()
        status = codes.problems[code].status
        kind = f"{self._path}/api/problems#{code}"
        body = {"type": kind, "title": codes.title(code), "status": status, "code": code, **facts}
        return Response(
            written(body),
            status_code=status,
            headers={**SAFE, **(headers or {}), "Content-Type": "application/problem+json"},
        )

    def answering(self, view: View, admitted: Callable[[], object], finished: Callable[[Response], Response]) -> View:
        """
        Turn what a view raises into a problem document. Chalice would answer before any middleware could.

        Args:
            admitted: runs before all else; whom it refuses gets nothing but the refusal.
            finished: gets every other answer, a refusal too, and adds what all of them carry.
        """

        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Response:
            try:
                admitted()
            except errors.Refused as error:
                return self.refusal(error)
            return finished(answered(*args, **kwargs))

        def answered(*args: Any, **kwargs: Any) -> Response:
            try:
                return view(*args, **kwargs)
            except errors.VardeError as error:
                return self.refusal(error)
            except Exception as error:
                # The type only: the message may quote what somebody typed.
                log.error("%s broke: %s at %s", view.__name__, type(error).__name__, _place(error))
                return self.problem("broken")

        return guarded

    def refusal(self, error: errors.VardeError) -> Response:
        """The document of an error we raised on purpose."""
        match error:
            case errors.Invalid():
                return self.problem("invalid", **mistakes(error.errors))
            case errors.NotEntitled():
                return self.problem(
                    "not_entitled",
                    None,
                    errors=[{"field": "channel", "code": "not_entitled", "params": {}}],
                    channel=error.channel,
                    reasons=list(error.reasons),
                    allowed_channels=list(error.allowed),
                    **self._see(error.reasons[0]),
                )
            case errors.ProofNeeded():
                return self.problem("proof_needed", challenge=dict(error.challenge))
            case errors.SlowDown():
                wait = error.retry_after
                return self.problem("slow_down", {"Retry-After": str(wait)}, retry_after=wait)
            case errors.Conflict():
                return self.problem("conflict", None, **error.facts)
            case errors.Changed():
                events = [event_shape(event, me=False) for event in error.events if isinstance(event, Event)]
                return self.problem("changed", None, events=events, more=error.more)
            case errors.Unavailable():
                return self.problem("unavailable", {"Retry-After": "1"})
            case errors.Refused():
                return self.problem(error.code)
            case _:
                log.error("unexpected %s at %s", type(error).__name__, _place(error))
                return self.problem("broken")

    def _see(self, reason: str) -> Mapping[str, str]:
        """
        The article that explains it, from the root of the host, without the reader's language.

        Nothing when the company has none.
        """
        article = company().articles.get(EXPLAINED[reason])
        return {"see": f"{self._path}/{article}/"} if article else {}


def mistakes(found: Sequence[errors.FieldError]) -> dict[str, Any]:
    """The first mistakes as plain data, and for the rest how many more each field has."""
    listed = [{"field": e.field, "code": e.code, "params": dict(e.params)} for e in found[:MOST_MISTAKES]]
    more = Counter(re.split(r"[.\[]", e.field, maxsplit=1)[0] for e in found[MOST_MISTAKES:])
    return {"errors": listed, **({"errors_left_out": dict(more)} if more else {})}


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else "nowhere"
