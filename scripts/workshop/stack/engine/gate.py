"""
Who can use the engine: only programs with this data directory's key, on loopback.

MiniStack takes the keys `test`, none at all and any account number for the root user and
does not check their signature. So the gate lets only our own key through, and that key
belongs to a user, whose signatures MiniStack does check.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from ministack.core.router import extract_access_key_id
from ministack.services import iam

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HEALTH = "/_varde/health"
_USER = "varde"
_EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


def make_user(key_id: str, secret: str) -> None:
    """Create the engine's only user, who can do everything."""
    iam._create_user({"UserName": [_USER]})
    iam._put_user_policy(
        {"UserName": [_USER], "PolicyName": ["everything"], "PolicyDocument": [json.dumps(_EVERYTHING)]}
    )
    iam._access_keys[key_id] = {
        "UserName": _USER,
        "AccessKeyId": key_id,
        "SecretAccessKey": secret,
        "Status": "Active",
        "CreateDate": iam._now(),
    }


def gated(app: App, key_id: str) -> App:
    """The app, for requests that name our key; an upload form carries its signature in its body."""

    async def gate(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif scope["path"] == HEALTH:
            await _answer(send, 200, "ready")
        elif scope["path"].startswith(("/_ministack", "/_localstack", "/_aws")) or not _known(scope, key_id):
            await _answer(send, 403, "This engine belongs to a Varde stack and answers only to its key.")
        else:
            await app(scope, receive, send)

    return gate


def _known(scope: Scope, key_id: str) -> bool:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if extract_access_key_id(headers) == key_id:
        return True
    if "authorization" in headers:
        return False
    upload = scope["method"] == "POST" and headers.get("content-type", "").startswith("multipart/form-data")
    query = scope["query_string"].decode("latin-1")
    return upload or scope["method"] == "OPTIONS" or f"X-Amz-Credential={key_id}%2F" in query


async def _answer(send: Send, status: int, text: str) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": text.encode()})
