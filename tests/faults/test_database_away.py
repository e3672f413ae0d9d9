"""PostgreSQL goes away and comes back: nobody is told yes meanwhile, and afterwards everything goes on by itself."""

import asyncio

import pytest

from gateway.store.migrate import upgrade
from tests.journeys.calls import SECRET, call, callback_request
from tests.journeys.forms import send_form, submission_id
from tests.journeys.records import settled
from tests.servers.mails import distinct_mails
from tests.servers.senders import Tally, send_mails
from tests.servers.swaks import swaks
from tests.servers.waiting import eventually

OURS = "neuvonta@satakunta.example"
WORDS = "Isoäitini kysyy, saako hän kotiin turvarannekkeen."
EMERGENCY = "Isoäiti ei hengitä"


@pytest.fixture
def luotsi(start_luotsi, own_postgres):
    url = own_postgres.create_database()
    upgrade(url)
    return start_luotsi(LUOTSI_DATABASE_URL=url, LUOTSI_WEBHOOK_SECRET=SECRET)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["stop", "crash"])
async def test_while_the_database_is_away_everybody_is_asked_to_come_again_and_then_everything_goes_on(
    luotsi, own_postgres, way
):
    page, other_page = await submission_id(luotsi), await submission_id(luotsi)
    (before, meanwhile) = distinct_mails(2, recipient=OURS)
    assert (await deliver(luotsi, before)).accepted
    await settled(luotsi, 1)
    process = luotsi.pid

    await asyncio.to_thread(getattr(own_postgres, way))

    refused = await deliver(luotsi, meanwhile)
    assert "451 4.3.0" in refused.text
    form = await send_form(luotsi, {"submission_id": page, "text": WORDS, "name": "Elli Esimerkki"})
    assert (form.status, form.headers["Retry-After"], form.reference) == (503, "60", "")
    assert WORDS in form.text
    assert "Elli Esimerkki" in form.text
    assert page in form.text
    assert "Mitään ei ole tallennettu." in form.text
    alarm = await send_form(luotsi, {"submission_id": other_page, "text": EMERGENCY})
    assert (alarm.status, 'href="tel:112"' in alarm.text, "Tilanne voi olla hätätilanne" in alarm.text) == (
        503,
        True,
        True,
    )
    webhook = await call(callback_request(luotsi, "call-1", number="040 555 0199"))
    assert (webhook.status, webhook.headers["Retry-After"]) == (503, "60")
    assert await health(luotsi) == 503

    await asyncio.to_thread(own_postgres.start)

    # Everybody comes again, by each way in, and nobody restarted Luotsi.
    tally = Tally()
    await send_mails([meanwhile], tally, port=luotsi.smtp_port, connections=1, deadline=30)
    assert tally.accepted == {meanwhile.id: 1}
    assert (await send_form(luotsi, {"submission_id": page, "text": WORDS})).status == 200
    assert (await call(callback_request(luotsi, "call-1", number="040 555 0199"))).status == 200
    contacts = await settled(luotsi, 4, within=30)
    assert len(contacts) == 4
    await eventually(lambda: is_healthy(luotsi), within=20, what="Luotsi says that it is well")
    assert luotsi.pid == process


async def deliver(luotsi, mail):
    (recipient,) = mail.recipients
    return await asyncio.to_thread(swaks, luotsi.smtp_port, mail.content, sender=mail.sender, recipient=recipient)


async def health(luotsi):
    return (await asyncio.to_thread(luotsi.get, "/health")).status


async def is_healthy(luotsi):
    return await health(luotsi) == 200
