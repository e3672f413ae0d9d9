import json
import logging
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import SecretStr

from channels.codes import ChannelCode
from gateway import observe
from gateway.jobs import FinalError, execute
from gateway.store.balance import Balance, Sides
from gateway.store.contacts import ContactRow
from gateway.store.engine import connect
from gateway.store.states import JobKind
from gateway.web.application import make_application
from nlu.second.opinion import NoOpinion
from tests.factories import (
    EMERGENCY,
    KOTIUTUS,
    NEUVONTA,
    claim,
    deliver,
    keep_contact_form,
    mail,
    settings_for,
    unreadable_mail,
    work,
)

TOKEN = "a token for the monitoring"


@pytest.fixture
def settings(tmp_path, own_url):
    return settings_for(tmp_path / "data", own_url, observe_token=TOKEN)


async def fail(_services, _job):
    raise FinalError


async def test_the_balance_counts_every_channel_and_comes_out_even(browser, services):
    await deliver(services, mail(), NEUVONTA, KOTIUTUS)
    await deliver(services, unreadable_mail("Asia"))
    await keep_contact_form(services)
    await work(services)

    response = await browser.get("/balance")

    assert response.status == 200
    assert await response.json() == {
        "received": 4,
        "recorded": 3,
        "quarantined": 1,
        "unaccounted": 0,
        "acknowledged": 2,
        "channels": {
            "email": {"received": 3, "recorded": 2, "quarantined": 1, "unaccounted": 0},
            "web_form": {"received": 1, "recorded": 1, "quarantined": 0, "unaccounted": 0},
        },
    }


async def test_a_receipt_without_its_contact_is_missed(browser, services):
    await deliver(services, mail())
    async with services.sessions.begin() as session:
        for table in ("timeline", "contacts"):
            await session.execute(ContactRow.metadata.tables[table].delete())

    response = await browser.get("/balance")

    assert response.status == 500
    assert (await response.json())["unaccounted"] == 1


SIDES = st.builds(Sides, received=st.integers(0, 9), recorded=st.integers(0, 9), quarantined=st.integers(0, 9))


@given(st.dictionaries(st.sampled_from(ChannelCode), SIDES))
@example(
    {
        ChannelCode.EMAIL: Sides(received=2, recorded=1, quarantined=0),
        ChannelCode.PHONE: Sides(received=1, recorded=2, quarantined=0),
    }
)
def test_the_balance_is_even_only_if_each_channel_is(channels):
    total = Sides(received=0, recorded=0, quarantined=0)
    balance = Balance(total=total, acknowledged=0, channels=channels)

    even = all(sides.received == sides.recorded + sides.quarantined for sides in channels.values())
    assert (balance.unaccounted == 0) == even
    assert set(balance.as_json()["channels"]) == {str(channel) for channel in channels}


@pytest.mark.parametrize("path", ["/balance", "/metrics"])
async def test_the_figures_are_nobody_elses_business(browser, path):
    through_a_proxy = {"X-Forwarded-For": "198.51.100.7"}

    assert (await browser.get(path)).status == 200
    assert (await browser.get(path, headers=through_a_proxy)).status == 404
    wrong = through_a_proxy | {"Authorization": "Bearer guessed"}
    assert (await browser.get(path, headers=wrong)).status == 404
    right = through_a_proxy | {"Authorization": f"Bearer {TOKEN}"}
    assert (await browser.get(path, headers=right)).status == 200


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_an_empty_token_opens_nothing(aiohttp_client, services):
    without = replace(services, settings=services.settings.model_copy(update={"observe_token": SecretStr("")}))
    browser = await aiohttp_client(make_application(without, demo=False))

    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": ""}):
        response = await browser.get("/balance", headers={"X-Forwarded-For": "198.51.100.7"} | headers)
        assert response.status == 404


async def test_a_well_house_is_healthy(browser):
    response = await browser.get("/health")

    assert (response.status, await response.json()) == (200, {"live": True, "ready": True, "degraded": []})


async def test_work_that_is_late_or_given_up_shows_in_health(browser, services, clock):
    await deliver(services, mail())
    (job,) = await claim(services)
    await execute(services, {JobKind.READ: fail}, job)
    await deliver(services, mail(own_id="2"))
    clock.forward(minutes=2)

    response = await browser.get("/health")

    assert (response.status, (await response.json())["degraded"]) == (200, ["jobs_late", "jobs_given_up"])


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_second_opinion_that_is_wanted_and_missing_shows_in_health_and_metrics(services):
    wanting = replace(services, engine=services.engine.with_second(NoOpinion()))

    assert (await observe.health(wanting)).degraded == ("second_opinion",)
    assert b'luotsi_level{matter="second_opinion"} 1.0' in await observe.metrics(wanting)
    assert b'luotsi_level{matter="second_opinion"} 0.0' in await observe.metrics(services)


async def test_without_a_database_we_are_alive_and_not_ready(aiohttp_client, services, tmp_path):
    lost = connect("postgresql+psycopg://nobody@127.0.0.1:9/none")
    gone = replace(services, readers=lost.readers, sessions=lost.sessions)
    browser = await aiohttp_client(make_application(gone, demo=False))

    health, live = await browser.get("/health"), await browser.get("/health/live")
    balance, metrics = await browser.get("/balance"), await browser.get("/metrics")
    await lost.close()

    assert (health.status, (await health.json())["ready"]) == (503, False)
    assert (live.status, await live.json()) == (200, {"live": True})
    assert (balance.status, balance.headers["Retry-After"]) == (503, "60")
    assert (metrics.status, "luotsi_ready 0.0" in await metrics.text()) == (200, True)


async def test_metrics_tell_what_waits_and_no_word_of_anybody(browser, services, clock):
    await deliver(services, mail(EMERGENCY))
    await work(services)
    clock.forward(minutes=3)

    text = await (await browser.get("/metrics")).text()

    assert 'luotsi_contacts{channel="email",side="received"} 1.0' in text
    assert 'luotsi_deliveries{state="sent"}' in text
    assert "luotsi_alarms_unseen 1.0" in text
    assert "luotsi_unaccounted 0.0" in text
    assert "luotsi_ready 1.0" in text
    assert 'luotsi_level{matter="alarm"} 2.0' in text
    assert 'luotsi_queue_limit_seconds{kind="alarm"} 30.0' in text
    assert "maija" not in text.lower()


def test_libraries_never_write_their_words_into_our_log(capsys):
    before = (logging.root.handlers[:], logging.root.level)
    try:
        observe.log_as_json()
        try:
            int("maija@citizen.example")
        except ValueError:
            logging.getLogger("some.library").exception("could not parse %s", "maija@citizen.example")
    finally:
        logging.root.handlers[:], logging.root.level = before
        observe.structlog.reset_defaults()

    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line) == {
        "level": "error", "event": "library", "logger": "some.library", "error": "ValueError"
    }  # fmt: skip
