"""People of any standing on a running stack: entered by the systems of its company, signed in by a token of its app."""

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import jwt
from playwright.sync_api import APIRequestContext

from tests.browser.local_stack import LocalStack
from tests.company.gate.oracle import Asker


@dataclass(frozen=True)
class Vendor:
    """The company's own systems, which know its customers."""

    stack: LocalStack
    keys: dict[str, Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.keys.update(json.loads((self.stack.data / "secrets.json").read_text("utf-8")))

    def admit(self, request: APIRequestContext, asker: Asker) -> str:
        """Give a browser context a session of somebody new with this standing. Returns their address."""
        mark = uuid.uuid4().hex[:12]
        email = f"{mark}@customer.example"
        if asker.tier and asker.created:
            self._put(request, f"accounts/{mark}", name="A company", tier=asker.tier, created=asker.created.isoformat())
            seat = {"seat": asker.seat} if asker.seat else {}
            self._put(request, f"users/{email}", name="Somebody", account_id=mark, language=asker.speaks, **seat)
        now = int(self.stack.now().timestamp())
        claims = {"email": email, "aud": "varde", "iat": now, "exp": now + 200, "jti": mark}
        token = jwt.encode(claims, self.keys["token_key"], "HS256", headers={"kid": "local"})
        answer = request.post(
            f"{self.stack.url}/api/sign-in/sessions", data={"token": token}, headers={"Origin": self.stack.origin}
        )
        assert answer.status == 201, answer.text()
        if not asker.tier:  # nobody entered their language, so they choose it
            chosen = request.patch(
                f"{self.stack.url}/api/me", data={"language": asker.speaks}, headers={"Origin": self.stack.origin}
            )
            assert chosen.ok, chosen.text()
        return email

    def _put(self, request: APIRequestContext, path: str, **body: str) -> None:
        headers = {"Authorization": f"Bearer {self.keys['api_key']}"}
        for _ in range(20):
            answer = request.put(f"{self.stack.url}/api/directory/{path}", data=body, headers=headers)
            if answer.status != 429:
                break
            time.sleep(0.5)
        assert answer.ok, answer.text()
