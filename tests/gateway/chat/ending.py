"""How tests end a Case that came by chat, and let the days go by."""

from dataclasses import replace

from sqlalchemy import update

from channels.codes import Resolution
from gateway.casework import resolving
from gateway.casework.acting import Act
from gateway.store import cases
from gateway.store.cases import CaseRow
from gateway.store.tasks import TaskRow
from tests.factories import only, work
from tests.gateway.chat.test_advisor import DONE

_EVERYTHING = 1_000  # entries


async def ends(services, user, case=None, note=""):
    """*user* ends the Case, having read everything and done what must be done."""
    case = case or await only(services, CaseRow)
    async with services.sessions.begin() as session:
        await session.execute(update(TaskRow).values(required=False))
        case = await cases.get(session, case.id)
        act = Act(case_id=case.id, revision=case.revision, user_id=user.id, at=services.now())
        await resolving.resolve(session, services, act, replace(DONE, heard=_EVERYTHING, note=note))


async def pass_(services, clock, **time):
    """Time goes by, and what is due then is done."""
    clock.forward(**time)
    await work(services)


async def merges(services, user, own, target):
    """*user* says that the one Case is the other: everything of it goes on there."""
    async with services.sessions.begin() as session:
        own = await cases.get(session, own.id)
        act = Act(case_id=own.id, revision=own.revision, user_id=user.id, at=services.now())
        outcome = replace(DONE, resolution=Resolution.MERGED_DUPLICATE, into=str(target.id))
        await resolving.resolve(session, services, act, outcome)
