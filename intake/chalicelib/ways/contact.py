"""Who answers a person's questions about the subscription (policy P9)."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.people.person import Person
from chalicelib.policy import Rules


@dataclass(frozen=True)
class Answers:
    """A team, by its names per locale and, where the account has one, its person."""

    team: Mapping[str, str]
    name: str | None
    email: str


def subscription_contact(rules: Rules, person: Person) -> Answers | None:
    """None: nobody is named for the person's plan."""
    team, account = rules.contact_of(person.standing(rules).tier), person.account
    if team is None:
        return None
    if team.per_account and account and account.contact_email:
        return Answers(team.name, account.contact_name, account.contact_email)
    answers = rules.stand_in(team)  # nobody of the team is named for this account yet
    return Answers(answers.name, None, answers.address)
