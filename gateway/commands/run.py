"""What the commands share: settings read once, and a way into the asynchronous world."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import uvloop
from pydantic import ValidationError

from gateway import app as house
from gateway.errors import ConfigurationError
from gateway.services import Services
from gateway.settings import Settings
from gateway.store import migrate as schema

T = TypeVar("T")


def settings_now() -> Settings:
    """The settings of this machine. Raises ConfigurationError naming the variable."""
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise ConfigurationError(f"LUOTSI_{name}".rstrip("_"), first["msg"]) from None


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run *work* to its end on a loop of its own."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


async def with_services(work: Callable[[Services], Awaitable[T]]) -> T:
    """Do *work* with everything loaded. Raises StaleSchemaError, ConfigurationError."""
    settings = settings_now()
    await asyncio.to_thread(schema.demand_current, settings.database)
    async with house.open_services(settings) as services:
        return await work(services)
