"""Where the demo refuses to run: within reach of others, beside real data, or with a way to send mail."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.demo.accounts import COLLEAGUES, LAST
from gateway.errors import ConfigurationError
from gateway.settings import LOOPBACK, Settings
from gateway.store import balance, users
from gateway.store.users import UserRow

_DATABASE: Final = "LUOTSI_DATABASE_URL"
_OWN: Final = "--demo needs a database of its own"


class Found(Enum):
    """What stands in the database."""

    NOTHING = auto()
    DEMO = auto()


def demand_harmless(settings: Settings) -> None:
    """Raise ConfigurationError unless only this machine can reach us, and we can send nothing to anybody."""
    only_here = "--demo is for this machine only, since everybody knows its passwords"
    if not settings.is_loopback:
        raise ConfigurationError("LUOTSI_HTTP_HOST", f"{only_here}: use 127.0.0.1")
    if settings.smtp_port and settings.smtp_host not in LOOPBACK:
        raise ConfigurationError("LUOTSI_SMTP_HOST", f"{only_here}: use 127.0.0.1")
    if settings.trusted_proxy:
        raise ConfigurationError("LUOTSI_TRUSTED_PROXY", f"{only_here}: it cannot stand behind a proxy")
    if settings.public_url and urlsplit(settings.public_url).hostname not in LOOPBACK:
        raise ConfigurationError("LUOTSI_PUBLIC_URL", f"{only_here}: leave it empty")
    if settings.smtp_relay:
        raise ConfigurationError("LUOTSI_SMTP_RELAY", "--demo sends mail to nobody: leave it empty and read /outbox")


async def look(session: AsyncSession) -> Found:
    """What stands in the database. Raises ConfigurationError where that is not ours to touch.

    What came in while the demo was shown is the demo's too; so not the contacts decide but the accounts.
    """
    accounts = await users.everybody(session)
    if not accounts:
        if (await balance.count(session)).total.received:
            raise ConfigurationError(_DATABASE, f"{_OWN}: this one holds contacts")
        return Found.NOTHING
    if strangers := _strangers(accounts):
        raise ConfigurationError(_DATABASE, f"{_OWN}: this one has the account {strangers[0]}")
    if LAST.username not in {account.username for account in accounts}:
        raise ConfigurationError(_DATABASE, f"{_OWN}, empty: in this one the making of the demo was interrupted")
    return Found.DEMO


def _strangers(accounts: Sequence[UserRow]) -> tuple[str, ...]:
    ours = {colleague.username for colleague in COLLEAGUES}
    return tuple(account.username for account in accounts if not account.demo or account.username not in ours)
