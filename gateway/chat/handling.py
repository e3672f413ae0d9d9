"""Who has the floor, as both sides of a conversation are told it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat.floor import Floor
from channels.chat.frames import Handling
from gateway.store import desk, floors


async def handling(session: AsyncSession, conversation_ids: Sequence[UUID], now: datetime) -> dict[UUID, Handling]:
    """Who has the floor in each of these; the places of all who wait come from one look, however many wait."""
    held = await floors.held(session, conversation_ids)
    told = {own: Handling(floor=held.get(own, Floor.INBOX)) for own in conversation_ids}
    if Floor.QUEUE in held.values():
        places, minutes = await desk.places(session), await desk.typical_wait(session, now)
        for own, place in places.items():
            if own in told:
                told[own] = Handling(floor=Floor.QUEUE, place=place, minutes=minutes)
    return told
