"""The forms about granted services: from what a browser sends to acts."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework import granting
from gateway.casework.acting import Act
from gateway.casework.granting import Grant
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.store.states import GrantOutcome, Service


async def grant(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """A service was granted."""
    try:
        service = Service(form.get("service", ""))
    except ValueError:
        raise RefusedError("refused-codes") from None
    await granting.grant(session, house, act, Grant(service=service, decided_on=_day(form.get("decided_on", ""))))


async def begun(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """The service has begun."""
    await granting.begin(session, house, act, _granted(form), _day(form.get("began_on", "")))


async def ended(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """The service will not begin."""
    try:
        outcome = GrantOutcome(form.get("outcome", ""))
    except ValueError:
        raise RefusedError("refused-codes") from None
    await granting.end(session, house, act, _granted(form), (outcome, form.get("why", "")))


async def taken_back(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """It has not, after all."""
    await granting.take_back(session, house, act, _granted(form), form.get("why", ""))


def _granted(form: Mapping[str, str]) -> UUID:
    try:
        return UUID(form.get("granted", ""))
    except ValueError:
        raise RefusedError("refused-codes") from None


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise RefusedError("refused-date") from None
