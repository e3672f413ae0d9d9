"""What the figures mean: which matter is how bad, on both databases."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from channels.codes import ANSWER_LANGUAGES
from gateway import i18n
from gateway.condition.figures import Disk, measure
from gateway.condition.greeting import greets
from gateway.condition.judging import judge
from gateway.condition.limits import READY
from gateway.condition.matters import Level, Matter
from gateway.imap_accounts import Box
from gateway.jobs import FinalError, execute
from gateway.services import OutcomeUnknownError, RelayRefusedError
from gateway.store import jobs, leases, vitals
from gateway.store.contacts import ContactRow
from gateway.store.states import JobKind
from gateway.web.admin.operate_lines import concerns, span
from tests.factories import EMERGENCY, attempt, claim, deliver, mail, unreadable_mail, work
from tests.faults.sink import running_sink
from tests.servers.ports import free_port


async def levels(services, **measured):
    """The level of each matter; a test's clock is not the database's, and a test's disk may be full."""
    unless = {"skew": timedelta(), "disk": Disk(free=50, total=100)}
    figures = replace(await measure(services), **(unless | measured))
    return {one.matter: one.level for one in judge(services, figures)}


async def wrong(services, **measured):
    return {matter: level for matter, level in (await levels(services, **measured)).items() if level > Level.WELL}


async def promise(services, kind, **ago):
    async with services.sessions.begin() as session:
        await jobs.promise(session, kind, uuid4(), services.now() - timedelta(**ago))


def many(services):
    """The same, as one of several processes."""
    return replace(services, settings=services.settings.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"}))


async def fail(_services, _job):
    raise FinalError


async def test_in_a_house_in_order_nothing_is_wrong(services):
    await deliver(services, mail())
    await work(services)

    assert await wrong(services) == {}


@pytest.mark.parametrize(
    ("kind", "seconds", "level"),
    [
        (JobKind.ALARM, 14, None),
        (JobKind.ALARM, 15, Level.WATCH),
        (JobKind.ALARM, 30, Level.TROUBLE),
        (JobKind.READ, 59, None),
        (JobKind.READ, 60, Level.WATCH),
        (JobKind.READ, 300, Level.TROUBLE),
        (JobKind.DELIVER, 299, None),
        (JobKind.DELIVER, 1800, Level.TROUBLE),
    ],
)
async def test_each_kind_of_work_may_wait_only_so_long(services, kind, seconds, level):
    await deliver(services, mail())
    await work(services)
    await promise(services, kind, seconds=seconds)

    assert (await wrong(services)).get(Matter.LATE) == level


async def test_work_that_nobody_begins_is_told_from_work_that_is_only_much(services):
    await deliver(services, mail())
    await work(services)
    await promise(services, JobKind.READ, minutes=2)
    assert (await wrong(services))[Matter.WORK] is Level.TROUBLE

    await promise(services, JobKind.READ, minutes=3)
    await claim(services, most=1)

    assert Matter.WORK not in await wrong(services)


async def test_in_many_processes_work_of_which_nobody_was_told_is_the_matter_of_the_beat(services):
    await deliver(services, mail())
    await work(services)
    await promise(services, JobKind.READ, minutes=2)
    assert {Matter.BEAT, Matter.WORK} & set(await wrong(many(services))) == {Matter.BEAT}

    async with services.sessions.begin() as session:
        now = services.now()
        await leases.publish(session, now, now + timedelta(seconds=45), most=5, kinds=list(JobKind))

    assert {Matter.BEAT, Matter.WORK} & set(await wrong(many(services))) == {Matter.WORK}


async def test_a_queue_that_is_full_is_no_fault_of_the_beat(services):
    for _ in range(2):
        await promise(services, JobKind.READ, minutes=2)
    async with services.sessions.begin() as session:
        now = services.now()
        await leases.publish(session, now, now + timedelta(seconds=45), most=1, kinds=list(JobKind))

    assert Matter.BEAT not in await wrong(many(services))


async def test_a_relay_that_refuses_is_a_matter_of_minutes(services, relay, clock):
    relay.failures = [RelayRefusedError(451, again=True)] * 2
    await deliver(services, mail())
    await attempt(services)
    assert Matter.RELAY not in await wrong(services)

    clock.forward(minutes=15)
    await attempt(services)

    assert (await wrong(services)) == {Matter.RELAY: Level.TROUBLE}


async def test_what_was_given_up_can_wait_until_morning_but_not_an_alarm(services):
    await deliver(services, mail())
    (job,) = await claim(services)
    await execute(services, {JobKind.READ: fail}, job)
    assert (await wrong(services))[Matter.GIVEN_UP] is Level.WATCH

    await promise(services, JobKind.ALARM)
    (alarm,) = await claim(services)
    await execute(services, {JobKind.ALARM: fail}, alarm)

    assert (await wrong(services))[Matter.GIVEN_UP] is Level.TROUBLE


async def test_letters_in_doubt_unread_mails_and_unseen_emergencies_are_counted_worst_first(services, relay, clock):
    relay.failures = [OutcomeUnknownError()]
    for number, original in enumerate(
        (mail(), unreadable_mail("x"), mail(EMERGENCY, own_id="2", sender="b@c.example"))
    ):
        await deliver(services, original, envelope_sender=f"{number}@c.example")
        await attempt(services)
    clock.forward(minutes=2, seconds=1)

    figures = replace(await measure(services), skew=timedelta(), disk=Disk(free=50, total=100))
    found = [(one.matter, one.level, one.figure) for one in concerns(judge(services, figures))]

    assert found == [("alarm", "trouble", 1), ("unknown", "watch", 1), ("unread", "watch", 1)]


async def test_a_receipt_without_its_contact_is_trouble(services):
    await deliver(services, mail())
    async with services.sessions.begin() as session:
        for table in ("timeline", "contacts"):
            await session.execute(ContactRow.metadata.tables[table].delete())

    assert (await wrong(services))[Matter.BALANCE] is Level.TROUBLE


@pytest.mark.parametrize(("free", "level"), [(15, None), (14, Level.WATCH), (5, Level.WATCH), (4, Level.TROUBLE)])
async def test_a_disk_that_fills_up_is_seen_before_it_is_full(services, free, level):
    assert (await wrong(services, disk=Disk(free=free, total=100))).get(Matter.DISK) == level


async def test_a_key_that_is_gone_is_seen_without_opening_anything(services):
    await deliver(services, mail())
    (services.settings.data_dir / "keys").rename(services.settings.data_dir / "keys.elsewhere")

    assert (await wrong(services))[Matter.KEYS] is Level.TROUBLE


async def test_a_program_older_than_the_schema_is_told(services):
    assert (await wrong(services, revision="0999"))[Matter.SCHEMA] is Level.TROUBLE


async def test_without_a_relay_nothing_leaves_and_that_is_said(services):
    assert (await wrong(replace(services, relay=None))) == {Matter.OUTBOX: Level.WATCH}


async def test_every_kind_is_named_also_when_nothing_of_it_waits(services):
    async with services.readers() as session:
        standing = await vitals.standing(session, services.now())

    assert [one.kind for one in standing] == list(jobs.FIRST_THINGS_FIRST)
    assert set(READY) == set(JobKind)


async def test_what_a_mail_server_says_first_tells_whether_it_is_there():
    async with running_sink() as sink:
        assert await greets(("127.0.0.1", sink.port))

    assert not await greets(("127.0.0.1", free_port()))


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_every_matter_has_words(language):
    forms = ("concern-{}", "concern-{}-means", "concern-{}-do", "matter-name-{}")
    texts = i18n.load()

    assert [key for matter in Matter for form in forms if not texts.has(language, key := form.format(matter))] == []


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, ("seconds", 0)), (119, ("seconds", 119)), (120, ("minutes", 2)), (7200, ("hours", 2)), (172_800, ("days", 2))],
)
def test_a_length_of_time_is_said_in_one_unit(seconds, said):
    length = span(timedelta(seconds=seconds))

    assert (length.unit, length.number) == said


async def test_what_only_a_newer_program_knows_does_not_close_the_page(services):
    await deliver(services, mail())
    async with services.sessions.begin() as session:
        await session.execute(text("UPDATE jobs SET kind = 'of_tomorrow', state = 'given_up'"))

    async with services.readers() as session:
        assert await vitals.given_up(session, 10) == []
        assert await vitals.slow(session, {JobKind.READ: services.now()}, 10) == []


@pytest.mark.parametrize(("minutes", "level"), [(4, None), (5, Level.WATCH), (30, Level.TROUBLE)])
async def test_a_mailbox_that_nobody_has_ever_read_waits_from_when_we_began(services, clock, tmp_path, minutes, level):
    box = Box(
        name="neuvonta",
        address="neuvonta@satakunta.example",
        host="imap.satakunta.example",
        user="neuvonta@satakunta.example",
        password_file=tmp_path / "password",
    )
    clock.forward(minutes=minutes)

    assert (await wrong(replace(services, boxes=(box,)))).get(Matter.MAILBOX) == level
