"""What an advisor says of the client of a Case: from the forms beside the Case to acts."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework import coordinating, recognising
from gateway.casework.acting import Act
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.store.states import CoordinationAnswer

_WITHDRAWN: Final = "withdrawn"


async def same_client(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """The Case named in the form is the same client's."""
    await recognising.same(session, house, act, _other(form))


async def different_client(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """It is somebody else's."""
    await recognising.different(session, house, act, _other(form))


async def undo_client(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """The Case named in the form, or this one, was not theirs after all."""
    await recognising.undo(session, house, act, _other(form))


async def coordination(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """Whether one worker should look after everything."""
    word = form.get("answer", "")
    given = (
        CoordinationAnswer.DECLINED
        if word == _WITHDRAWN
        else next((answer for answer in CoordinationAnswer if answer == word), None)
    )
    if given is None:
        raise RefusedError("client-refused-codes")
    await coordinating.answer(session, house, act, given)


def _other(form: Mapping[str, str]) -> UUID:
    try:
        return UUID(form.get("other", ""))
    except ValueError:
        raise RefusedError(recognising.GONE) from None
