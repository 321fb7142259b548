"""What an operator sets, and what is refused instead of guessed."""

from datetime import timedelta

import pytest

from chalicelib import settings

SECRET = {"VARDE_SECRET": "s3cret-words"}


def read(**given):
    return settings.read({**SECRET, **given})


def test_without_anything_else_it_is_a_local_product_that_sends_through_ses():
    plain = read()
    assert (plain.table, plain.endpoint, plain.smtp, plain.queue_url) == ("varde", None, None, None)
    assert (plain.site_url, plain.clock_offset) == ("http://127.0.0.1:8000", timedelta())


@pytest.mark.parametrize("secret", [{}, {"VARDE_SECRET": ""}, {"VARDE_SECRET": " "}])
def test_there_is_no_default_for_the_key_that_hides_addresses(secret):
    with pytest.raises((KeyError, ValueError), match="VARDE_SECRET"):
        settings.read(secret)


@pytest.mark.parametrize("smtp", ["localhost", ":25", "mail.example:", "mail.example:smtp"])
def test_a_mail_server_without_host_or_port_is_refused_not_taken_for_ses(smtp):
    with pytest.raises(ValueError, match="VARDE_SMTP"):
        read(VARDE_SMTP=smtp)


def test_a_mail_server_has_a_host_and_a_port():
    assert read(VARDE_SMTP="mail.example:2525").smtp == ("mail.example", 2525)
    assert read(VARDE_SMTP="::1:25").smtp == ("::1", 25)


def test_keys_are_pairs():
    given = read(VARDE_API_KEYS="crm:ab, erp:cd", VARDE_TOKEN_KEYS="app:a:b")
    assert given.api_keys == {"crm": "ab", "erp": "cd"}
    assert given.token_keys == {"app": "a:b"}


def test_secrets_are_not_shown():
    shown = repr(read(VARDE_API_KEYS="crm:hush1", VARDE_TOKEN_KEYS="app:hush2", VARDE_FRONT_SECRET="hush3" * 8))
    assert not any(word in shown for word in ("s3cret-words", "hush1", "hush2", "hush3"))


def test_the_front_has_one_secret_or_two_while_it_changes_or_there_is_no_front():
    old, new = "o" * 32, "n" * 32
    assert read(VARDE_FRONT_SECRET=old).front_secrets == (old,)
    assert read(VARDE_FRONT_SECRET=f"{new}, {old}").front_secrets == (new, old)
    assert read().front_secrets == read(VARDE_FRONT_SECRET="").front_secrets == ()


@pytest.mark.parametrize("secret", [" , ", "n" * 31, f"{'n' * 32},", f"{'n' * 32},short"])
def test_a_front_secret_that_lets_others_in_is_refused(secret):
    with pytest.raises(ValueError, match="VARDE_FRONT_SECRET"):
        read(VARDE_FRONT_SECRET=secret)


@pytest.mark.parametrize(
    ("site", "path"),
    [
        ("https://vendor.example/", ""),
        ("https://vendor.example/help/", "/help"),
        ("https://vendor.example/a/b", "/a/b"),
    ],
)
def test_the_site_is_at_the_root_of_its_host_or_below_a_path(site, path):
    assert read(VARDE_SITE_URL=site).path == path


@pytest.mark.parametrize(
    ("site", "origins", "secure"),
    [
        ("https://help.vendor.example/", {"https://help.vendor.example"}, True),
        ("https://vendor.example:8443/help", {"https://vendor.example:8443"}, True),
        ("http://127.0.0.1:8000", {"http://127.0.0.1:8000", "http://localhost:8000"}, False),
    ],
)
def test_the_origin_is_the_sites_and_cookies_are_secure_where_there_is_tls(site, origins, secure):
    given = read(VARDE_SITE_URL=site)
    assert (given.origins, given.secure_cookies) == (origins, secure)


def test_the_clock_may_be_moved():
    assert read(VARDE_CLOCK_OFFSET="-3600.5").clock_offset == timedelta(hours=-1, milliseconds=-500)
