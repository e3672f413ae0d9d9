"""How often one address may ask. Counted in memory under a keyed hash: no address is stored or logged."""

from dataclasses import dataclass
from typing import Final

from aiohttp import web
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from gateway.web.frame import services

# A person who mistypes a reference needs a few tries. Guessing 50 random bits needs more than anybody gets.
STATUS_LIMITS: Final = (RateLimitItemPerMinute(10), RateLimitItemPerHour(60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limiter:
    """Counts by address, or by whatever else somebody is known by."""

    window: MovingWindowRateLimiter

    async def allows(self, who: str, what: str, limits: tuple[RateLimitItem, ...]) -> bool:
        """Whether *who* may do *what* once more; this time is counted."""
        return all([await self.window.hit(limit, what, who) for limit in limits])

    async def forget(self, who: str, what: str, limits: tuple[RateLimitItem, ...]) -> None:
        """Count *who* from the beginning."""
        for limit in limits:
            await self.window.clear(limit, what, who)


LIMITER = web.AppKey("limiter", Limiter)


def new_limiter() -> Limiter:
    """A limiter that has counted nothing yet."""
    return Limiter(window=MovingWindowRateLimiter(MemoryStorage()))


def address_key(request: web.Request) -> str:
    """The keyed hash of the address behind *request*."""
    house = services(request)
    return house.index.of("address", address_of(request, trusted_proxy=house.settings.trusted_proxy)).hex()


def address_of(request: web.Request, *, trusted_proxy: bool) -> str:
    """Who asks: the peer, or with our own nginx in front the address that it adds last."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded if trusted_proxy and forwarded else request.remote or ""
