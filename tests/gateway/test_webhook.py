import json
from datetime import timedelta

import pytest

from channels.phone.providers.generic import sign
from gateway.store.callbacks import CallbackRow
from gateway.store.contacts import ContactRow
from gateway.store.receipts import ReceiptRow
from gateway.web.application import make_application
from tests.factories import all_of, only, open_house, settings_for, without_commits, work

SECRET = "shared with the switchboard"
PATH = "/api/v1/phone/generic"


@pytest.fixture
def database_kind():
    """One is enough: what is stored has tests of its own on both."""
    return "sqlite"


@pytest.fixture
def settings(tmp_path, own_url):
    return settings_for(tmp_path / "data", own_url, webhook_secret=SECRET)


def event(clock, **fields):
    asked = {"line": "neuvonta", "call_id": "1", "kind": "callback_requested", "number": "040 555 0123"}
    return json.dumps(asked | {"at": clock.now.isoformat()} | fields).encode()


async def post(browser, clock, body, *, secret=SECRET, at=None):
    headers = sign(body, secret.encode(), at or clock.now)
    return await browser.post(PATH, data=body, headers=headers)


async def test_a_signed_request_is_kept_before_the_provider_hears_yes(browser, services, clock):
    response = await post(browser, clock, event(clock))

    assert (response.status, await response.json()) == (200, {"kept": True, "repeated": False})
    assert len(await all_of(services, ContactRow)) == 1

    await work(services)
    assert (await only(services, CallbackRow)).line == "neuvonta"


@pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"])
async def test_the_same_event_again_is_kept_once(browser, services, clock):
    await post(browser, clock, event(clock))

    response = await post(browser, clock, event(clock))

    assert (await response.json())["repeated"] is True
    assert len(await all_of(services, ContactRow)) == 1


@pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"])
async def test_without_a_commit_the_provider_is_told_to_come_again(browser, services, clock):
    with without_commits(services):
        response = await post(browser, clock, event(clock))

    assert (response.status, response.headers["Retry-After"]) == (503, "60")
    assert response.content_type == "application/problem+json"
    assert await all_of(services, ReceiptRow) == []


async def test_a_wrong_signature_keeps_nothing(browser, services, clock):
    response = await post(browser, clock, event(clock), secret="guessed")

    assert response.status == 401
    assert await all_of(services, ReceiptRow) == []


async def test_an_old_signature_keeps_nothing(browser, services, clock):
    response = await post(browser, clock, event(clock), at=clock.now - timedelta(minutes=6))

    assert response.status == 401
    assert await all_of(services, ReceiptRow) == []


async def test_an_event_that_is_not_understood_is_refused_with_its_field(browser, services, clock):
    response = await post(browser, clock, event(clock, kind="callback_wished"))

    assert (response.status, (await response.json())["field"]) == (400, "kind")
    assert await all_of(services, ReceiptRow) == []


async def test_a_line_that_the_county_does_not_have_is_refused(browser, services, clock):
    response = await post(browser, clock, event(clock, line="kunnossapito"))

    assert response.status == 422
    assert await all_of(services, ReceiptRow) == []


@pytest.mark.parametrize(("kind", "status", "kept"), [("call_missed", 200, 1), ("call_started", 204, 0)])
async def test_only_who_waits_for_us_becomes_a_contact(browser, services, clock, kind, status, kept):
    response = await post(browser, clock, event(clock, kind=kind))

    assert response.status == status
    assert len(await all_of(services, ReceiptRow)) == kept


async def test_an_unknown_provider_is_not_found(browser):
    assert (await browser.post("/api/v1/phone/unknown", data=b"{}")).status == 404


async def test_without_a_secret_there_is_no_webhook(aiohttp_client, loaded, tmp_path, own_url, clock):
    async with open_house(loaded, settings_for(tmp_path / "other", own_url), clock, None) as house:
        browser = await aiohttp_client(make_application(house, demo=False))

        assert (await post(browser, clock, event(clock), secret="")).status == 404
