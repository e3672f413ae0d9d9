"""The order of the list: what is next is first."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import func, insert, select

from channels.codes import ChannelCode, ContacterType, Direction, Language, Urgency
from gateway.store import inbox
from gateway.store.audit import AuditRow
from gateway.store.cases import CaseRow
from gateway.store.inbox import Tab, Wanted
from gateway.store.states import CaseState, View
from tests.gateway.casework.house import TUESDAY


async def put(house, **values):
    """An open Case with these values; its id."""
    plain = {
        "id": uuid4(),
        "state": CaseState.TRIAGED,
        "view": View.WORK,
        "team": "advice",
        "channel": ChannelCode.EMAIL,
        "language": Language.FI,
        "contacter": ContacterType.CLIENT,
        "direction": Direction.TO_SERVICE,
        "urgency": Urgency.ROUTINE,
        "urgency_rank": 3,
        "opened_at": TUESDAY,
        "order_at": TUESDAY + timedelta(days=2),
        "promise_due_at": TUESDAY + timedelta(days=2),
    }
    async with house.services.sessions.begin() as session:
        await session.execute(insert(CaseRow).values(plain | values))
    return (plain | values)["id"]


async def listed(house, wanted=None, *, after=None, most=60):
    async with house.services.readers() as session:
        page = await inbox.page(session, wanted or Wanted(), house.maija, house.clock(), after=after, most=most)
    return [one.case.id for one in page]


async def test_alarms_come_first_then_urgency_then_the_sooner_date_then_who_has_waited_longest(house):
    waited = await put(house, opened_at=TUESDAY - timedelta(hours=5))
    plain = await put(house)
    sooner = await put(house, order_at=TUESDAY + timedelta(days=1))
    urgent = await put(house, urgency=Urgency.URGENT, urgency_rank=1, order_at=TUESDAY + timedelta(days=9))
    seen = await put(house, urgency=Urgency.EMERGENCY, urgency_rank=0)
    alarm = await put(
        house, urgency=Urgency.EMERGENCY, urgency_rank=0, alarm=True, order_at=TUESDAY + timedelta(days=9)
    )

    assert await listed(house) == [alarm, seen, urgent, sooner, waited, plain]


async def test_pages_follow_each_other_without_gap_or_repeat(house):
    for number in range(7):
        await put(house, urgency_rank=number % 3, alarm=number == 5)

    first = await listed(house, most=3)
    second = await listed(house, after=first[-1], most=3)
    third = await listed(house, after=second[-1], most=3)

    assert [*first, *second, *third] == await listed(house)


async def test_a_filter_shows_what_it_names_and_nothing_else(house):
    await put(house)
    swedish = await put(house, language=Language.SV, municipality="Pori")

    assert await listed(house, Wanted(language=Language.SV)) == [swedish]
    assert await listed(house, Wanted(municipality="Pori", channel=ChannelCode.EMAIL)) == [swedish]
    assert await listed(house, Wanted(municipality="Rauma")) == []


async def test_each_list_counts_its_own(house):
    await put(house)
    await put(house, owner_id=house.maija, claimed_until=house.clock() + timedelta(minutes=5))
    await put(house, owner_id=house.ville)
    await put(house, view=View.QUARANTINE)
    await put(house, view=View.MACHINES, promise_due_at=None)
    await put(house, state=CaseState.DISSOLVED, open=False)

    async with house.services.readers() as session:
        counts = await inbox.counts(session, house.maija, house.clock())

    assert counts == {Tab.WORK: 3, Tab.MINE: 1, Tab.QUARANTINE: 1, Tab.MACHINES: 1, Tab.RESOLVED: 0}
    assert len(await listed(house, Wanted(tab=Tab.MINE))) == 1


async def test_the_pulse_changes_when_something_happens_to_a_case(house):
    async with house.services.readers() as session:
        before = await inbox.pulse(session)
    case = await house.receives_mail("Isä makaa lattialla eikä hengitä, apua!")

    async with house.services.readers() as session:
        after = await inbox.pulse(session)

    assert after.seq > before.seq
    assert (before.alarms, after.alarms) == ((), (case.id,))


async def test_that_a_case_was_listed_is_written_once_a_day_for_each_who_saw_it(house):
    case = await put(house)
    day = TUESDAY.replace(hour=0)
    for user in (house.maija, house.maija, house.ville):
        async with house.services.sessions.begin() as session:
            unlisted = await inbox.unlisted(session, user, [case], day)
            if unlisted:
                await inbox.audit_listed(session, user, unlisted, house.clock())

    async with house.services.readers() as session:
        written = await session.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.case_id == case))
    assert written == 2
