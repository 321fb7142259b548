"""
The front of a deployed site: the CloudFront distribution that passes every request under /api to the API.

API Gateway knows only the front's network address, one for all readers near it. So the front sends the reader's address
in a header of its own, beside a secret that proves who wrote it (decision 0060).
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from hmac import compare_digest
from ipaddress import ip_address
from typing import Any

from chalicelib.errors import WrongAddress

PROOF, VIEWER = "varde-front", "varde-viewer"
LONGEST = 45  # characters of an IPv6 address, written in full with an IPv4 address at its end

log = logging.getLogger(__name__)


def sender(event: Mapping[str, Any], secrets: Sequence[str]) -> str:
    """
    The network address of who sent a request.

    Args:
        event: API Gateway's, with all values of each header in `multiValueHeaders`.
        secrets: each of them proves the front; none says that there is no front, and API Gateway's own address counts.

    Raises:
        WrongAddress: the request did not come through the front, or the front named no single address.
    """
    if not secrets:
        return str(event["requestContext"].get("identity", {}).get("sourceIp") or "unknown")
    # Each is compared, so that the time does not say which of them is close.
    known = [compare_digest(proof, secret.encode()) for proof in _only(event, PROOF) for secret in secrets]
    if not any(known):
        raise WrongAddress
    for viewer in _only(event, VIEWER):
        if _is_address(viewer):
            return viewer.decode()
    # An operator has to know: the secret is right, so the function that writes the address is missing.
    log.error("the front named no address of the reader")
    raise WrongAddress


def _only(event: Mapping[str, Any], name: str) -> Iterator[bytes]:
    """The value of a header; nothing when it is missing or there several times: then somebody else added one."""
    given = event.get("multiValueHeaders") or {key: [value] for key, value in (event.get("headers") or {}).items()}
    found = [value for key, values in given.items() if key.lower() == name for value in values]
    if len(found) == 1:
        yield str(found[0]).encode("utf-8", "replace")


def _is_address(value: bytes) -> bool:
    try:
        return len(value) <= LONGEST and b"%" not in value and bool(ip_address(value.decode()))
    except ValueError:
        return False
