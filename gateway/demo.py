"""Demo data: invented people, on this machine only."""

from gateway import accounts
from gateway.auth.permissions import Role
from gateway.errors import ConfigurationError
from gateway.services import Services
from gateway.settings import Settings
from gateway.store import users


def demand_harmless(settings: Settings) -> None:
    """Raise ConfigurationError unless only this machine can reach us."""
    if not settings.is_loopback:
        raise ConfigurationError("LUOTSI_HTTP_HOST", "--demo is for this machine only: use 127.0.0.1")


async def seed(services: Services) -> None:
    """Invented accounts."""
    async with services.sessions.begin() as session:
        if await users.named(session, "aino") is None:
            await accounts.insert_user(
                session, services, "aino", "Aino Neuvoja", Role.ADVISOR, "luotsi-demo-aino", demo=True
            )
            await accounts.insert_user(
                session, services, "paavo", "Paavo Ylläpitäjä", Role.ADMINISTRATOR, "luotsi-demo-paavo", demo=True
            )


def welcome(settings: Settings) -> str:
    """URLs and logins."""
    return f"Luotsi is at {settings.link} (aino / luotsi-demo-aino)"
