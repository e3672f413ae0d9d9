"""Whose Case it is: a person says who is the same client and who is not, and can take it back."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework.access import demand_access
from gateway.casework.acting import Act, demand, mine, tell, write
from gateway.casework.casefile import open_case
from gateway.casework.clients import Client, client_of
from gateway.casework.resembling import Suggestion, suggest
from gateway.errors import ChangedError, RefusedError
from gateway.ids import new_id
from gateway.services import Services
from gateway.store import audit, cases, persons, timeline
from gateway.store.states import Event, Sign
from gateway.store.timeline import Happened

GONE: Final = "client-refused-gone"


async def same(session: AsyncSession, services: Services, act: Act, other_id: UUID) -> None:
    """A person says that both Cases are one client's.

    Where each was a known client's, the two clients are one from now on. Raises as `casework.claim` does;
    RefusedError where it is suggested no more.
    """
    client, suggestion = await _chosen(session, services, act, other_id)
    known = await _locked(session, act, suggestion)
    person_id = known[0].person_id if known else await _known_from_now_on(session, act)
    others = {link.person_id for link in known} - {person_id}
    moving = {link.contact_id for link in await persons.links_to(session, others)}
    await persons.undo(session, moving, act.user_id, act.at)
    has_link = {link.case_id for link in known}
    moving |= {suggestion.ours} if act.case_id not in has_link else set()
    moving |= {suggestion.theirs} if suggestion.cases[0].id not in has_link else set()
    sign = suggestion.likenesses[0].sign
    await persons.link(session, [_link(act, person_id, contact_id, sign) for contact_id in sorted(moving)])
    await write(session, act, **mine(client.case, act))
    await _tell_both(session, services, act, suggestion, Event.SAME_CLIENT)


async def different(session: AsyncSession, services: Services, act: Act, other_id: UUID) -> None:
    """A person says that they are not: it is not asked again. Raises as `same` does."""
    client, suggestion = await _chosen(session, services, act, other_id)
    values = {
        "id": new_id(act.at),
        "contact_id": suggestion.ours,
        "other_id": suggestion.theirs,
        "at": act.at,
        "user_id": act.user_id,
    }
    await persons.differ(session, values)
    await write(session, act, **mine(client.case, act))
    await _tell_both(session, services, act, suggestion, Event.DIFFERENT_CLIENT)


async def undo(session: AsyncSession, services: Services, act: Act, other_id: UUID) -> None:
    """One of the client's Cases, this one or another, is not theirs after all. Raises as `same` does."""
    case = await demand(session, act)
    await demand_access(session, services, other_id, act.user_id)
    client = await client_of(session, case)
    if other_id not in client.case_ids or not client.others:
        raise RefusedError(GONE)
    wrong = [link.contact_id for link in await persons.links_of(session, [other_id])]
    await persons.undo(session, wrong, act.user_id, act.at)
    await write(session, act, **mine(case, act))
    await tell(session, services.keys, act, Event.CLIENT_UNDONE, other=str(other_id))
    if other_id != act.case_id:
        await _tell_there(session, services, act, other_id, Event.CLIENT_UNDONE)


async def _chosen(session: AsyncSession, services: Services, act: Act, other_id: UUID) -> tuple[Client, Suggestion]:
    """The suggestion that was answered, as it stands now; nobody links its Cases otherwise before we have."""
    await demand(session, act)
    await demand_access(session, services, other_id, act.user_id)
    opened = await open_case(session, services, act.case_id)
    client = await client_of(session, opened.file.case)
    for suggestion in await suggest(session, services, opened, client):
        if other_id in {case.id for case in suggestion.cases}:
            await cases.lock(session, act.case_id, *(case.id for case in suggestion.cases))
            return client, suggestion
    raise RefusedError(GONE)


async def _locked(session: AsyncSession, act: Act, suggestion: Suggestion) -> tuple[persons.Link, ...]:
    """The links in both Cases, oldest first; nobody changes their clients before this transaction ends."""
    case_ids = (act.case_id, *(case.id for case in suggestion.cases))
    known = await persons.links_of(session, case_ids)
    await persons.lock(session, {link.person_id for link in known})
    if await persons.links_of(session, case_ids) != known:
        raise ChangedError(act.case_id)
    return known


async def _known_from_now_on(session: AsyncSession, act: Act) -> UUID:
    person_id = new_id(act.at)
    await persons.add(session, person_id, act.user_id, act.at)
    return person_id


def _link(act: Act, person_id: UUID, contact_id: UUID, sign: Sign) -> Mapping[str, object]:
    return {
        "id": new_id(act.at),
        "person_id": person_id,
        "contact_id": contact_id,
        "because": sign,
        "linked_at": act.at,
        "linked_by": act.user_id,
    }


async def _tell_both(session: AsyncSession, services: Services, act: Act, suggestion: Suggestion, event: Event) -> None:
    other, sign = suggestion.cases[0].id, suggestion.likenesses[0].sign
    await tell(session, services.keys, act, event, other=str(other), sign=str(sign))
    await _tell_there(session, services, act, other, event)


async def _tell_there(session: AsyncSession, services: Services, act: Act, case_id: UUID, event: Event) -> None:
    happened = Happened(case_id=case_id, event=event, at=act.at, user_id=act.user_id, data={"other": str(act.case_id)})
    await timeline.append(session, services.keys, happened)
    await audit.write(session, act.at, event, user_id=act.user_id, case_id=case_id)
