"""Whether the chat helped (SR-50): two answers to choose from, kept without a word of who gave them."""

import json
from typing import Final

from aiohttp import web
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from sqlalchemy.exc import SQLAlchemyError

from gateway.faults import Step
from gateway.i18n import HELSINKI, language_of
from gateway.store import feedback
from gateway.store.feedback import Helped
from gateway.web.frame import services
from gateway.web.problems import problem
from gateway.web.public.limiting import LIMITER, address_key

LIMITS: Final = (RateLimitItemPerMinute(5), RateLimitItemPerHour(30))
_LONGEST: Final = 1_000  # bytes
_SCORES: Final = range(1, 6)


async def send(request: web.Request) -> web.Response:
    """Keep an answer, of which one half may be missing."""
    house = services(request)
    if not await request.app[LIMITER].allows(address_key(request), "chat_feedback", LIMITS):
        return problem(429, "Too many requests")
    body = await request.read()
    answer = _read(body) if len(body) <= _LONGEST else None
    if answer is None:
        return problem(400, "Bad request")
    score, helped, language = answer
    day = house.now().astimezone(HELSINKI).date()
    try:
        async with house.writing(Step.ACT) as session:
            await feedback.add(session, day, language_of(language), score, helped)
    except (SQLAlchemyError, OSError):
        return problem(503, "Unavailable, please try again")
    return web.Response(status=204, headers={"Cache-Control": "no-store"})


def _read(body: bytes) -> tuple[int | None, Helped | None, str] | None:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return None
    match asked:
        case {"score": None | int() as score, "helped": None | str() as helped, "language": str(language)} if (
            (score in _SCORES or score is None)
            and not isinstance(score, bool)
            and (helped in set(Helped) or helped is None)
            and (score or helped)
        ):
            return score, Helped(helped) if helped else None, language
    return None
