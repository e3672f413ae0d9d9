from datetime import timedelta

import pytest

from channels.codes import Urgency
from gateway.ids import new_id
from gateway.store import casework, promises
from gateway.store.alarms import AlarmRow
from gateway.store.callbacks import CallbackRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.promises import PromiseRow
from gateway.store.states import CaseState, DeliveryState, Event, PromiseState, Purpose, View
from gateway.store.timeline import TimelineRow
from tests.factories import EMERGENCY, MAIJA, all_of, case_of, contact_of, deliver, keep_call, mail, only, work

NEED = "Äitini Porissa ei enää pärjää kotona yksin ja tarvitsee apua joka päivä. Hän on 84-vuotias."
REPORT = (
    b"From: MAILER-DAEMON@mx.citizen.example\r\nTo: %s\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    b"Message-ID: <dsn-1@mx.citizen.example>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/plain\r\n\r\nThe address is unknown.\r\n"
    b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.citizen.example\r\n\r\n"
    b"Final-Recipient: rfc822; maija@citizen.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
)


@pytest.fixture
async def case(services):
    """A Case that began with Maija's mail, which was acknowledged."""
    await deliver(services, mail(NEED))
    await work(services)
    return await only(services, CaseRow)


async def acknowledged(services):
    (letter,) = [row for row in await all_of(services, DeliveryRow) if row.purpose is Purpose.ACKNOWLEDGEMENT]
    return letter


async def reply(services, text="Kiitos, tulkaa pian.", **headers):
    headers = {"In_Reply_To": f"<{(await acknowledged(services)).message_id}>"} | headers
    kept = await deliver(services, mail(text, own_id=str(new_id(services.now())), **headers))
    await work(services)
    return kept


async def end(services, case_id, **values):
    async with services.sessions.begin() as session:
        await promises.end(session, case_id, PromiseState.KEPT, services.now())
        await casework.close_callbacks(session, case_id)
        case = await casework.look(session, case_id)
        ended = {"state": CaseState.RESOLVED, "open": False, "resolution": "advice_given", "promise_due_at": None}
        assert await casework.change(
            session, case_id, case.revision, **ended, reason=case.reason or "other_unclear", resolved_at=services.now()
        )


async def cases_of(services):
    return {row.id: row for row in await all_of(services, CaseRow)}


async def test_an_answer_to_our_mail_is_a_contact_of_its_own_in_the_same_case(services, case):
    await reply(services)

    first, second = await all_of(services, ContactRow)
    assert first.reference != second.reference
    assert first.case_id == second.case_id == case.id
    dissolved = next(row for row in (await cases_of(services)).values() if row.id != case.id)
    assert (dissolved.state, dissolved.open, dissolved.dissolved_into_id) == (CaseState.DISSOLVED, False, case.id)


async def test_the_empty_case_of_an_answer_leaves_no_promise_behind(services, case):
    await reply(services)

    states = {row.case_id: row.state for row in await all_of(services, PromiseRow) if row.case_id != case.id}
    assert set(states.values()) == {PromiseState.WITHDRAWN}


async def test_an_answer_resets_no_clock_and_moves_no_promise(services, case, clock):
    clock.forward(days=1)
    await reply(services, NEED)

    after = (await cases_of(services))[case.id]
    assert (after.clock_started_at, after.clock_due_at) == (case.clock_started_at, case.clock_due_at)
    assert (after.promise_due_at, after.opened_at) == (case.promise_due_at, case.opened_at)


async def test_an_answer_starts_the_clock_of_a_case_that_had_none(services, clock):
    await deliver(services, mail("Milloin neuvonta on auki?"))
    await work(services)
    asked = await only(services, CaseRow)
    assert asked.clock_started_at is None

    clock.forward(hours=2)
    await reply(services, NEED)

    assert (await cases_of(services))[asked.id].clock_started_at == clock.now


async def test_a_more_urgent_answer_raises_the_case_and_a_calmer_one_never_lowers_it(services, case):
    await reply(services, EMERGENCY)
    raised = (await cases_of(services))[case.id]
    assert (raised.urgency, raised.urgency_rank, raised.alarm) == (Urgency.EMERGENCY, 0, True)
    assert (await only(services, AlarmRow)).case_id == case.id

    await reply(services, "Kiitos tiedosta.")
    calm = (await cases_of(services))[case.id]
    assert (calm.urgency, calm.urgency_rank, calm.alarm) == (Urgency.EMERGENCY, 0, True)


async def test_an_answer_reopens_a_case_that_had_ended_with_a_new_promise(services, case, clock):
    await end(services, case.id)
    clock.forward(days=3)
    await reply(services)

    reopened = (await cases_of(services))[case.id]
    assert (reopened.state, reopened.open, reopened.resolution) == (CaseState.REOPENED, True, None)
    assert reopened.promise_due_at > clock.now
    assert reopened.clock_started_at == case.clock_started_at
    standing = [row.due_at for row in await all_of(services, PromiseRow) if row.state is PromiseState.OPEN]
    assert standing == [reopened.promise_due_at]


async def test_an_answer_to_a_case_that_went_into_another_comes_to_the_living_one(services, case, clock):
    other = await deliver(services, mail("Toinen asia", own_id="other", sender="eino@citizen.example"))
    living = await case_of(services, other)
    async with services.sessions.begin() as session:
        await promises.end(session, case.id, PromiseState.WITHDRAWN, clock.now)
        look = await casework.look(session, case.id)
        gone = {"state": CaseState.DISSOLVED, "open": False, "dissolved_into_id": living.id}
        await casework.change(session, case.id, look.revision, **gone)
    kept = await reply(services)

    assert (await contact_of(services, kept)).case_id == living.id


async def test_our_reference_in_the_subject_joins_if_it_was_sent_to_that_address(services, case):
    reference = (await only(services, ContactRow)).reference
    await deliver(services, mail("Lisään tämän", own_id="2", subject=f"VS: Olemme saaneet viestisi ({reference})"))
    await work(services)

    assert {row.case_id for row in await all_of(services, ContactRow)} == {case.id}


async def test_a_reference_of_somebody_else_joins_nothing(services, case):
    reference = (await only(services, ContactRow)).reference
    await deliver(services, mail("Näytä", own_id="2", sender="utelias@citizen.example", subject=f"VS: {reference}"))
    await work(services)

    assert len({row.case_id for row in await all_of(services, ContactRow)}) == 2


async def test_a_message_id_that_we_never_sent_joins_nothing(services, case):
    await reply(services, In_Reply_To="<0000@luotsi.satakunta.example>")

    assert len({row.case_id for row in await all_of(services, ContactRow)}) == 2


async def bounce(services, address):
    await deliver(services, REPORT % address.encode(), address, envelope_sender="")
    await work(services)


async def test_a_report_marks_its_message_and_shows_the_case_that_its_answer_did_not_arrive(services, case):
    sent = await acknowledged(services)
    await bounce(services, f"bounce+{sent.bounce_token}@satakunta.example")

    after = (await cases_of(services))[case.id]
    assert (await only(services, DeliveryRow)).state is DeliveryState.BOUNCED
    assert after.undelivered
    assert (after.urgency, after.promise_due_at) == (case.urgency, case.promise_due_at)
    assert len(await all_of(services, DeliveryRow)) == 1


async def test_a_report_about_nothing_of_ours_stands_among_the_machines_with_no_promise(services):
    await bounce(services, "bounce+0000@satakunta.example")

    case = await only(services, CaseRow)
    assert (case.view, case.open) == (View.MACHINES, True)
    assert [row.state for row in await all_of(services, PromiseRow)] == [PromiseState.WITHDRAWN]
    assert await all_of(services, DeliveryRow) == []


async def test_mail_to_a_bounce_address_is_a_report_whoever_wrote_it(services, case):
    sent = await acknowledged(services)
    address = f"bounce+{sent.bounce_token}@satakunta.example"
    kept = await deliver(services, mail("Hei taas", own_id="2"), address)
    await work(services)

    assert len(await all_of(services, DeliveryRow)) == 1
    assert (await only(services, DeliveryRow)).state is DeliveryState.SENT
    assert (await contact_of(services, kept)).case_id == case.id
    assert Event.MACHINE in [row.event for row in await all_of(services, TimelineRow)]


async def test_an_out_of_office_answer_is_recorded_and_changes_nothing_else(services, case):
    kept = await reply(services, "Olen lomalla 30.11. asti.", Auto_Submitted="auto-replied")

    after = (await cases_of(services))[case.id]
    assert (after.state, after.undelivered, after.promise_due_at) == (case.state, False, case.promise_due_at)
    assert (await contact_of(services, kept)).case_id == case.id


async def test_asking_for_the_same_callback_again_keeps_the_place_in_the_queue(services, clock):
    await keep_call(services, "call-1")
    await work(services)
    case = await only(services, CaseRow)
    clock.forward(hours=3)
    await keep_call(services, "call-2")
    await work(services)

    asked = await only(services, CallbackRow)
    assert (asked.count, asked.first_at, asked.case_id) == (2, case.opened_at, case.id)
    assert {row.case_id for row in await all_of(services, ContactRow)} == {case.id}
    assert (await cases_of(services))[case.id].promise_due_at == case.promise_due_at


async def test_the_same_number_at_another_line_is_another_request(services):
    await keep_call(services, "call-1", line="neuvonta")
    await keep_call(services, "call-2", line="omaishoito")
    await work(services)

    assert sorted(row.line for row in await all_of(services, CallbackRow)) == ["neuvonta", "omaishoito"]
    assert len({row.case_id for row in await all_of(services, ContactRow)}) == 2


async def test_a_callback_asked_for_after_the_end_is_a_new_matter(services, clock):
    await keep_call(services, "call-1")
    await work(services)
    await end(services, (await only(services, CaseRow)).id)
    clock.forward(days=1)
    await keep_call(services, "call-2")
    await work(services)

    assert len({row.case_id for row in await all_of(services, ContactRow)}) == 2
    fresh = [row for row in await all_of(services, CallbackRow) if row.open]
    assert [(row.count, row.first_at) for row in fresh] == [(1, clock.now)]


async def test_a_withheld_number_is_nobodys_request(services):
    await keep_call(services, "call-1", number="anonymous")
    await keep_call(services, "call-2", number="anonymous")
    await work(services)

    assert await all_of(services, CallbackRow) == []
    assert len({row.case_id for row in await all_of(services, ContactRow)}) == 2


async def test_a_call_that_was_missed_earlier_keeps_its_own_time(services, clock):
    called = clock.now - timedelta(hours=1)
    await keep_call(services, f"call-{new_id(called)}", at=called)
    await work(services)

    assert (await only(services, CallbackRow)).first_at == called


async def test_a_mail_of_a_person_never_stands_among_the_machines(services):
    await deliver(services, mail("Poissa: äiti ei ole syönyt eilen.", subject="Poissa"), envelope_sender=MAIJA)
    await work(services)

    assert (await only(services, CaseRow)).view is View.WORK


def addressed_to(original, address):
    return original.replace(b"To: neuvonta@satakunta.example", b"To: " + address.encode())


async def test_an_answer_that_has_lost_its_thread_joins_by_the_address_that_it_was_sent_to(services, case):
    token = (await acknowledged(services)).message_id.partition("@")[0]
    answer = addressed_to(mail("Kiitos!", own_id="5", subject="Terveisiä"), f"neuvonta+{token}@satakunta.example")

    kept = await deliver(services, answer)
    await work(services)

    assert (await contact_of(services, kept)).case_id == case.id


@pytest.mark.parametrize(("sender", "token"), [("toinen@citizen.example", None), (MAIJA, "0" * 40)])
async def test_an_address_of_answers_joins_neither_a_stranger_nor_by_guessing(services, case, sender, token):
    token = token or (await acknowledged(services)).message_id.partition("@")[0]
    answer = mail("Kiitos!", own_id="5", subject="Terveisiä", sender=sender)

    kept = await deliver(services, addressed_to(answer, f"neuvonta+{token}@satakunta.example"))
    await work(services)

    assert (await contact_of(services, kept)).case_id != case.id


async def test_a_report_that_comes_to_our_mailbox_is_known_by_the_mail_that_it_brings_back(services, case):
    letter = await acknowledged(services)
    returned = f"Message-ID: <{letter.message_id}>\r\nSubject: x\r\n\r\nHei!\r\n".encode()
    report = (REPORT % b"neuvonta@satakunta.example").removesuffix(b"--b--\r\n")

    await deliver(services, report + b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + returned + b"--b--\r\n")
    await work(services)

    assert (await acknowledged(services)).state is DeliveryState.BOUNCED
