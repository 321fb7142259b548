"""Our quicker loader gives botocore what its own would give it."""

import subprocess
import sys

import pytest
from botocore.loaders import Loader

from chalicelib.aws.clients import Clients
from chalicelib.aws.loader import SERVICES, session
from chalicelib.settings import read

QUICK, OWN = session().get_component("data_loader"), Loader()


@pytest.mark.parametrize("of_aws", SERVICES)
@pytest.mark.parametrize("kind", ["service-2", "endpoint-rule-set-1"])
def test_a_service_is_described_as_by_botocores_own_loader(of_aws, kind):
    assert QUICK.load_service_model(of_aws, kind) == OWN.load_service_model(of_aws, kind)


@pytest.mark.parametrize("name", ["endpoints", "partitions", "sdk-default-configuration"])
def test_what_all_services_share_is_the_same(name):
    assert QUICK.load_data(name) == OWN.load_data(name)


def test_the_operations_come_in_the_same_order():
    assert list(QUICK.load_service_model("dynamodb", "service-2")["operations"]) == list(
        OWN.load_service_model("dynamodb", "service-2")["operations"]
    )


@pytest.mark.parametrize("of_aws", SERVICES)
def test_every_service_has_a_client_that_goes_to_its_region(of_aws, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-test")
    client = getattr(Clients(read({"VARDE_SECRET": "a secret", "AWS_REGION": "eu-north-1"})), of_aws)
    assert client.meta.service_model.service_name == of_aws
    assert client.meta.region_name == "eu-north-1"
    assert client.meta.endpoint_url == f"https://{'email' if of_aws == 'ses' else of_aws}.eu-north-1.amazonaws.com"


def test_a_client_needs_no_boto3():
    program = (
        "import sys; from chalicelib.aws.clients import Clients; from chalicelib.settings import read;"
        "Clients(read({'VARDE_SECRET': 'a secret', 'AWS_REGION': 'eu-north-1'})).dynamodb;"
        "sys.exit('boto3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
