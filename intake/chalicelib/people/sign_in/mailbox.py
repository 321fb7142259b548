"""The many spellings of an address whose mail arrives in one mailbox: they share one budget of guesses."""

from chalicelib.people.address import same_address

# Google delivers `a.d.a@` to `ada@`, under both names of its domain. Other services do not: there, dots matter.
_ONE_DOMAIN = {"googlemail.com": "gmail.com"}
_DOTS_MEAN_NOTHING = frozenset({"gmail.com"})


def mailbox(email: str) -> str:
    """
    One spelling per mailbox: letter case and what follows a `+` mean nothing (`ada+news@` is delivered to `ada@`).

    Where a service takes `+` as part of the name, two people share a budget: their codes may be longer, no more.
    It is used to count and to write to, never to decide who somebody is.
    """
    name, _, domain = same_address(email).rpartition("@")
    domain = _ONE_DOMAIN.get(domain, domain)
    name = name.partition("+")[0] or name
    if domain in _DOTS_MEAN_NOTHING:
        name = name.replace(".", "") or name
    return f"{name}@{domain}"


def domain(email: str) -> str:
    return mailbox(email).rpartition("@")[2]
