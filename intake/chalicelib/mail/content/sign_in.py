"""Mails of signing in."""

from chalicelib.mail.clean import one_line
from chalicelib.mail.content.blocks import Code, Content, Note, Paragraph
from chalicelib.mail.content.desk import Desk


def sign_in_code(desk: Desk) -> Content:
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


def sign_in_tries(desk: Desk) -> Content:
    """Not a word in it comes from the person who typed the codes."""
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
