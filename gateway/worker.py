"""One Celery worker process: opened when it is born, closed when it ends, and a few Jobs at a time in between."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from mmap import mmap
from typing import Final
from uuid import UUID

import structlog
import uvloop

from gateway import app as house
from gateway import jobs, pipeline
from gateway.rulebook import RunningRules
from gateway.services import Services
from gateway.settings import Settings

log = structlog.get_logger()

PROCESS_WAITS: Final = "worker_process_waits"


class WorkerProcess:
    """One loop and one set of services for as long as the process lives; Celery itself knows nothing of asyncio."""

    def __init__(self) -> None:
        self._rules: RunningRules | None = None
        self._told: mmap | None = None  # one byte that the processes share: how often they were told to reload
        self._heard = 0
        self._runner: asyncio.Runner | None = None
        self._opened = AsyncExitStack()
        self._services: Services | None = None

    def share(self, settings: Settings) -> None:
        """Before processes are forked: the rules that they begin with, and a way to tell all of them of new ones."""
        self._rules, self._told = house.running_rules(settings.rules), mmap(-1, 1)

    def reload(self) -> None:
        """In the process that they are forked from: take new rules, for later processes too, if they can be used."""
        if self._rules is not None and self._told is not None and self._rules.reload(house.utc_now()):
            self._told[0] = (self._told[0] + 1) % 256

    def open(self) -> None:
        """Open the services. Where the database is away now, the first Job tries again."""
        try:
            self._ready()
        except Exception as problem:  # noqa: BLE001  a process that ended here would only be born again
            log.warning(PROCESS_WAITS, error=type(problem).__name__)

    def do(self, job_ids: Sequence[str]) -> None:
        """Do these Jobs, and what follows from each. What fails is noted in the database, or told again."""
        runner, services = self._ready()
        self._follow(services)
        runner.run(_do(services, [UUID(job_id) for job_id in job_ids]))

    def close(self) -> None:
        """Close everything, in order."""
        if self._runner is not None:
            self._runner.run(self._opened.aclose())
            self._runner.close()
            self._runner = self._services = None

    def _follow(self, services: Services) -> None:
        if self._told is not None and self._told[0] != self._heard:
            self._heard = self._told[0]
            services.running.reload(services.now())

    def _ready(self) -> tuple[asyncio.Runner, Services]:
        if self._runner is None:
            self._runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        if self._services is None:
            self._services = self._runner.run(self._opened.enter_async_context(house.open_services(Settings())))
        return self._runner, self._services


HERE: Final = WorkerProcess()


async def _do(services: Services, job_ids: Sequence[UUID]) -> None:
    try:
        await jobs.work_on(services, pipeline.HANDLERS, job_ids)
    finally:
        # Between two messages this loop stands still: what has rung would be told with the next one.
        await services.wakes.told()
