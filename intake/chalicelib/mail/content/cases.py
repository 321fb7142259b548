"""
What each kind of letter says, as blocks that the text and the HTML are both made of.

Fields by kind:
    sign_in_code: code, minutes; place (`desk` when it was asked for there)
    sign_in_tries: tries
    case_received: number, overview, channel, promise_kind (live, minutes, business_days), promise_amount,
        due (RFC 3339 or None), requester_name, staff_access
    reply_posted: number, overview, agent_name, text, requester_name
    case_closed, case_reopened: number, overview, requester_name
Mails of a case may say a locale, that of the pages its requester reads; links lead there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from chalicelib.mail.clean import many_lines, one_line
from chalicelib.mail.letter import Letter, Unsendable
from chalicelib.mail.sentences import Sentences
from chalicelib.mail.when import in_words, instant
from chalicelib.policy.schema import LANGUAGE_OF_LOCALE, LOCALES


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Code:
    """A code to type, on a line of its own."""

    text: str


@dataclass(frozen=True)
class Quote:
    """What a person wrote, in their own words and lines."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Short name and value pairs."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class Note:
    """Small print at the end."""

    text: str


Block = Paragraph | Code | Quote | Facts | Link | Note


@dataclass(frozen=True)
class Content:
    subject: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class _Desk:
    """What the writers below share: the letter, its words, and where we are."""

    letter: Letter
    words: Sentences
    brand: str
    site_url: str
    zone: str

    def name(self, field: str) -> str | None:
        value = self.letter.text_or_none(field)
        return (one_line(value, most=80) or None) if value else None

    @property
    def case(self) -> dict[str, str]:
        return {"number": one_line(self.letter.text("number"), most=40), "overview": self.overview(200)}

    def overview(self, most: int) -> str:
        """A case without one is still a case: its mail must not wait for a title."""
        return one_line(self.letter.text_or_none("overview") or "", most=most) or "…"

    def subject(self) -> str:
        """
        One subject for all mails of a case, whatever their kind and language: Gmail joins no others.

        To an address that nobody proved the letter has no overview, and the subject is the number alone.
        """
        about = one_line(self.letter.text_or_none("overview") or "", most=90)
        subject = f"[{self.case['number']}] {about}".rstrip()
        return f"Re: {subject}" if self.letter.thread else subject

    def hello(self) -> Paragraph:
        name = self.name("requester_name")
        words = self.words
        return Paragraph(words.say("common.hello", name=name) if name else words.say("common.hello_you"))

    def paragraph(self, sentence: str, **values: str) -> Paragraph:
        return Paragraph(self.words.say(f"{self.letter.kind}.{sentence}", **values))

    def about(self) -> Facts:
        return Facts(tuple((self.words.say(f"facts.{name}"), value) for name, value in self.case.items()))

    def foot(self, label: str = "common.open_case") -> tuple[Block, ...]:
        number = quote(self.case["number"], safe="")
        link = Link(self.words.say(label), f"{self.site_url.rstrip('/')}{self._folder()}/inbox/?case={number}")
        regards = Paragraph(self.words.say("common.regards") + "\n" + self.brand)
        return link, regards, Note(self.words.say("common.no_replies"))

    def _folder(self) -> str:
        """Where the reader's pages are; the first locale is at the root. A letter without one goes by its language."""
        by_language = next((locale for locale, tag in LANGUAGE_OF_LOCALE.items() if tag == self.words.tag), None)
        locale = self.letter.text_or_none("locale") or by_language
        return f"/{locale}" if locale in LOCALES[1:] else ""


def write(letter: Letter, words: Sentences, *, brand: str, site_url: str, zone: str) -> Content:
    """The words of a letter. Raises Unsendable for an unknown kind or a missing field."""
    writer = _WRITERS.get(letter.kind)
    if writer is None:
        raise Unsendable("unknown kind of letter")
    return writer(_Desk(letter, words, brand, site_url, zone))


def _sign_in_code(desk: _Desk) -> Content:
    code = one_line(desk.letter.text("code"), most=20)
    valid = desk.words.count("sign_in_code.valid", desk.letter.number("minutes"))
    return Content(
        # Not the code itself: subjects end up in logs and on locked screens.
        desk.words.say("sign_in_code.subject", brand=desk.brand),
        (
            Paragraph(desk.words.say("common.hello_you")),
            desk.paragraph("intro_desk" if desk.letter.text_or_none("place") == "desk" else "intro"),
            Code(_grouped(code)),
            Paragraph(desk.words.say("format.two_sentences", first=valid, second=desk.words.say("sign_in_code.where"))),
            desk.paragraph("not_you"),
            Paragraph(desk.words.say("common.regards") + "\n" + desk.brand),
        ),
    )


def _grouped(code: str) -> str:
    """Digits as people read them aloud: a long code in equal groups of four or five. The page ignores the spaces."""
    size = next((size for size in (4, 5) if len(code) > 6 and len(code) % size == 0), len(code))
    return " ".join(code[place : place + size] for place in range(0, len(code), size))


def _sign_in_tries(desk: _Desk) -> Content:
    """Not a word in it comes from whoever typed the codes."""
    return Content(
        desk.words.say("sign_in_tries.subject"),
        (
            Paragraph(desk.words.say("common.hello_you")),
            Paragraph(desk.words.count("sign_in_tries.intro", desk.letter.number("tries"))),
            desk.paragraph("not_in"),
            desk.paragraph("nothing_to_do"),
            Paragraph(desk.words.say("common.regards") + "\n" + desk.brand),
            Note(desk.words.say("sign_in_tries.once")),
        ),
    )


def _case_received(desk: _Desk) -> Content:
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


def _channel(desk: _Desk) -> tuple[tuple[str, str], ...]:
    name = f"channels.{desk.letter.text('channel')}"
    return ((desk.words.say("facts.channel"), desk.words.say(name)),) if desk.words.has(name) else ()


def _promise(desk: _Desk) -> str:
    """How fast, and on which clock. A callback is a call; every other channel is an answer."""
    letter = desk.letter
    kind = letter.text_or_none("promise_kind")
    name = f"case_received.{'call' if letter.text('channel') == 'callback' else 'answer'}.{kind}"
    if kind in ("minutes", "business_days"):
        promise = desk.words.count(name, letter.number("promise_amount"))
    elif kind == "live":
        promise = desk.words.say(name)
    else:
        return desk.words.say("case_received.no_promise")
    due = letter.text_or_none("due")
    # A live chat is answered now, a call in minutes: the date would only bury the promise.
    if due is None or kind != "business_days":
        return promise
    try:
        by = in_words(instant(due), desk.words, desk.zone)
    except ValueError:
        raise Unsendable("case_received: due is not a time") from None
    due_by = desk.words.say("case_received.due", when=by)
    return desk.words.say("format.two_sentences", first=promise, second=due_by)


def _reply_posted(desk: _Desk) -> Content:
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


def _case_closed(desk: _Desk) -> Content:
    said = (desk.hello(), desk.paragraph("intro", number=desk.case["number"]), desk.about())
    return Content(desk.subject(), (*said, desk.paragraph("reopen"), *desk.foot()))


def _case_reopened(desk: _Desk) -> Content:
    said = (desk.hello(), desk.paragraph("intro", number=desk.case["number"]), desk.about())
    return Content(desk.subject(), (*said, desk.paragraph("next"), *desk.foot()))


_WRITERS: dict[str, Callable[[_Desk], Content]] = {
    "sign_in_code": _sign_in_code,
    "sign_in_tries": _sign_in_tries,
    "case_received": _case_received,
    "reply_posted": _reply_posted,
    "case_closed": _case_closed,
    "case_reopened": _case_reopened,
}
