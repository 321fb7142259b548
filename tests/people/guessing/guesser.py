"""The strongest attacker that we can think of: ever new browsers, networks and tags, and guesses at every code."""

from datetime import timedelta

from chalicelib.errors import SlowDown
from chalicelib.people.sign_in.ladder import MOST_LIVE, TRIES

YEAR = timedelta(days=365)


def stranger(number):
    return {"browser": f"stranger-{number:040d}", "network": f"198.51.{number // 200 % 200}.{number % 200}"}


class Guesser:
    """Asks for codes in ever new browsers, from ever new networks, under ever new tags, and guesses at all of them."""

    def __init__(self, door):
        self.door, self.number, self.guesses = door, 0, []

    def codes(self, most=MOST_LIVE):
        """As many codes at once as there can be; each is (who, length)."""
        got = []
        while len(got) < most:
            self.number += 1
            who = {"email": f"ada+{self.number}@kunde.example", **stranger(self.number)}
            try:
                got.append((who, len(self.door.code(**who))))
            except SlowDown:
                break
        return got

    def guess(self, codes):
        for who, digits in codes:
            for _ in range(TRIES):
                self.guesses.append((self.door.clock(), digits))
                self.door.wrong("no", **who)

    def worst_year(self, digits):
        """The most guesses at one length within any 365 days."""
        at = [when for when, length in self.guesses if length == digits]
        return max((sum(start <= when < start + YEAR for when in at) for start in at), default=0)
