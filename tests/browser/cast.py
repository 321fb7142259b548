"""
Who appears in the tests of the browser, by role.

They are the same people in every file, so that each of them asks for one code on a stack (`signed_in` keeps sessions).
"""

from tests.roles import people, standing

_OWN, _AGENT = people.of_the_best_plan(), people.an_agent()
CUSTOMER, CUSTOMER_NAME = _OWN.email, _OWN.name
CUSTOMER_ACCOUNT = _OWN.account.name
CUSTOMER_PLAN = next(plan.name for plan in standing.plans() if plan.id == _OWN.account.tier)  # by locale
# Of another account; may use every channel of cases, as the first.
OTHER = people.another_of_every_channel().email
# Signs in and out in the browser itself.
PASSER_BY = people.another_customer().email
THIRD = people.a_third_customer().email
ONE_COLLEAGUE, OTHER_COLLEAGUE = (one.email for one in people.two_of_one_account())
AGENT, AGENT_NAME = _AGENT.email, _AGENT.name
SECOND_AGENT = people.another_agent().email
