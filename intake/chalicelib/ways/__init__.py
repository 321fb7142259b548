"""What is open to a person, why or why not, and when."""

from chalicelib.ways.contact import Answers, subscription_contact
from chalicelib.ways.way import Way, refusals, ways

__all__ = ["Answers", "Way", "refusals", "subscription_contact", "ways"]
