"""The forms about the suggested reply: from what a browser sends to acts."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework import suggesting
from gateway.casework.acting import Act
from gateway.errors import RefusedError
from gateway.services import Services


async def take(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """Into the reply with it."""
    await suggesting.take(session, house, act, _contact(form))


async def drop(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """Away with it."""
    await suggesting.drop(session, house, act, _contact(form))


def _contact(form: Mapping[str, str]) -> UUID:
    try:
        return UUID(form.get("contact", ""))
    except ValueError:
        raise RefusedError("refused-suggestion") from None
