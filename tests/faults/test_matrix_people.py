"""Every point of an advisor's requests, failed at in every way.

What they did happened once or not at all; they are told, and do it again; what they wrote is not lost.
"""

import asyncio
from collections import Counter

import aiohttp
import pytest
from sqlalchemy import func, select

from gateway.faults import Failure
from gateway.store.audit import AuditRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import DeliveryState, Event
from gateway.store.timeline import TimelineRow
from gateway.store.users import SessionRow
from tests.faults import points
from tests.faults.cases import some_mails
from tests.faults.desk import Desk, open_accounts
from tests.faults.system import revived
from tests.journeys.records import reading, settled

pytestmark = pytest.mark.slow


@pytest.fixture
async def desks(system):
    """As many advisors as contacts, each signed in, each with a Case of their own whose letter's fate nobody knows."""
    await open_accounts(system, system.contacts)
    system.sink.hangs_up = True
    mails = some_mails(system, "case")
    await system.mails(mails)
    await system.judge([mail.id for mail in mails])
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield [Desk(system=system, session=session, number=number) for number in range(system.contacts)]


@pytest.fixture
async def cases(system, desks):
    """The address of each advisor's Case."""
    await asyncio.gather(*(desk.sign_in() for desk in desks))
    return [f"/inbox/case/{contact.row.case_id}" for contact in await settled(system.luotsi, system.contacts)]


async def fail_at(system, point, failure, everybody):
    """Let *everybody* do what they do while the failure happens; their answers."""
    system.forget()
    system.ask(point, failure)
    async with revived(system.luotsi):
        answers = await asyncio.gather(*everybody)
        assert (point, system.has_failed(point)) == (point, True)
    return answers


def assert_told(failure, answers, *, words=()):
    """Whoever was hit was told so, and given back what they had written."""
    said = [page for pages in answers for page in pages[:-1]]
    assert said
    if failure is not Failure.KILL:
        assert {page.status for page in said} <= {500, 503}
        assert all(any(word in page.text for word in words) for page in said if words)
        assert all("<h1" in page.text for page in said)


async def test_signing_in(system, failure, desks):
    for point in points.SIGN_IN:
        await fail_at(system, point, failure, [desk.sign_in() for desk in desks])

    async with reading(system.luotsi) as (session, _):
        opened = await session.scalar(select(func.count()).select_from(SessionRow))
        written = await session.scalar(select(func.count()).where(AuditRow.action == "signed_in"))
    # No session without its line in the audit; what was opened and not handed over is nobody's.
    assert opened == written
    assert opened >= 2 * system.contacts


async def test_looking_at_a_case(system, failure, desks, cases):
    shown = Counter()
    for point in points.LOOK:
        looks = [desk.until(200, case) for desk, case in zip(desks, cases, strict=True)]
        answers = await fail_at(system, point, failure, looks)
        assert_told(failure, answers)
        shown.update(pages[-1].status for pages in answers)

    # Nobody sees anything that the audit does not know of.
    async with reading(system.luotsi) as (session, _):
        written = await session.scalar(select(func.count()).where(AuditRow.action == "opened"))
    assert written >= shown[200] == 2 * system.contacts


async def test_acting_on_a_case(system, failure, desks, cases):
    for point in points.ACT:
        words = [f"Soitin kotiin {point} {failure} {number}." for number in range(system.contacts)]
        notes = [note(desk, case, text) for desk, case, text in zip(desks, cases, words, strict=True)]
        answers = await fail_at(system, point, failure, notes)
        assert_told(failure, answers, words=words)
        for desk, case, text in zip(desks, cases, words, strict=True):
            page = (await desk.until(200, case))[-1]
            assert (text, page.text.count(text)) == (text, 1)

    async with reading(system.luotsi) as (session, _):
        told = await session.scalar(select(func.count()).where(TimelineRow.event == Event.NOTED))
        written = await session.scalar(select(func.count()).where(AuditRow.action == Event.NOTED))
    assert (told, written) == (2 * system.contacts, 2 * system.contacts)


async def note(desk, case, text):
    """Write a note; whoever is told no presses the same button again. If it had been done, they are told that."""
    page = (await desk.until(200, case))[-1]
    form = {"revision": page.found(r'data-revision="(\d+)"'), "text": text}
    answers = []
    while not answers or answers[-1].status in {0, 500, 503}:
        answers.append(await desk.ask(f"{case}/note", form))
        await asyncio.sleep(0.1)
    # A note that was stored and not answered is not stored again: the Case has changed since.
    assert answers[-1].status == 303 or (answers[-1].status, len(answers) > 1) == (409, True)
    return answers


async def test_keeping_a_draft(system, failure, desks, cases):
    for point in points.DRAFT:
        old, new = f"Hyvä asiakas, {point} {failure}", f"Hyvä asiakas, soitan huomenna. {point} {failure}"
        for desk, case in zip(desks, cases, strict=True):
            await desk.until(204, f"{case}/draft", {"field": "reply", "text": old})

        saves = [save(desk, case, old, new) for desk, case in zip(desks, cases, strict=True)]
        answers = await fail_at(system, point, failure, saves)

        assert_told(failure, answers)
        for desk, case in zip(desks, cases, strict=True):
            assert new in (await desk.until(200, case))[-1].text


async def save(desk, case, old, new):
    """Save a draft. Whoever is told no looks: what was there is there, or what is new."""
    answers = [await desk.ask(f"{case}/draft", {"field": "reply", "text": new})]
    if answers[-1].status != 204:
        page = (await desk.until(200, case))[-1].text
        assert old in page or new in page
        answers += await desk.until(204, f"{case}/draft", {"field": "reply", "text": new})
    return answers


async def test_closing_what_nobody_knew(system, failure, desks, cases):
    assert len(cases) == system.contacts
    for point in points.OPERATE:
        deliveries = await in_doubt(system)
        closing = [
            desk.until(303, f"/operate/deliveries/{delivery}", {"ending": "sent"})
            for desk, delivery in zip(desks, deliveries, strict=True)
        ]
        assert_told(failure, await fail_at(system, point, failure, closing))

        assert await system.states() == {DeliveryState.SENT: system.contacts}
        await doubt_again(system)


async def in_doubt(system):
    async with reading(system.luotsi) as (session, _):
        wanted = select(DeliveryRow.id).where(DeliveryRow.state == DeliveryState.OUTCOME_UNKNOWN)
        return (await session.scalars(wanted)).all()


async def doubt_again(system):
    async with system.writing() as session:
        for row in await session.scalars(select(DeliveryRow)):
            row.state = DeliveryState.OUTCOME_UNKNOWN
