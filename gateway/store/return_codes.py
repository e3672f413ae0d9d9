"""Codes by which visitors come back to their conversation. Of each only a keyed hash is stored."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import Language
from gateway.store.conversations import ConversationRow


async def replace(session: AsyncSession, conversation_id: UUID, code_hash: bytes) -> bool:
    """The conversation has this code from now on, and no other. Tells whether there is such a conversation."""
    own = update(ConversationRow).where(ConversationRow.id == conversation_id).values(code_hash=code_hash)
    return (await session.execute(own.returning(ConversationRow.id))).scalar_one_or_none() is not None


async def find(session: AsyncSession, code_hash: bytes) -> tuple[UUID, Language] | None:
    """The conversation that has this code, and its language."""
    wanted = select(ConversationRow.id, ConversationRow.language).where(ConversationRow.code_hash == code_hash)
    found = (await session.execute(wanted)).one_or_none()
    return (found[0], found[1]) if found else None
