"""Change a copy of the policy file as an operator would, and read it."""

from dataclasses import dataclass

from chalicelib.errors import PolicyBroken
from chalicelib.policy import Policy
from chalicelib.policy.load import load
from tests.fakes.ferry import HOLIDAYS, named


@dataclass
class Draft:
    text: str

    def replace(self, old: str, new: str) -> "Draft":
        """Change the first place that says `old`; it must be there."""
        assert old in self.text, f"the policy file does not say {old!r}"
        self.text = self.text.replace(old, new, 1)
        return self

    def add(self, rows: str) -> "Draft":
        self.text += "\n" + named(rows)
        return self

    def read(self) -> Policy:
        return load(self.text, HOLIDAYS)

    def problems(self) -> tuple[str, ...]:
        """What the reader says is wrong; nothing when the file is accepted."""
        try:
            self.read()
        except PolicyBroken as broken:
            return broken.problems
        return ()
