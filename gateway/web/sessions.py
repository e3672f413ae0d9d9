"""Signed-in browsers: a random token in a cookie, everything else on our side."""

from datetime import timedelta
from typing import Final

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.faults import Step
from gateway.ids import new_token
from gateway.services import Services
from gateway.store import users
from gateway.store.users import UserRow
from gateway.web.frame import User

# The prefix makes browsers refuse the cookie unless it is secure, for this host alone and for every path.
COOKIE: Final = "__Host-luotsi"
LIFE: Final = timedelta(hours=10)  # a working day; counted from the last use
LONGEST: Final = timedelta(hours=24)
_SEEN_EVERY: Final = timedelta(seconds=20)


async def begin(session: AsyncSession, services: Services, user: UserRow) -> str:
    """Open a session; returns the token for the cookie."""
    token, now = new_token(), services.now()
    opened = {
        "token_hash": _hash(services, token),
        "user_id": user.id,
        "csrf": new_token(),
        "created_at": now,
        "seen_at": now,
        "expires_at": now + LIFE,
    }
    await users.sign_in(session, opened)
    return token


async def find(services: Services, token: str) -> User | None:
    """Who holds *token*, if the session lives; keeps it alive."""
    now, hashed = services.now(), _hash(services, token)
    async with services.readers() as session:
        found = await users.signed_in(session, hashed, now)
    if found is None:
        return None
    row, user = found
    if now - row.seen_at > _SEEN_EVERY:
        async with services.writing(Step.SIGN_IN) as session:
            await users.seen(session, hashed, now, min(now + LIFE, row.created_at + LONGEST))
    return User(
        id=user.id, username=user.username, name=user.name, role=user.role, language=user.language, csrf=row.csrf
    )


async def end(services: Services, token: str) -> None:
    """Close the session that *token* opened."""
    async with services.writing(Step.SIGN_IN) as session:
        await users.sign_out(session, _hash(services, token))


def set_cookie(response: web.StreamResponse, token: str) -> None:
    """Hand the token to the browser; it is gone when the browser closes."""
    response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="Strict")


def clear_cookie(response: web.StreamResponse) -> None:
    """Take the token back."""
    response.del_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Strict")


def _hash(services: Services, token: str) -> bytes:
    return services.index.of("session", token)
