"""What chalice leaves out of its template, or writes otherwise than we deploy it."""

import json
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.package.vendor import PackageTrouble

INLINE = 51_200  # bytes of a template that CloudFormation takes without a bucket
# API Gateway's own refusals -> code of our problem. It asks for a signature only where there is no such address.
_REFUSALS = {
    "MISSING_AUTHENTICATION_TOKEN": "not_found",
    "RESOURCE_NOT_FOUND": "not_found",
    "INVALID_SIGNATURE": "not_found",
    "EXPIRED_TOKEN": "not_found",
    "ACCESS_DENIED": "forbidden",
    "WAF_FILTERED": "forbidden",
    "REQUEST_TOO_LARGE": "too_large",
    "UNSUPPORTED_MEDIA_TYPE": "unsupported_media_type",
    "THROTTLED": "slow_down",
    "QUOTA_EXCEEDED": "slow_down",
    "INTEGRATION_TIMEOUT": "unavailable",
    "INTEGRATION_FAILURE": "unavailable",
    "DEFAULT_4XX": "malformed",
    "DEFAULT_5XX": "broken",
}
_AGAIN = {"slow_down": 10, "unavailable": 1}  # seconds, in Retry-After


def completed(template: dict[str, Any], package: Path, codes: Path) -> str:
    """
    The template as it is deployed: in one line, because CloudFormation counts its spaces.

    Args:
        package: the zip with the code of every function, beside the template.
        codes: the file of the API's problem codes.

    Raises:
        PackageTrouble: it is larger than CloudFormation takes.
    """
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = f"./{package.name}"
    definition = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    definition["x-amazon-apigateway-gateway-responses"] = gateway_responses(codes, _path(template))
    written = json.dumps(template, separators=(",", ":"), sort_keys=True) + "\n"
    if len(written.encode()) > INLINE:
        raise PackageTrouble(f"the template has {len(written.encode())} bytes, and CloudFormation takes {INLINE}")
    return written


def gateway_responses(codes: Path, path: str) -> dict[str, Any]:
    """What API Gateway answers when it refuses by itself: problem documents like ours, of a site at `path`."""
    read = tomllib.loads(codes.read_text("utf-8"))
    language = next(iter(read["languages"]))
    problems = {one["code"]: one for one in read["problem"]}
    return {kind: _response(problems[code], language, path) for kind, code in _REFUSALS.items()}


def _path(template: dict[str, Any]) -> str:
    """Where the company says that its site is on its host: `""`, or such as `/answers`."""
    return urlsplit(str(template["Parameters"]["SiteUrl"].get("Default", ""))).path


def _response(problem: dict[str, Any], language: str, path: str) -> dict[str, Any]:
    code, status = problem["code"], problem["status"]
    kind = f"{path}/api/problems#{code}"
    body = {"type": kind, "title": problem["title"][language], "status": status, "code": code}
    headers = {
        "Content-Type": "application/problem+json",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    if code in _AGAIN:
        headers["Retry-After"] = str(_AGAIN[code])
    if "retry_after" in problem.get("fields", ()):
        body["retry_after"] = _AGAIN[code]
    return {
        "statusCode": status,
        "responseParameters": {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in headers.items()},
        "responseTemplates": {"application/json": json.dumps(body)},
    }
