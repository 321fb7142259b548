"""The code of the functions, in the bucket that CloudFormation reads it from."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from workshop.deploy.changes import Change

_FUNCTION = "AWS::Serverless::Function"


def pointing(template: str, bucket: str) -> str:
    """The template of a package with its code where `upload` puts it."""
    read = json.loads(template)
    for resource in read["Resources"].values():
        if resource["Type"] == _FUNCTION:
            resource["Properties"]["CodeUri"] = f"s3://{bucket}/{_key(Path(resource['Properties']['CodeUri']))}"
    return json.dumps(read, separators=(",", ":"))


def upload(s3: Any, bucket: str, package: Path) -> bool:
    """Put a zip into the bucket unless it is there, which its name tells: it has the hash. Whether it was put."""
    try:
        s3.head_object(Bucket=bucket, Key=_key(package))
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        s3.put_object(Bucket=bucket, Key=_key(package), Body=package.read_bytes())
        return True
    return False


def listed(template: str) -> list[Change]:
    """What a template would make where nothing is yet: without a bucket for its code, CloudFormation cannot say."""
    resources = json.loads(template)["Resources"]
    return [Change(name, one["Type"], "Add") for name, one in sorted(resources.items()) if "Type" in one]


def packaged(folder: Path, build: Callable[[Path], tuple[Path, Path]], *, made: bool) -> tuple[Path, Path]:
    """
    The zip and the template in a folder: those that are there when they are `made`, or else built now.

    Raises:
        OSError: they are said to be made, and are not there.
    """
    if not made:
        return build(folder)
    zips = sorted(folder.glob("deployment-*.zip"))
    if len(zips) != 1 or not (folder / "template.json").exists():
        raise FileNotFoundError(f"{folder} is not what scripts/package --output makes")
    return zips[0], folder / "template.json"


def _key(package: Path) -> str:
    return f"code/{package.name}"
