"""What an advisor does with a suggested reply: takes it into their own, or drops it. Sending is another act.

Neither changes the Case: the page that it was taken on can still send its reply.
"""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework.acting import Act, demand_free
from gateway.casework.casefile import OpenCase, open_case
from gateway.casework.drafting import Suggestion, Withheld, suggest
from gateway.casework.replying import hash_of
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.store import casework, drafts, suggestions
from gateway.store.states import ENDED


async def current(session: AsyncSession, services: Services, opened: OpenCase) -> Suggestion | Withheld | None:
    """What is suggested at this moment; a suggestion that was sent or dropped does not come again."""
    if opened.file.case.state in ENDED:
        return None
    suggested = suggest(services, opened)
    if isinstance(suggested, Suggestion) and await suggestions.is_decided(session, suggested.contact_id):
        return None
    return suggested


async def take(session: AsyncSession, services: Services, act: Act, contact_id: UUID) -> None:
    """Put the suggestion into the advisor's own draft, below what they have written; only they can send it.

    Raises CaseNotFoundError, TakenError; RefusedError where there is no such suggestion any more.
    """
    suggested = await _look(session, services, act, contact_id)
    await suggestions.take(session, contact_id, hash_of(services, suggested.text), act.at)
    begun = (await drafts.of(session, services.keys, act.case_id, act.user_id)).get("reply", "").strip()
    if suggested.text not in begun:
        text = "\n\n".join(part for part in (begun, suggested.text) if part)
        await drafts.save(session, services.keys, (act.case_id, act.user_id, "reply"), text, act.at)


async def drop(session: AsyncSession, services: Services, act: Act, contact_id: UUID) -> None:
    """The suggestion is of no use: nobody is shown it again. Raises as `take` does."""
    await _look(session, services, act, contact_id)
    await suggestions.drop(session, contact_id, act.at)


async def _look(session: AsyncSession, services: Services, act: Act, contact_id: UUID) -> Suggestion:
    case = await casework.look(session, act.case_id)
    await demand_free(session, case, act)
    suggested = await current(session, services, await open_case(session, services, act.case_id))
    if not isinstance(suggested, Suggestion) or suggested.contact_id != contact_id:
        raise RefusedError("refused-suggestion")
    return suggested
