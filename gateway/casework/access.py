"""Who may see a restricted Case: the members of its team, and whoever says why. The reason is written down."""

from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import LuotsiError
from gateway.services import Services
from gateway.store import audit, memberships
from routing.rule import Action

HOLDS: Final = timedelta(hours=12)  # a working day, and not the next one


class Ground(StrEnum):
    """Why somebody from outside the team opens a restricted Case."""

    SAFETY = "safety"  # somebody's life, health or safety is at risk
    CLIENT_ASKS = "client_asks"  # the client has turned to me about it
    HANDED_TO_ME = "handed_to_me"
    DEPUTY = "deputy"
    SUPERVISION = "supervision"


class RestrictedError(LuotsiError):
    """The Case is restricted: who asks is not in its team and has not said why."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__(f"case {case_id} is restricted to its team")
        self.case_id = case_id


async def demand_access(session: AsyncSession, services: Services, case_id: UUID, user_id: UUID) -> None:
    """Raise RestrictedError unless the user may see the Case."""
    since = services.now() - HOLDS
    if await memberships.kept_from(session, [case_id], user_id, Action.RESTRICT_ACCESS, since):
        raise RestrictedError(case_id)


async def say_why(session: AsyncSession, services: Services, case_id: UUID, user_id: UUID, ground: Ground) -> None:
    """Open the Case to the user for a working day; the audit keeps why."""
    action = memberships.ACCESS_REASONED
    await audit.write(session, services.now(), action, user_id=user_id, case_id=case_id, ground=str(ground))
