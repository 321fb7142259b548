"""Mails of a case."""

from chalicelib.mail.clean import many_lines
from chalicelib.mail.content.blocks import Content, Facts, Paragraph, Quote
from chalicelib.mail.content.desk import Desk
from chalicelib.mail.letter import Unsendable
from chalicelib.mail.when import in_words, instant

# Promises that a reader would have to count out with our opening hours: their mail says the moment itself, too.
_IN_OPEN_TIME = ("business_hours", "business_days")


def case_received(desk: Desk) -> Content:
    access = "staff_access_on" if desk.letter.fields.get("staff_access") else "staff_access_off"
    facts = (*desk.about().pairs, *_channel(desk))
    return Content(
        desk.subject(),
        (
            desk.hello(),
            desk.paragraph("intro"),
            Facts(facts),
            Paragraph(_promise(desk)),
            desk.paragraph("add_more"),
            desk.paragraph(access),
            *desk.foot(),
        ),
    )


def _channel(desk: Desk) -> tuple[tuple[str, str], ...]:
    name = desk.name("channel_name")
    return ((desk.words.say("facts.channel"), name),) if name else ()


def _promise(desk: Desk) -> str:
    """How fast, and on which clock. Where we call, it is a call that is promised; everywhere else an answer."""
    letter = desk.letter
    kind = letter.text_or_none("promise_kind")
    calls = letter.text_or_none("answers_by") == "call"
    name = f"case_received.{'call' if calls else 'answer'}.{kind}"
    if chosen := _when(desk, "call_at"):
        said = desk.words.say("case_received.call_at", when=chosen)
        rings = letter.fields.get("needs_phone")
        return _both(desk, said, desk.words.say("case_received.keep_phone")) if rings else said
    if kind is None or not desk.words.has(name):
        return desk.words.say("case_received.no_promise")
    live = kind == "live"
    promise = desk.words.say(name) if live else desk.words.count(name, letter.number("promise_amount"))
    # A live chat is answered now, a call in minutes: the date would only bury the promise.
    if kind in _IN_OPEN_TIME and (due := letter.text_or_none("due")):
        try:
            by = in_words(instant(due), desk.words, desk.zone)
        except ValueError:
            raise Unsendable("case_received: due is not a time") from None
        return _both(desk, promise, desk.words.say("case_received.due", when=by))
    soon = calls and letter.fields.get("needs_phone") and kind not in _IN_OPEN_TIME
    return _both(desk, promise, desk.words.say("case_received.keep_phone")) if soon else promise


def _both(desk: Desk, first: str, second: str) -> str:
    return desk.words.say("format.two_sentences", first=first, second=second)


def reply_posted(desk: Desk) -> Content:
    agent = desk.name("agent_name") or desk.words.say("reply_posted.somebody")
    return Content(
        desk.subject(),
        (
            desk.hello(),
            desk.paragraph("intro", agent=agent, **desk.case),
            Quote(many_lines(desk.letter.text("text"))),
            *desk.foot("common.answer_case"),
        ),
    )


def call_missed(desk: Desk) -> Content:
    """We called in vain: when we call again, or that the case goes on in writing and until when we answer."""
    wrong = desk.letter.text_or_none("outcome") == "wrong_number"
    again, due = _when(desk, "again"), _when(desk, "due")
    if again:
        next_step = desk.paragraph("again", when=again)
    elif desk.letter.fields.get("writes"):
        next_step = desk.paragraph("writes_by", when=due) if due else desk.paragraph("writes")
    else:
        next_step = desk.paragraph("soon")
    intro = desk.paragraph("wrong_number" if wrong else "no_answer", number=desk.case["number"])
    return Content(
        desk.subject(), (desk.hello(), intro, desk.about(), next_step, desk.paragraph("another"), *desk.foot())
    )


def case_turned(desk: Desk) -> Content:
    """Nobody came to a live case: it goes on in writing, and until when we answer."""
    due = _when(desk, "due")
    promise = desk.paragraph("reply_by", when=due) if due else desk.paragraph("reply")
    intro = desk.paragraph("intro", number=desk.case["number"])
    return Content(desk.subject(), (desk.hello(), intro, desk.about(), promise, desk.paragraph("kept"), *desk.foot()))


def _when(desk: Desk, field: str) -> str | None:
    """An instant of the letter in words."""
    text = desk.letter.text_or_none(field)
    try:
        return in_words(instant(text), desk.words, desk.zone) if text else None
    except ValueError:
        raise Unsendable(f"{desk.letter.kind}: {field} is not a time") from None


def case_closed(desk: Desk) -> Content:
    said = (desk.hello(), desk.paragraph("intro", number=desk.case["number"]), desk.about())
    return Content(desk.subject(), (*said, desk.paragraph("reopen"), *desk.foot()))


def case_reopened(desk: Desk) -> Content:
    said = (desk.hello(), desk.paragraph("intro", number=desk.case["number"]), desk.about())
    return Content(desk.subject(), (*said, desk.paragraph("next"), *desk.foot()))
