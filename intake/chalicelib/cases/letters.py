"""Which mail a step of a case sends, as facts; the package `mail` finds the words."""

from chalicelib.cases.case import Case
from chalicelib.cases.events import SYSTEM, Attempt, Event, Message, Status, Turned
from chalicelib.mail.letter import CUSTOMER, STRANGER, Letter
from chalicelib.people.address import same_address
from chalicelib.people.person import AGENT
from chalicelib.policy import Rules
from chalicelib.policy.names import name_in


def received_letter(case: Case, language: str, rules: Rules) -> Letter:
    """The acknowledgement: what we have, and when we answer. Goes to the address that was proved, no other."""
    channel = rules.channels[case.channel]
    promise = channel.promise
    return Letter(
        id=_id(case, "received"),
        kind="case_received",
        to=case.requester.email,
        language=language,
        fields={
            "number": case.number,
            "locale": case.locale,
            "overview": case.overview,
            "requester_name": case.requester.name,
            "channel_name": name_in(channel.name, language),
            "answers_by": channel.answers_by,
            "needs_phone": "phone" in channel.needs,
            "promise_kind": promise.kind if promise else None,
            "promise_amount": promise.amount if promise else None,
            "due": case.due.isoformat() if case.due else None,
            "call_at": case.call_at.isoformat() if case.call_at else None,
            "staff_access": case.staff_access,
        },
        whose=_whose(case),
        asker=case.requester.id,
    )


def letters_of(case: Case, event: Event) -> tuple[Letter, ...]:
    """The mails that an event sends to the requester. None for what they did themselves."""
    kind = _kind(event)
    if kind is None or event.author.role not in (AGENT, SYSTEM.role):
        return ()
    answer = isinstance(event, Message)
    proved = (
        not answer or case.reply_email is None or same_address(case.reply_email) == same_address(case.requester.email)
    )
    fields: dict[str, str | int | bool | None] = {"number": case.number, "locale": case.locale}
    if proved:
        fields |= {"overview": case.overview, "requester_name": case.requester.name}
    if isinstance(event, Turned):
        fields |= {"due": case.due.isoformat() if case.due else None}
    if isinstance(event, Attempt):
        fields |= {
            "outcome": event.outcome,
            "again": event.again.isoformat() if event.again else None,
            "writes": event.goes_on is not None,
            "due": case.due.isoformat() if case.due else None,
        }
    if answer:
        fields |= {"agent_name": event.author.name, "text": event.words}
    letter = Letter(
        id=_id(case, event.id),
        kind=kind,
        # Answers go where the requester asked (policy P13). To an address that nobody proved they carry our words
        # only, never the visitor's: else anybody could have us mail anything to anybody.
        to=case.requester.email if proved else case.reply_email or "",
        language=case.language,
        fields=fields,
        thread=tuple(case.letters) if proved else (),
        whose=_whose(case),
        asker=case.requester.id,
    )
    return (letter,)


def _kind(event: Event) -> str | None:
    match event:
        case Message():
            return "reply_posted"
        case Turned():
            return "case_turned"
        case Attempt(outcome="no_answer" | "wrong_number"):
            return "call_missed"
        case Status(status=("closed" | "reopened") as status):
            return f"case_{status}"
    return None


def _whose(case: Case) -> str:
    return STRANGER if case.requester.account is None else CUSTOMER


def _id(case: Case, what: str) -> str:
    """The same step makes the same id, so that a retry cannot make a second mail."""
    return f"{case.number.lower()}-{what}"
