"""A relay that is away, refuses, or hangs up: tried again, given up where people see it, never sent twice in doubt."""

import asyncio

import pytest
from playwright.async_api import expect

from gateway.store.states import DeliveryState
from tests.faults.sink import Sink, listening, running_sink
from tests.journeys.advisor import at_work
from tests.journeys.records import deliveries_of
from tests.servers.answering import answering
from tests.servers.mails import distinct_mails
from tests.servers.ports import free_port
from tests.servers.swaks import swaks
from tests.servers.waiting import eventually

OURS = "neuvonta@satakunta.example"


async def test_a_relay_that_is_away_gets_the_acknowledgement_when_it_is_back(start_luotsi):
    sink = Sink(port=free_port())
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_SMTP_RELAY=sink.address)

    client = await write_to_us(luotsi)
    await eventually(lambda: attempted(luotsi, 1), within=15, what="the relay was tried")

    async with listening(sink):
        await eventually(lambda: state_is(luotsi, DeliveryState.SENT), within=30, what="the acknowledgement went")
        assert sink.arrived == {client: 1}


async def test_a_relay_that_says_later_is_asked_again_and_takes_it_once(start_luotsi):
    async with running_sink() as sink:
        sink.answers = ["451 4.3.2 Later", "452 4.2.2 Later still"]
        luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_SMTP_RELAY=sink.address)

        client = await write_to_us(luotsi)

        await eventually(lambda: state_is(luotsi, DeliveryState.SENT), within=30, what="the acknowledgement went")
        assert (sink.asked, sink.arrived) == (3, {client: 1})


async def test_a_relay_that_says_never_is_asked_once_and_an_operator_sees_it(start_luotsi, page):
    async with running_sink() as sink:
        sink.answers = ["554 5.7.1 No", "250 Taken"]
        luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_SMTP_RELAY=sink.address)

        await write_to_us(luotsi)

        await eventually(lambda: state_is(luotsi, DeliveryState.FAILED), within=15, what="it was given up")
        assert (sink.asked, sink.arrived) == (1, {})
        await at_work(page, luotsi, role="administrator")
        await page.goto(f"{luotsi.url}/operate")
        await expect(page.get_by_role("row").filter(has_text="(554)")).to_contain_text("Ei mennyt perille")


async def test_a_relay_that_hangs_up_after_the_text_gets_it_never_again_and_an_operator_closes_it(start_luotsi, page):
    async with running_sink() as sink:
        sink.hangs_up = True
        luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_SMTP_RELAY=sink.address)

        await write_to_us(luotsi)

        await eventually(lambda: state_is(luotsi, DeliveryState.OUTCOME_UNKNOWN), within=15, what="nobody knows")
        sink.hangs_up = False
        await asyncio.to_thread(luotsi.restart)
        await at_work(page, luotsi, role="administrator")
        await page.goto(f"{luotsi.url}/operate")
        row = page.get_by_role("row").filter(has_text="Ei tietoa, menikö perille")
        await row.get_by_role("button", name="Meni perille").click()
        await expect(page.get_by_text("Kaikista lähetyksistä tiedetään, miten kävi.")).to_be_visible()
        assert sink.asked == 1


@pytest.mark.slow
async def test_a_mail_whose_sending_was_cut_by_a_kill_is_never_sent_again_by_itself(start_luotsi):
    sink = Sink(port=free_port())
    reached = asyncio.Event()
    loop = asyncio.get_running_loop()
    async with answering(lambda: Silent(reached), sink.port):
        luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_SMTP_RELAY=sink.address)
        await write_to_us(luotsi)
        async with asyncio.timeout(15):
            await reached.wait()
        luotsi.kill()

    async with listening(sink):
        await asyncio.to_thread(luotsi.start)
        since = loop.time()
        await eventually(lambda: state_is(luotsi, DeliveryState.OUTCOME_UNKNOWN), within=60, what="nobody knows")
        assert loop.time() - since < 60
        assert sink.asked == 0


class Silent(asyncio.Protocol):
    """A relay that never greets: the sending is under way and stays so."""

    transport = None

    def __init__(self, reached):
        self._reached = reached

    def connection_made(self, transport):
        self.transport = transport
        self._reached.set()


async def write_to_us(luotsi):
    (mail,) = distinct_mails(1, recipient=OURS)
    sent = await asyncio.to_thread(swaks, luotsi.smtp_port, mail.content, sender=mail.sender, recipient=OURS)
    assert sent.accepted, sent.text
    return mail.sender


async def attempted(luotsi, times):
    return [delivery.attempts for delivery in await deliveries_of(luotsi)] == [times]


async def state_is(luotsi, state):
    return [delivery.state for delivery in await deliveries_of(luotsi)] == [state]
