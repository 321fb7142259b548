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


def case_closed(desk: Desk) -> Content:
    said = (desk.hello(), desk.paragraph("intro", number=desk.case["number"]), desk.about())
    return Content(desk.subject(), (*said, desk.paragraph("reopen"), *desk.foot()))


def case_reopened(desk: Desk) -> Content:
    said = (desk.hello(), desk.paragraph("intro", number=desk.case["number"]), desk.about())
    return Content(desk.subject(), (*said, desk.paragraph("next"), *desk.foot()))
