"""What an advisor does with the floor of a conversation, on the page of its Case."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework import handing
from gateway.casework.acting import Act
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.store import conversations

Form = Mapping[str, str]
NAMES: Final = frozenset({"chat-join", "chat-pass-on", "chat-give-back"})


async def join(session: AsyncSession, house: Services, act: Act, _form: Form) -> None:
    """Go on in place of the bot, or of the inbox."""
    await handing.join(session, house, act)


async def pass_on(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    """Give it to a colleague."""
    try:
        to = UUID(form.get("to", ""))
    except ValueError:
        raise RefusedError("refused-desk-colleague") from None
    await handing.pass_on(session, house, act, to, form.get("note", ""))


async def give_back(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    """Back into the queue."""
    await handing.give_back(session, house, act, form.get("note", ""))


async def ring(house: Services, act: Act) -> None:
    """Those on the line look at once."""
    async with house.readers() as session:
        standing = await conversations.of_case(session, act.case_id)
    if standing is not None:
        await house.wakes.ring(standing.id)
