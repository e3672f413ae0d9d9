"""Accounts: made, changed and closed at the command line, each written into the audit."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import Language
from gateway.auth import passwords
from gateway.auth.permissions import Role
from gateway.errors import RefusedError, UserNotFoundError
from gateway.faults import Step
from gateway.ids import new_id
from gateway.services import Services
from gateway.store import audit, memberships, users

_LONGEST_USERNAME = 60


async def add(services: Services, username: str, name: str, role: Role, password: str) -> None:
    """Open an account. Raises RefusedError where the name is taken or the password too short."""
    if len(password) < passwords.SHORTEST:
        raise RefusedError("password-too-short")
    if len(username) > _LONGEST_USERNAME or not username.strip():
        raise RefusedError("username-unfit")
    async with services.writing(Step.ACCOUNT) as session:
        if await users.named(session, username) is not None:
            raise RefusedError("username-taken")
        await insert_user(session, services, username, name, role, password)


async def insert_user(  # noqa: PLR0913  an account has these parts
    session: AsyncSession,
    services: Services,
    username: str,
    name: str,
    role: Role,
    password: str,
    *,
    demo: bool = False,
) -> None:
    """Write the account and its audit, in the caller's transaction."""
    now = services.now()
    user_id = new_id(now)
    account = {
        "id": user_id,
        "username": username.lower(),
        "name": name,
        "role": role,
        "language": Language.FI,
        "password_hash": passwords.make(password),
        "active": True,
        "demo": demo,
        "created_at": now,
    }
    await users.add(session, account)
    await audit.write(session, now, "user_added", user_id=None, username=username.lower(), role=role)


async def set_password(services: Services, username: str, password: str) -> None:
    """Give an account another password and end its sessions. Raises UserNotFoundError, RefusedError."""
    if len(password) < passwords.SHORTEST:
        raise RefusedError("password-too-short")
    await _change(services, username, "password_set", password_hash=passwords.make(password))


async def set_active(services: Services, username: str, *, active: bool) -> None:
    """Close an account, or open it again. Raises UserNotFoundError."""
    await _change(services, username, "user_opened" if active else "user_closed", active=active)


async def set_teams(services: Services, username: str, teams: Collection[str]) -> None:
    """Say in which teams somebody works. Raises UserNotFoundError; RefusedError for a team that owns no Case."""
    if not {destination.team for destination in services.destinations.values()}.issuperset(teams):
        raise RefusedError("team-unknown")
    async with services.writing(Step.ACCOUNT) as session:
        row = await users.named(session, username)
        if row is None:
            raise UserNotFoundError(username)
        await memberships.replace(session, row.id, teams)
        listed = " ".join(sorted(teams))
        await audit.write(session, services.now(), "teams_set", user_id=None, username=row.username, teams=listed)


async def _change(services: Services, username: str, action: str, **values: object) -> None:
    async with services.writing(Step.ACCOUNT) as session:
        row = await users.named(session, username)
        if row is None:
            raise UserNotFoundError(username)
        await users.change(session, row.id, **values)
        await users.sign_out_everywhere(session, row.id)
        await audit.write(session, services.now(), action, user_id=None, username=row.username)
