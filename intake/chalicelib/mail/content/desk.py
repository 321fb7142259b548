"""What the writers of letters share."""

from dataclasses import dataclass
from urllib.parse import quote

from chalicelib.company import Company
from chalicelib.mail.clean import one_line
from chalicelib.mail.content.blocks import Block, Facts, Link, Note, Paragraph
from chalicelib.mail.letter import Letter
from chalicelib.mail.sentences import Sentences


@dataclass(frozen=True)
class Desk:
    """A letter, its words, and where we are."""

    letter: Letter
    words: Sentences
    brand: str
    site_url: str
    zone: str
    company: Company

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
        link = Link(self.words.say(label), f"{self.site_url.rstrip('/')}/{self._prefix()}inbox/?case={number}")
        regards = Paragraph(self.words.say("common.regards") + "\n" + self.brand)
        return link, regards, Note(self.words.say("common.no_replies"))

    def _prefix(self) -> str:
        """Where the reader's pages are. A letter that does not say goes by its language."""
        read = self.company.by_id.get(self.letter.text_or_none("locale") or "")
        return (read or self.company.in_language(self.words.tag)).prefix
