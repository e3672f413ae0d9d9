"""Users and their sessions."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.codes import Language
from gateway.auth.permissions import Role
from gateway.store.schema import Code, Row


class UserRow(Row):
    """Somebody who works here."""

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(Code(Role))
    language: Mapped[Language] = mapped_column(Code(Language))
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class SessionRow(Row):
    """A signed-in browser. The cookie's token is kept as a hash only."""

    __tablename__ = "sessions"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    csrf: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


async def anybody_looking(
    session: AsyncSession, since: datetime, roles: Collection[Role], away: Collection[UUID]
) -> bool:
    """Whether somebody in one of *roles* has had the inbox open since then; those *away* are not at work."""
    wanted = (
        select(SessionRow.user_id)
        .join(UserRow, UserRow.id == SessionRow.user_id)
        .where(SessionRow.seen_at >= since, UserRow.active.is_(True), UserRow.role.in_(roles))
        .where(UserRow.id.not_in(away))
        .limit(1)
    )
    return await session.scalar(wanted) is not None


async def named(session: AsyncSession, username: str) -> UserRow | None:
    """The user with this name, active or not."""
    return (await session.scalars(select(UserRow).where(UserRow.username == username.lower()))).one_or_none()


async def everybody(session: AsyncSession) -> Sequence[UserRow]:
    """All users by name."""
    return (await session.scalars(select(UserRow).order_by(UserRow.username))).all()


async def signed_in(session: AsyncSession, token_hash: bytes, now: datetime) -> tuple[SessionRow, UserRow] | None:
    """The living session with this token, and whose it is."""
    wanted = (
        select(SessionRow, UserRow)
        .join(UserRow, UserRow.id == SessionRow.user_id)
        .where(SessionRow.token_hash == token_hash, SessionRow.expires_at > now, UserRow.active.is_(True))
    )
    found = (await session.execute(wanted)).one_or_none()
    return None if found is None else (found[0], found[1])


async def seen(session: AsyncSession, token_hash: bytes, now: datetime, expires_at: datetime) -> None:
    """The session is in use: it lives on."""
    await session.execute(
        update(SessionRow).where(SessionRow.token_hash == token_hash).values(seen_at=now, expires_at=expires_at)
    )


async def sign_out(session: AsyncSession, token_hash: bytes) -> None:
    """End one session."""
    await session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))


async def sign_out_everywhere(session: AsyncSession, user_id: UUID) -> None:
    """End all sessions of a user: the password was changed or the account closed."""
    await session.execute(delete(SessionRow).where(SessionRow.user_id == user_id))


async def add(session: AsyncSession, values: dict[str, Any]) -> None:
    """Open an account."""
    await session.execute(insert(UserRow).values(values))


async def change(session: AsyncSession, user_id: UUID, **values: object) -> None:
    """Change an account."""
    await session.execute(update(UserRow).where(UserRow.id == user_id).values(**values))


async def sign_in(session: AsyncSession, values: dict[str, Any]) -> None:
    """Open a session."""
    await session.execute(insert(SessionRow).values(values))
