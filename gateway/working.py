"""A Celery worker: its processes fetch ids from the queues, and each does one Job at a time."""

import os
import signal
import threading
from collections.abc import Sequence
from typing import Any, Final

import structlog
from celery import signals

from gateway import tasks
from gateway.queues import Queue
from gateway.settings import Settings
from gateway.worker import HERE

log = structlog.get_logger()

STARTED: Final = "started"
STOPPING: Final = "stopping"
NOT_WAITED_FOR: Final = "jobs_not_waited_for"

_SECONDS_TO_END: Final = 25.0  # what is not done by then is left: its lease runs out, and another does it


def work(settings: Settings, queues: Sequence[Queue], processes: int) -> int:
    """Work until SIGTERM, then finish what was begun; the exit code."""
    HERE.share(settings)
    worker = tasks.configure(settings).Worker(
        queues=[str(queue) for queue in queues],
        concurrency=processes,
        pool="prefork",
        optimization="fair",
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        quiet=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


@signals.worker_ready.connect  # type: ignore[untyped-decorator]
def _tell_start(**_more: Any) -> None:  # noqa: ANN401  Celery's signals carry what they like
    # Celery's own answer to SIGHUP is to end and start itself again, and with bad rules it would not come back.
    signal.signal(signal.SIGHUP, _reload)
    log.info(STARTED, process="work")


def _reload(*_signal: object) -> None:
    HERE.reload()


@signals.worker_shutting_down.connect  # type: ignore[untyped-decorator]
def _end_in_time(**_more: Any) -> None:  # noqa: ANN401
    log.info(STOPPING)
    end = threading.Timer(_SECONDS_TO_END, _leave)
    end.daemon = True
    end.start()


def _leave() -> None:
    log.warning(NOT_WAITED_FOR)
    os._exit(0)
