"""
Proving an address, and the session that follows (decision 0038).

    ladder    how long a code must be, from what was guessed at: the arithmetic
    mailbox   the many spellings of an address whose mail arrives in one place
    browsers  the browser that asks: its secret, and whether it signed in here before
    codes     a code that was sent, and what is stored of it
    guesses   wrong codes: counted, reported to the owner, watched for the operator
    sessions  who is signed in, where, and how that ends
    service   all of it together
"""

from chalicelib.people.sign_in.guesses import Guesses
from chalicelib.people.sign_in.service import SignIn
from chalicelib.people.sign_in.sessions import SESSION_LIFE, Session, Sessions

__all__ = ["SESSION_LIFE", "Guesses", "Session", "Sessions", "SignIn"]
