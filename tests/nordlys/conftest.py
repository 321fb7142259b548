"""What the shipped company promises: the only folder of tests that asserts facts of Nordlys."""

from tests.policy.conftest import draft, modules, page, policy

__all__ = ["draft", "modules", "page", "policy"]
