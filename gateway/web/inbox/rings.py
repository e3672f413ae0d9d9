"""The notice of what nobody has in hand and is due or late. It makes no sound: that is for emergencies."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.faults import Step
from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.steps.keeping_rows import INTAKE_TEAM
from gateway.store import absences, audit, memberships, rings
from gateway.store.rings import Rung
from gateway.web.frame import services, user
from gateway.web.inbox.pages import AlarmNotice

SEEN = "ring_seen"  # audit


async def notices(session: AsyncSession, house: Services, request: web.Request) -> tuple[AlarmNotice, ...]:
    """One notice for all that the reader's teams have, or none."""
    rung = await _for(session, house, request)
    if not rung:
        return ()
    now, first = house.now(), rung[0].case
    late = sum(one.is_late(now, now.astimezone(HELSINKI).date()) for one in rung)
    return (AlarmNotice(case_id=str(first.id), urgency=first.urgency, waiting="", unheld=len(rung), late=late),)


async def seen(request: web.Request) -> web.StreamResponse:
    """Somebody has seen the notice: it comes back on the next working day for what is still in nobody's hands."""
    house, reader, now = services(request), user(request), services(request).now()
    async with house.writing(Step.ACT) as session:
        rung = await _for(session, house, request)
        for case_id in await rings.see(session, [one.ring_id for one in rung], reader.id, now):
            await audit.write(session, now, SEEN, user_id=reader.id, case_id=case_id)
    await house.wakes.ring()
    return web.Response(status=303, headers={"Location": "/inbox?done=rings-seen", "Cache-Control": "no-store"})


async def _for(session: AsyncSession, house: Services, request: web.Request) -> list[Rung]:
    """What rang today for the reader's teams; for everybody where they are in none."""
    now, reader = house.now(), user(request).id
    rung = await rings.unseen(session, now.astimezone(HELSINKI).date())
    if not rung:
        return []
    rota, teams = await absences.rota(session, now), await memberships.of(session, reader)
    theirs = {*teams, INTAKE_TEAM}
    return [one for one in rung if not rings.in_hand(one.case, rota) and (not teams or one.case.team in theirs)]
