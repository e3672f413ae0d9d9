"""What no machine could read is read once more: a newer program may be able to."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework.acting import Act, demand, write
from gateway.errors import ContactNotFoundError, RefusedError
from gateway.services import Services
from gateway.store import audit, contacts, jobs
from gateway.store.states import JobKind

READ_AGAIN = "read_again"


async def read_again(session: AsyncSession, services: Services, act: Act, contact_id: UUID) -> None:
    """Promise to read a contact in quarantine once more; what comes of it is another version of it.

    Who asks does not take the Case by it: what people have in hand, or share with others, `joining` leaves to them.

    Raises as `casework.claim` does; RefusedError where it can be read, or is no contact of this Case.
    """
    case = await demand(session, act)
    try:
        contact = await contacts.get(session, contact_id)
    except ContactNotFoundError:
        raise RefusedError("refused-readable") from None
    if contact.case_id != case.id or contact.quarantined is None or contact.original_id is None:
        raise RefusedError("refused-readable")
    await write(session, act)
    await jobs.promise(session, JobKind.READ, contact.id, services.now())
    await audit.write(session, act.at, READ_AGAIN, user_id=act.user_id, case_id=act.case_id, contact=str(contact.id))
