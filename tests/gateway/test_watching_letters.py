"""From promised to its end: what the Case and its page tell of our acknowledgement."""

import pytest

from channels.contact import Reported
from gateway.ids import new_id
from gateway.services import OutcomeUnknownError, RelayRefusedError
from gateway.store import deliveries
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import DeliveryState, Event, Purpose
from gateway.store.tasks import TaskRow
from gateway.store.timeline import TimelineRow
from tests.factories import all_of, deliver, mail, only, sign_in, work
from tests.gateway.test_joining import REPORT

LATE = REPORT.replace(b"Action: failed\r\nStatus: 5.1.1", b"Action: delayed\r\nStatus: 4.4.1")
ARRIVED = REPORT.replace(b"Action: failed\r\nStatus: 5.1.1", b"Action: delivered\r\nStatus: 2.0.0")


async def report(services, words):
    (letter,) = [row for row in await all_of(services, DeliveryRow) if row.purpose == "acknowledgement"]
    address = f"bounce+{letter.bounce_token}@satakunta.example"
    await deliver(services, words % address.encode(), address, envelope_sender="")
    await work(services)


async def state_of(services):
    return (await all_of(services, DeliveryRow))[0].state


async def living(services):
    return next(row for row in await all_of(services, CaseRow) if row.open)


async def page(services, browser):
    signed_in = await sign_in(services)
    response = await browser.get(f"/inbox/case/{(await living(services)).id}", headers=signed_in.headers)
    return await response.text()


async def test_a_report_that_a_letter_is_late_is_no_failure(services, browser):
    await deliver(services, mail())
    await work(services)
    await report(services, LATE)

    assert await state_of(services) is DeliveryState.SENT
    assert not (await living(services)).undelivered
    (told,) = [row for row in await all_of(services, TimelineRow) if row.event is Event.MACHINE]
    assert told.data["report"] == Reported.DELAYED
    shown = await page(services, browser)
    assert "Viesti on lähetetty, mutta se on myöhässä." in shown
    assert "viesti on myöhässä, lähetystä yritetään edelleen" in shown


async def test_a_late_letter_that_fails_in_the_end_is_a_failure(services, browser):
    await deliver(services, mail())
    await work(services)
    await report(services, LATE)
    await report(services, REPORT.replace(b"dsn-1", b"dsn-2"))

    assert await state_of(services) is DeliveryState.BOUNCED
    assert (await living(services)).undelivered
    assert "Viesti palautui, eikä ihminen ole saanut sitä. Ota yhteyttä muulla tavalla." in await page(
        services, browser
    )


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (OutcomeUnknownError(), DeliveryState.OUTCOME_UNKNOWN),
        (RelayRefusedError(550, again=False), DeliveryState.FAILED),
    ],
    ids=["unknown", "failed"],
)
@pytest.mark.parametrize("action", [b"delivered", b"relayed"])
async def test_a_report_to_its_own_address_that_it_arrived_ends_doubt_mark_and_task(
    services, relay, failure, state, action
):
    relay.failures = [failure]
    await deliver(services, mail())
    await work(services)
    assert (await state_of(services), (await living(services)).undelivered) == (state, True)

    await report(services, ARRIVED.replace(b"delivered", action))

    assert await state_of(services) is DeliveryState.SENT
    assert not (await living(services)).undelivered
    assert [row.done_at for row in await all_of(services, TaskRow)] == (
        [services.now()] if state is DeliveryState.FAILED else []
    )
    (told,) = [row for row in await all_of(services, TimelineRow) if row.event is Event.MACHINE]
    assert (told.case_id, told.data["report"]) == ((await living(services)).id, Reported.DELIVERED)


async def test_while_something_else_has_not_arrived_mark_and_task_stay(services, relay):
    relay.failures = [RelayRefusedError(550, again=False)]
    await deliver(services, mail())
    await work(services)
    case = await living(services)
    async with services.sessions.begin() as session:
        (letter,) = await deliveries.newest(session, 1)
        values = {column.name: getattr(letter, column.name) for column in DeliveryRow.__table__.columns}
        twin = {"id": new_id(services.now()), "message_id": "m2", "bounce_token": "t2", "purpose": Purpose.REPLY}
        await deliveries.add(session, values | twin)

    await report(services, ARRIVED)

    assert (await living(services)).undelivered
    assert [(row.case_id, row.done_at) for row in await all_of(services, TaskRow)] == [(case.id, None)]


async def test_a_report_that_came_another_way_proves_nothing(services, relay):
    relay.failures = [OutcomeUnknownError()]
    await deliver(services, mail())
    await work(services)
    (letter,) = await all_of(services, DeliveryRow)
    named = b"In-Reply-To: <%s>\r\nMIME-Version" % letter.message_id.encode()
    words = ARRIVED.replace(b"MIME-Version", named)

    await deliver(services, words % b"neuvonta@satakunta.example", envelope_sender="")
    await work(services)

    (told,) = [row for row in await all_of(services, TimelineRow) if row.event is Event.MACHINE]
    assert (told.case_id, told.data["report"]) == (letter.case_id, Reported.DELIVERED)
    assert await state_of(services) is DeliveryState.OUTCOME_UNKNOWN
    assert (await living(services)).undelivered


async def test_a_report_that_it_arrived_does_not_undo_a_failure(services):
    await deliver(services, mail())
    await work(services)
    await report(services, REPORT)
    await report(services, ARRIVED.replace(b"dsn-1", b"dsn-2"))

    assert await state_of(services) is DeliveryState.BOUNCED


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (None, "Viesti on lähetetty."),
        (RelayRefusedError(550, again=False), "Viestiä ei saatu lähetettyä. Ota yhteyttä muulla tavalla."),
        (OutcomeUnknownError(), "Ei tiedetä, menikö viesti perille. Varmista asia muulla tavalla."),
    ],
    ids=["sent", "failed", "unknown"],
)
async def test_the_page_says_in_plain_words_how_the_letter_went(services, relay, browser, failure, words):
    relay.failures = [failure] if failure else []
    await deliver(services, mail())
    await work(services)

    shown = await page(services, browser)
    assert words in shown
    assert f"Teksti email_body, versio {services.acknowledgements.version}" in shown


async def test_the_timeline_says_which_message_it_was(services, browser):
    await deliver(services, mail())
    await work(services)

    assert "<strong>Viesti lähti</strong> – Vastaanottoviesti" in await page(services, browser)
    assert (await only(services, DeliveryRow)).state is DeliveryState.SENT
