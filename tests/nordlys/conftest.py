"""What the shipped company promises: the only folder of tests that asserts facts of Nordlys."""

from tests.checks.articles.conftest import centre
from tests.policy.conftest import draft, modules, page, policy

__all__ = ["centre", "draft", "modules", "page", "policy"]
