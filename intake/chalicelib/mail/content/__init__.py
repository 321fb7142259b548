"""
What each kind of letter says, as blocks that the text and the HTML are both made of.

Fields by kind:
    sign_in_code: code, minutes; place (`desk` when it was asked for there)
    sign_in_tries: tries
    case_received: number, overview, channel_name, answers_by (a trait of the channel), needs_phone, promise_kind (live,
        minutes, business_hours, business_days), promise_amount, due, call_at (RFC 3339 or None), requester_name,
        staff_access
    reply_posted: number, overview, agent_name, text, requester_name
    call_missed: number, overview, requester_name, outcome ("no_answer" or "wrong_number"), again (RFC 3339 or None),
        writes (whether the case goes on in writing), due
    case_turned: number, overview, requester_name, due
    case_closed, case_reopened: number, overview, requester_name
Mails of a case may say a locale, that of the pages its requester reads; links lead there.
"""

from collections.abc import Callable

from chalicelib.company import Company
from chalicelib.mail.content import cases, sign_in
from chalicelib.mail.content.blocks import Content
from chalicelib.mail.content.desk import Desk
from chalicelib.mail.letter import Letter, Unsendable
from chalicelib.mail.sentences import Sentences

_WRITERS: dict[str, Callable[[Desk], Content]] = {
    "sign_in_code": sign_in.sign_in_code,
    "sign_in_tries": sign_in.sign_in_tries,
    "case_received": cases.case_received,
    "reply_posted": cases.reply_posted,
    "call_missed": cases.call_missed,
    "case_turned": cases.case_turned,
    "case_closed": cases.case_closed,
    "case_reopened": cases.case_reopened,
}


def write(letter: Letter, words: Sentences, *, brand: str, site_url: str, zone: str, company: Company) -> Content:
    """The words of a letter. Raises Unsendable for an unknown kind or a missing field."""
    writer = _WRITERS.get(letter.kind)
    if writer is None:
        raise Unsendable("unknown kind of letter")
    return writer(Desk(letter, words, brand, site_url, zone, company))
