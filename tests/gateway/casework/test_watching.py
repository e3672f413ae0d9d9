"""What nobody has in hand rings for people at work, once a working day, and deputies stand in."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from gateway.auth.permissions import Role
from gateway.casework import acting, promising
from gateway.ids import new_id
from gateway.store import absences, cases, inbox, rings, users
from gateway.store.absences import Away, Rota
from gateway.store.inbox import Tab, Wanted
from gateway.store.rings import RingRow
from gateway.store.users import UserRow
from tests.plugins.house import advisor

QUESTION = "Hei! Mihin aikaan neuvonta on auki perjantaisin?"  # answered within two working days
NEED = "Äitini on 82-vuotias eikä pärjää enää kotona. Tarvitsemme kotihoitoa. Asumme Ulvilassa."
AN_HOUR_BEFORE = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)  # the promise of QUESTION is due on Thursday at 16


async def rung(house):
    async with house.services.readers() as session:
        return [f"{row.day}" for row in await session.scalars(select(RingRow).order_by(RingRow.rung_at))]


async def until(house, moment):
    """Time passes, hour by hour, with everything done that is due."""
    while house.clock.at < moment:
        house.clock.at = min(house.clock.at + timedelta(hours=1), moment)
        await house.works()


async def claim(house, case, user_id=None):
    async with house.services.sessions.begin() as session:
        await acting.claim(session, house.services.keys, house.act(await house.case(case.id), user_id))


async def goes_away(house, user_id, *, deputy=None, days=30):
    async with house.services.sessions.begin() as session:
        await absences.begin(session, user_id, Away(until=house.clock() + timedelta(days=days), deputy_id=deputy))


async def third(house):
    row = advisor(house.clock(), "Kaisa Kallio")
    async with house.services.sessions.begin() as session:
        session.add(row)
    return row.id


async def test_a_promise_that_nobody_has_in_hand_rings_an_hour_before_it_is_due(house):
    case = await house.receives_mail(QUESTION)
    assert case.promise_due_at == AN_HOUR_BEFORE + timedelta(hours=1)

    await until(house, AN_HOUR_BEFORE - timedelta(minutes=1))
    assert await rung(house) == []
    await until(house, AN_HOUR_BEFORE)

    assert await rung(house) == ["2026-11-26"]
    assert (await house.events(case.id))[-1] == "rang"


async def test_what_stays_in_nobodys_hands_rings_once_a_working_day_and_never_at_night_or_on_a_sunday(house):
    await house.receives_mail(QUESTION)

    await until(house, datetime(2026, 12, 1, 20, 0, tzinfo=UTC))

    assert await rung(house) == ["2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"]
    async with house.services.readers() as session:
        moments = list(await session.scalars(select(RingRow.rung_at)))
    assert all(house.services.hours.is_open(moment) for moment in moments)


async def test_a_clock_that_nobody_has_in_hand_rings_from_the_fifth_working_day_on(house):
    case = await house.receives_mail(NEED)
    async with house.services.sessions.begin() as session:
        await promising.move(session, house.services, house.act(case), house.clock() + timedelta(days=60))
        await cases.change(session, case.id, owner_id=None)  # nobody has it all the same

    await until(house, datetime(2026, 12, 4, 20, 0, tzinfo=UTC))

    # Contact on Tuesday the 24th: Tuesday is the fifth working day, Thursday the seventh.
    assert await rung(house) == ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"]


async def test_what_somebody_has_taken_does_not_ring(house):
    case = await house.receives_mail(QUESTION)
    await claim(house, case)

    await until(house, AN_HOUR_BEFORE + timedelta(days=1))

    assert await rung(house) == []


async def test_what_somebody_took_who_then_went_away_rings_unless_a_deputy_is_there(house):
    case = await house.receives_mail(QUESTION)
    await claim(house, case)
    await goes_away(house, house.maija, deputy=house.ville)
    await until(house, AN_HOUR_BEFORE + timedelta(hours=2))
    assert await rung(house) == []

    await goes_away(house, house.ville)
    await until(house, AN_HOUR_BEFORE + timedelta(days=1))

    assert await rung(house) == ["2026-11-27"]


async def test_an_answered_case_rings_no_more(house):
    case = await house.receives_mail(QUESTION)
    await until(house, AN_HOUR_BEFORE)
    await claim(house, case)

    await until(house, AN_HOUR_BEFORE + timedelta(days=5))

    assert await rung(house) == ["2026-11-26"]


async def test_what_was_seen_is_not_shown_again_on_the_same_day_and_comes_back_on_the_next(house):
    await house.receives_mail(QUESTION)
    await until(house, AN_HOUR_BEFORE)
    async with house.services.sessions.begin() as session:
        (one,) = await rings.unseen(session, AN_HOUR_BEFORE.date())
        assert len(await rings.see(session, [one.ring_id], house.maija, house.clock())) == 1
        assert await rings.unseen(session, AN_HOUR_BEFORE.date()) == []

    await until(house, AN_HOUR_BEFORE + timedelta(days=1))

    async with house.services.readers() as session:
        assert len(await rings.unseen(session, house.clock().date())) == 1


# ------------------------------------------------------------------------------------------------- deputies


async def mine(house, user_id):
    async with house.services.readers() as session:
        page = await inbox.page(session, Wanted(tab=Tab.MINE), user_id, house.clock(), after=None, most=60)
        counts = await inbox.counts(session, user_id, house.clock())
    assert counts[Tab.MINE] == len(page)
    return [(one.owner, one.away, one.deputy) for one in page]


async def test_the_cases_of_somebody_away_are_those_of_their_deputy(house):
    case = await house.receives_mail(QUESTION)
    await claim(house, case)
    assert await mine(house, house.ville) == []

    await goes_away(house, house.maija, deputy=house.ville)

    assert await mine(house, house.ville) == [("Maija Meri", True, "Ville Vuori")]
    assert await mine(house, house.maija) == [("Maija Meri", True, "Ville Vuori")]


async def test_where_the_deputy_is_away_too_their_deputy_has_the_work(house):
    kaisa, case = await third(house), await house.receives_mail(QUESTION)
    await claim(house, case)

    await goes_away(house, house.maija, deputy=house.ville)
    await goes_away(house, house.ville, deputy=kaisa)

    assert await mine(house, kaisa) == [("Maija Meri", True, "Kaisa Kallio")]
    assert await mine(house, house.ville) == []


async def test_whoever_is_back_has_their_work_again(house):
    case = await house.receives_mail(QUESTION)
    await claim(house, case)
    await goes_away(house, house.maija, deputy=house.ville, days=3)

    house.clock.passes(days=3)

    assert await mine(house, house.ville) == []
    assert await mine(house, house.maija) == [("Maija Meri", False, "")]


A, B, C = (new_id(datetime(2026, 11, 24, tzinfo=UTC)) for _ in "abc")
LATER = datetime(2026, 12, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("deputies", "closed", "in_charge"),
    [
        ({}, (), A),
        ({A: B}, (), B),
        ({A: None}, (), None),
        ({A: B, B: C}, (), C),
        ({A: B, B: A}, (), None),  # each stands in for the other, and nobody is there
        ({A: A}, (), None),
        ({A: B}, (B,), None),  # the deputy has left
        ({}, (A,), None),
    ],
)
def test_work_is_in_the_hands_of_the_first_who_is_there(deputies, closed, in_charge):
    away = {user: Away(until=LATER, deputy_id=deputy) for user, deputy in deputies.items()}
    rota = Rota(away=away, closed=frozenset(closed))

    assert rota.in_charge(A) == in_charge
    assert rota.in_charge(None) is None
    assert A in rota.charges(A)


async def test_somebody_who_is_away_is_nobody_who_looks(house):
    since = house.clock() - timedelta(minutes=1)
    async with house.services.sessions.begin() as session:
        row = await session.get_one(UserRow, house.maija)
        values = {"token_hash": b"1", "user_id": row.id, "csrf": "c", "created_at": since, "seen_at": house.clock()}
        await users.sign_in(session, {**values, "expires_at": LATER})
        assert await users.anybody_looking(session, since, [Role.ADVISOR], ())
        assert not await users.anybody_looking(session, since, [Role.ADVISOR], (house.maija,))


def test_by_night_the_night_targets_are_told_and_by_day_the_others(house):
    alarm = house.services.county.alarm
    both = alarm.model_copy(update={"night_targets": ("yo@satakunta.example",)})

    assert alarm.targets_at(open_now=False) == alarm.targets
    assert both.targets_at(open_now=False) == ("yo@satakunta.example",)
    assert both.targets_at(open_now=True) == alarm.targets
