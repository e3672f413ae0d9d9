import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from channels.codes import ChannelCode, Language, Reason, Urgency
from gateway import pipeline, records
from gateway.jobs import execute
from gateway.keys import place
from gateway.steps.understanding import arrival_of, understand
from gateway.store import casefile, contacts, jobs, promises
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.alarms import AlarmRow
from gateway.store.balance import count
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, ContactVersionRow, IdentityCodeRow
from gateway.store.decisions import DecisionRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.jobs import JobRow
from gateway.store.originals import AttachmentRow
from gateway.store.promises import PromiseRow
from gateway.store.readings import ReadingRow
from gateway.store.states import CaseState, Event, JobKind, PromiseKind, PromiseState, View
from gateway.store.timeline import TimelineRow
from tests.factories import (
    EMERGENCY,
    MAIJA,
    QUESTION,
    all_of,
    attempt,
    claim,
    deliver,
    dump,
    keep_call,
    keep_contact_form,
    mail,
    only,
    unreadable_mail,
    without_commits,
    work,
)

CODE = "131052-308T"  # of the Digital and Population Data Services Agency's own examples
NEED = "Äitini Porissa ei enää pärjää kotona yksin ja tarvitsee apua joka päivä. Hän on 84-vuotias."
CLOSING, END_OF_DAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC), datetime(2026, 11, 25, 21, 59, 59, tzinfo=UTC)


async def record_of(services):
    async with services.readers() as session:
        return await contacts.record(session, services.keys, (await only(services, ContactRow)).id)


async def events(services):
    return [row.event for row in await all_of(services, TimelineRow)]


async def test_one_mail_goes_from_the_door_to_the_acknowledgement(services, relay):
    await deliver(services, mail(NEED))
    await work(services)

    case, contact = await only(services, CaseRow), await only(services, ContactRow)
    decision = records.load_decision((await only(services, DecisionRow)).decision)
    assert (case.state, case.team, case.destination) == (CaseState.TRIAGED, decision.team, decision.destination)
    assert (case.reason, case.language, case.municipality) == (Reason.COPING_AT_HOME, Language.FI, "Pori")
    assert [handed.recipient for handed in relay.taken] == [MAIJA]
    assert contact.reference in relay.taken[0].text
    assert await events(services) == [
        Event.RECEIVED, Event.READ, Event.DECIDED, Event.ACKNOWLEDGED, Event.DELIVERED
    ]  # fmt: skip
    assert {row.kind for row in await all_of(services, JobRow)} == {JobKind.PROMISE_DUE}


async def test_the_statutory_clock_starts_when_the_need_arrived(services, clock):
    await deliver(services, mail(NEED))
    arrived = clock.now
    clock.forward(hours=3)
    await work(services)

    case = await only(services, CaseRow)
    assert (case.clock_started_at, case.clock_due_at) == (arrived, END_OF_DAY)
    assert case.order_at == min(case.promise_due_at, case.clock_due_at)


async def test_the_record_is_the_whole_mail_and_the_reading_keeps_no_words(services):
    await deliver(services, mail(NEED, subject="Äidin asia"))
    await work(services)

    record = await record_of(services)
    assert (record.title, record.text.strip(), record.contacter.email) == ("Äidin asia", NEED, MAIJA)
    stored = (await only(services, ReadingRow)).reading
    assert stored["evidence"]
    assert {span["text"] for span in stored["evidence"]} == {""}


async def test_files_of_a_mail_are_kept_sealed(services):
    original = (
        b"From: maija@citizen.example\r\nSubject: Liite\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHei\r\n'
        b'--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="hakemus.pdf"\r\n\r\n'
        b"%PDF-hakemus\r\n--b--\r\n"
    )
    await deliver(services, original)
    await work(services)

    row = await only(services, AttachmentRow)
    async with services.readers() as session:
        assert services.keys.open(*await casefile.content(session, row)) == b"%PDF-hakemus"
    assert services.keys.open(row.sealed_name, place("attachments", "sealed_name", row.id)) == b"hakemus.pdf"
    assert "hakemus" not in await dump(services)


async def test_identity_codes_are_masked_in_the_record_sealed_aside_and_found_by_hash(services):
    await deliver(services, mail(f"Äitini {CODE} tarvitsee apua. Siis {CODE}.", subject=f"Asia {CODE}"))
    await work(services)

    record, code = await record_of(services), await only(services, IdentityCodeRow)
    assert record.text.strip() == f"Äitini {code.token} tarvitsee apua. Siis {code.token}."
    assert record.title == f"Asia {code.token}"
    assert code.code_hash == services.index.of("identity_code", CODE)
    assert services.keys.open(code.sealed, place("identity_codes", "sealed", code.id)) == CODE.encode()


async def test_nothing_of_the_person_can_be_read_in_the_database(services):
    await deliver(services, mail(f"Äitini Tyyne Virtanen {CODE}, puh. 040 555 0123, kaatui.", subject="Tyynen asia"))
    await keep_call(services)
    await work(services)

    stored = await dump(services)
    for secret in (CODE, "Tyyne", "Virtanen", "Maija", "maija@citizen.example", "kaatui", "5550123", "555 0123"):
        assert secret not in stored


async def test_what_cannot_be_parsed_is_a_case_for_a_person(services, relay):
    await deliver(services, unreadable_mail("Asiani"))
    await work(services)

    case, contact = await only(services, CaseRow), await only(services, ContactRow)
    assert (case.view, case.open, case.team != "", case.promise_due_at is not None) == (
        View.QUARANTINE, True, True, True
    )  # fmt: skip
    assert contact.quarantined == "too_deep"
    assert relay.tried == 0
    assert Event.UNREADABLE in await events(services)
    async with services.readers() as session:
        counted = await count(session)
    assert (counted.total.recorded, counted.total.quarantined, counted.unaccounted) == (0, 1, 0)


async def test_what_cannot_be_parsed_is_searched_for_an_emergency(services):
    await deliver(services, unreadable_mail(EMERGENCY))
    await work(services)

    case = await only(services, CaseRow)
    assert (case.view, case.urgency, case.alarm) == (View.QUARANTINE, Urgency.EMERGENCY, True)
    assert len(await all_of(services, AlarmRow)) == 1


def test_whatever_breaks_a_parser_the_words_come_to_a_person(loaded, clock):
    # No channel reads text messages yet: as wrong as a parser can be.
    arrival = arrival_of(ChannelCode.SMS, "neuvonta", clock.now, loaded.county, loaded.our_sentences)

    understood = understand(EMERGENCY.encode(), arrival, loaded.engine)

    assert understood.problem == "parser_failed"
    assert understood.contact.text == EMERGENCY
    assert not understood.contact.may_acknowledge
    assert understood.reading.urgency is Urgency.EMERGENCY


async def test_reading_again_adds_a_version_and_changes_none(services, clock):
    await deliver(services, mail())
    await work(services)
    clock.forward(seconds=1)
    contact = await only(services, ContactRow)
    async with services.sessions.begin() as session:
        await jobs.promise(session, JobKind.READ, contact.id, services.now())
    await work(services)

    versions = sorted(row.number for row in await all_of(services, ContactVersionRow))
    assert versions == [1, 2]
    assert [row.version for row in await all_of(services, ReadingRow)] == [1, 2]
    assert len(await all_of(services, AcknowledgementRow)) == 1


async def test_a_call_that_is_reported_late_has_waited_since_it_came(services, clock):
    called = clock.now
    clock.forward(hours=2)
    await keep_call(services, at=called)
    await work(services)

    assert (await only(services, ContactRow)).arrived_at == called
    assert (await only(services, CaseRow)).opened_at == called


async def test_a_promise_whose_day_has_come_is_broken_where_everybody_sees_it(services, clock):
    await deliver(services, mail(NEED))
    await work(services)
    due_at = (await only(services, CaseRow)).promise_due_at
    before = await all_of(services, PromiseRow)

    clock.now = due_at
    await work(services)

    assert {row.state for row in before} == {PromiseState.MOVED, PromiseState.OPEN}
    assert {row.state for row in await all_of(services, PromiseRow)} == {PromiseState.MOVED, PromiseState.BROKEN}
    assert (await events(services))[-1] is Event.PROMISE_BROKEN


async def test_each_later_promise_of_a_case_is_watched_by_the_one_job_too(services, clock):
    await deliver(services, mail(NEED))
    await work(services)
    case, now = await only(services, CaseRow), clock()
    async with services.sessions.begin() as session:
        for days in (10, 20):
            due_at = now + timedelta(days=days)
            await promises.replace(session, case.id, PromiseKind.CALL_BACK, due_at, "advisor", now)
            await jobs.promise_by(session, JobKind.PROMISE_DUE, case.id, now, due_at)

    for days in (9, 12):
        clock.forward(days=days)
        await work(services)

    broken = sorted(row.due_at for row in await all_of(services, PromiseRow) if row.state is PromiseState.BROKEN)
    assert broken == [case.promise_due_at, now + timedelta(days=20)]
    # It goes on looking after the Case, which is late and in nobody's hands.
    assert [row.kind for row in await all_of(services, JobRow)] == [JobKind.PROMISE_DUE]


async def test_a_kept_promise_is_not_broken_when_its_day_comes(services, clock):
    await deliver(services, mail(NEED))
    await work(services)
    case = await only(services, CaseRow)
    async with services.sessions.begin() as session:
        await promises.end(session, case.id, PromiseState.KEPT, clock.now)

    clock.now = case.promise_due_at
    await work(services)

    assert PromiseState.BROKEN not in {row.state for row in await all_of(services, PromiseRow)}


async def test_a_form_is_answered_while_the_person_waits(services):
    kept = await keep_contact_form(services, NEED, municipality="Pori")

    told = await pipeline.answer_within(services, kept.receipts[0].contact_id, seconds=30)

    assert told is not None
    assert kept.receipts[0].reference in told.text
    assert await all_of(services, DeliveryRow) == []


async def test_whoever_stops_waiting_loses_nothing(services):
    kept = await keep_contact_form(services, QUESTION)

    assert await pipeline.answer_within(services, kept.receipts[0].contact_id, seconds=0) is None

    await work(services)
    assert len(await all_of(services, AcknowledgementRow)) == 1


async def test_two_workers_on_one_contact_do_everything_once(services, relay):
    await deliver(services, mail(NEED))

    await asyncio.gather(attempt(services), attempt(services))
    await work(services)

    assert [len(await all_of(services, row)) for row in (ReadingRow, DecisionRow, AcknowledgementRow)] == [1, 1, 1]
    assert len(relay.taken) == 1


async def test_a_job_whose_commit_is_lost_is_done_again_from_its_beginning(services, clock):
    await deliver(services, mail(NEED))
    (job,) = await claim(services)
    with without_commits(services):
        await execute(services, pipeline.HANDLERS, job)
    assert await all_of(services, ContactVersionRow) == []

    clock.forward(minutes=1)
    await work(services)

    assert len(await all_of(services, ContactVersionRow)) == 1


async def test_the_promise_of_a_contact_that_nothing_can_read_is_seen_to_be_broken(services, clock):
    await deliver(services, mail())
    async with services.sessions.begin() as session:
        await session.execute(delete(JobRow).where(JobRow.kind == JobKind.READ))
    clock.forward(days=7)
    await work(services)

    assert (await only(services, PromiseRow)).state is PromiseState.BROKEN
    assert Event.PROMISE_BROKEN in await events(services)
