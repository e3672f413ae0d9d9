from dataclasses import replace
from uuid import uuid4

import pytest

from channels.email.imap import Trouble
from gateway.auth.permissions import Role
from gateway.ids import new_id
from gateway.imap_accounts import Box
from gateway.jobs import FinalError, execute, lease_term
from gateway.services import OutcomeUnknownError, RelayRefusedError
from gateway.store import deliveries, mailboxes
from gateway.store.audit import AuditRow
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.jobs import JobRow
from gateway.store.schema import table_of
from gateway.store.states import DeliveryState, JobKind, JobState, Purpose
from gateway.web.application import make_application
from tests.factories import NEUVONTA, QUESTION, all_of, attempt, claim, deliver, mail, only, sign_in, work
from tests.servers.ports import free_port

UNKNOWN_ID = "01a1e343-48c0-7daf-94c9-1f2b28d3bee5"


@pytest.fixture
def database_kind():
    """One is enough: the queries behind these pages have tests of their own on both."""
    return "sqlite"


@pytest.fixture
async def operator(services):
    return await sign_in(services, Role.ADMINISTRATOR)


async def page(browser, operator, path="/operate"):
    response = await browser.get(path, headers=operator.headers)
    assert response.status == 200
    return await response.text()


async def post(browser, operator, path, **form):
    return await browser.post(
        path, headers=operator.headers, data={"csrf": operator.csrf} | form, allow_redirects=False
    )


async def fail(_services, _job):
    raise FinalError


async def stuck_job(services):
    await deliver(services, mail())
    (job,) = await claim(services)
    await execute(services, {JobKind.READ: fail}, job)
    return job


async def unknown_delivery(services, relay):
    relay.failures = [OutcomeUnknownError()]
    await deliver(services, mail())
    await work(services)
    return await only(services, DeliveryRow)


async def test_a_house_in_order_says_so(browser, services, operator):
    await deliver(services, mail())
    await work(services)

    text = await page(browser, operator)

    assert "/operate/jobs/" not in text
    assert "/operate/deliveries/" not in text
    assert "Mikään työ ei ole jumissa." in text
    assert "Kirjanpito täsmää. Vastaanotettu yhteensä: 1." in text


async def test_the_page_says_nothing_of_any_person_and_leaves_no_trace(browser, services, relay, operator):
    row = await unknown_delivery(services, relay)

    text = await page(browser, operator)

    assert row.message_id in text
    assert "maija" not in text.lower()
    assert "operate_seen" not in [row.action for row in await all_of(services, AuditRow)]


async def test_the_page_is_there_when_the_keys_are_not(browser, services, relay, operator):
    await unknown_delivery(services, relay)
    (services.settings.data_dir / "keys").rename(services.settings.data_dir / "keys.elsewhere")

    text = await page(browser, operator)

    assert "Salausavain puuttuu" in text
    assert "A key is lost" in text


async def test_what_failed_and_waits_runs_at_once_when_told(browser, services, relay, operator):
    relay.failures = [RelayRefusedError(451, again=True)]
    await deliver(services, mail())
    await attempt(services)
    (job,) = [row for row in await all_of(services, JobRow) if row.kind is JobKind.DELIVER]
    assert job.due_at > services.now()
    assert "Sähköpostin välityspalvelin ei ottanut viestiä." in await page(browser, operator)

    await post(browser, operator, f"/operate/jobs/{job.id}")
    await work(services)

    assert (await only(services, DeliveryRow)).state is DeliveryState.SENT


async def test_a_relay_that_nobody_answers_for_is_told_at_once(aiohttp_client, services, operator):
    settings = services.settings.model_copy(update={"smtp_relay": f"127.0.0.1:{free_port()}"})
    browser = await aiohttp_client(make_application(replace(services, settings=settings), demo=False), cookies={})

    assert "Sähköpostin välityspalvelin ei vastaa" in await page(browser, operator)


async def test_an_overdue_job_shows_with_its_age(browser, services, operator, clock):
    await deliver(services, mail())
    clock.forward(minutes=7)

    text = " ".join((await page(browser, operator)).split())

    assert "On odottanut vuoroaan liian kauan." in text
    assert "7 min <span" in text
    assert "(raja 5 min)" in text


async def test_what_was_given_up_is_shown_and_runs_again_when_told(browser, services, operator):
    job = await stuck_job(services)
    assert f"/operate/jobs/{job.id}" in await page(browser, operator)

    response = await post(browser, operator, f"/operate/jobs/{job.id}")
    await work(services)

    assert (response.status, response.headers["Location"]) == (303, "/operate")
    assert (await only(services, CaseRow)).destination is not None
    assert "job_tried_again" in [row.action for row in await all_of(services, AuditRow)]


@pytest.mark.parametrize(("ending", "undelivered"), [("sent", False), ("failed", True)])
async def test_a_case_shows_as_undelivered_until_somebody_knows_that_its_letter_went(
    browser, services, relay, operator, ending, undelivered
):
    row = await unknown_delivery(services, relay)
    before = await only(services, CaseRow)

    await post(browser, operator, f"/operate/deliveries/{row.id}", ending=ending)

    assert (before.undelivered, (await only(services, CaseRow)).undelivered) == (True, undelivered)


@pytest.mark.parametrize(
    ("other", "undelivered"),
    [
        ({"state": DeliveryState.FAILED, "purpose": Purpose.REPLY}, True),
        ({"state": DeliveryState.BOUNCED, "purpose": Purpose.REPLY}, True),
        ({"state": DeliveryState.OUTCOME_UNKNOWN, "purpose": Purpose.REPLY}, True),
        ({"state": DeliveryState.SENT, "purpose": Purpose.REPLY}, False),
        ({"state": DeliveryState.BOUNCED, "purpose": Purpose.ALARM}, False),
    ],
)
async def test_a_letter_that_went_leaves_the_case_undelivered_where_another_to_its_people_did_not(
    browser, services, relay, operator, other, undelivered
):
    row = await unknown_delivery(services, relay)
    async with services.sessions.begin() as session:
        table = table_of(DeliveryRow)
        values = {column.name: getattr(row, column.name) for column in table.columns}
        own = {"id": uuid4(), "message_id": "other", "bounce_token": "other"}
        await deliveries.add(session, values | own | other)

    await post(browser, operator, f"/operate/deliveries/{row.id}", ending="sent")

    assert (await only(services, CaseRow)).undelivered is undelivered


@pytest.mark.parametrize(("ending", "state"), [("sent", DeliveryState.SENT), ("failed", DeliveryState.FAILED)])
async def test_a_person_closes_what_nobody_knew(browser, services, relay, operator, ending, state):
    row = await unknown_delivery(services, relay)
    assert f"/operate/deliveries/{row.id}" in await page(browser, operator)

    await post(browser, operator, f"/operate/deliveries/{row.id}", ending=ending)

    assert (await only(services, DeliveryRow)).state is state
    assert relay.tried == 1
    assert f"/operate/deliveries/{row.id}" not in await page(browser, operator)
    audit = next(row for row in await all_of(services, AuditRow) if row.action == "delivery_closed")
    assert (audit.user_id, audit.data["ending"]) == (operator.id, ending)


async def test_a_delivery_of_known_outcome_cannot_be_closed_otherwise(browser, services, operator):
    await deliver(services, mail())
    await work(services)
    row = await only(services, DeliveryRow)

    await post(browser, operator, f"/operate/deliveries/{row.id}", ending="failed")

    assert (await only(services, DeliveryRow)).state is DeliveryState.SENT


async def test_an_ending_that_there_is_not_is_refused(browser, services, relay, operator):
    row = await unknown_delivery(services, relay)

    response = await post(browser, operator, f"/operate/deliveries/{row.id}", ending="promised")

    assert response.status == 400
    assert (await only(services, DeliveryRow)).state is DeliveryState.OUTCOME_UNKNOWN


@pytest.mark.parametrize("path", ["/operate/jobs/x", "/operate/deliveries/x"])
async def test_what_is_no_id_is_not_found(browser, operator, path):
    assert (await post(browser, operator, path, ending="sent")).status == 404


async def test_a_job_that_is_not_stuck_is_left_alone(browser, services, operator):
    await deliver(services, mail())
    job, _ = await all_of(services, JobRow)

    await post(browser, operator, f"/operate/jobs/{job.id}")
    await post(browser, operator, f"/operate/jobs/{UNKNOWN_ID}")

    assert {row.state for row in await all_of(services, JobRow)} == {JobState.WAITING}


async def test_the_outbox_shows_each_letter_as_it_went_and_each_look_is_audited(browser, services, operator):
    await deliver(services, mail())
    await work(services)
    row = await only(services, DeliveryRow)

    listed = await page(browser, operator, "/outbox")
    letter = await page(browser, operator, f"/outbox/{row.id}")

    assert "maija@citizen.example" in listed
    assert "Saimme viestisi 16.11.2026 klo 9.30" in letter
    assert QUESTION not in letter
    audit = [(row.action, row.user_id, row.case_id) for row in await all_of(services, AuditRow)]
    assert audit == [("outbox_seen", operator.id, None), ("mail_seen", operator.id, row.case_id)]


@pytest.mark.parametrize("path", [f"/outbox/{UNKNOWN_ID}", "/outbox/x"])
async def test_a_letter_that_there_is_not_is_not_found(browser, services, operator, path):
    response = await browser.get(path, headers=operator.headers)

    assert response.status == 404
    assert await all_of(services, AuditRow) == []


async def test_what_did_not_arrive_stands_on_the_operators_page(browser, services, relay, operator):
    relay.failures = [RelayRefusedError(550, again=False)]
    await deliver(services, mail())
    await work(services)

    assert "550" in await page(browser, operator)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "Yritetään uudelleen."), (10, "Tarkista"), (40, "Toimi heti")],
    ids=["now", "soon", "long"],
)
async def test_a_mailbox_that_cannot_be_read_is_never_called_well(
    aiohttp_client, services, clock, tmp_path, minutes, said
):
    password = tmp_path / "imap.password"
    password.write_text("x", "utf-8")
    box = Box(name="neuvonta", address=NEUVONTA, host="127.0.0.1", user="neuvonta", password_file=password)
    lease = new_id(services.now())
    async with services.sessions.begin() as session:
        assert await mailboxes.claim(session, box.name, lease, await lease_term(services, session))
        await mailboxes.troubled(session, box.name, lease, Trouble.UNREACHABLE, services.now())
    clock.forward(minutes=minutes)

    browser = await aiohttp_client(make_application(replace(services, boxes=(box,)), demo=False), cookies={})
    text = await page(browser, await sign_in(services, Role.ADMINISTRATOR))

    row = text[text.index('id="mailboxes"') :].partition("<tbody>")[2].partition("</tr>")[0]
    assert said in row
    assert "Kunnossa" not in row
    assert "Palvelin ei vastaa" in row
