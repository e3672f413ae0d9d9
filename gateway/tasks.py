"""Celery's part: it carries ids of Jobs to worker processes. What a task does is in `gateway/worker.py`."""

from collections.abc import Sequence
from typing import Any, Final

from celery import Celery, signals

from gateway.acknowledging import CarriedTask
from gateway.queues import task_of
from gateway.settings import Settings
from gateway.store.states import JobKind
from gateway.worker import HERE

# Without what Celery would configure by itself: loggers, results, remote control.
app: Final = Celery("luotsi", set_as_current=False, task_cls=CarriedTask)

_VISIBILITY: Final = 120  # seconds; what a dead worker had fetched and not begun comes back by itself
_SECONDS_TO_OPEN: Final = 30.0


def configure(settings: Settings) -> Celery:
    """The application, ready to publish and to work."""
    app.conf.update(
        broker_url=settings.redis_url,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options={
            "visibility_timeout": _VISIBILITY,
            "socket_connect_timeout": 2,
            "socket_keepalive": True,
            "health_check_interval": 10,
            # Always into the first queue first, instead of each in turn.
            "queue_order_strategy": "priority",
        },
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        # The lease guards a Job, not the message: what is begun needs no message any more.
        task_acks_late=False,
        # Only against what no time limit of asyncio stops; the process is replaced, and the lease runs out.
        task_time_limit=4 * settings.lease_seconds + 5,
        worker_prefetch_multiplier=1,
        worker_proc_alive_timeout=_SECONDS_TO_OPEN,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_log_color=False,
    )
    return app


@app.task(name=task_of(JobKind.ALARM))  # type: ignore[untyped-decorator]
def alarm(job_ids: Sequence[str]) -> None:
    """Tell people of emergencies that nobody has seen."""
    HERE.do(job_ids)


@app.task(name=task_of(JobKind.READ))  # type: ignore[untyped-decorator]
def read(job_ids: Sequence[str]) -> None:
    """Read contacts."""
    HERE.do(job_ids)


@app.task(name=task_of(JobKind.DECIDE))  # type: ignore[untyped-decorator]
def decide(job_ids: Sequence[str]) -> None:
    """Decide where contacts go."""
    HERE.do(job_ids)


@app.task(name=task_of(JobKind.ACKNOWLEDGE))  # type: ignore[untyped-decorator]
def acknowledge(job_ids: Sequence[str]) -> None:
    """Tell senders what happens next."""
    HERE.do(job_ids)


@app.task(name=task_of(JobKind.DELIVER))  # type: ignore[untyped-decorator]
def deliver(job_ids: Sequence[str]) -> None:
    """Hand messages to the relay."""
    HERE.do(job_ids)


@app.task(name=task_of(JobKind.PROMISE_DUE))  # type: ignore[untyped-decorator]
def promise_due(job_ids: Sequence[str]) -> None:
    """See whether promises were kept."""
    HERE.do(job_ids)


@app.task(name=task_of(JobKind.ERASE))  # type: ignore[untyped-decorator]
def erase(job_ids: Sequence[str]) -> None:
    """Erase the words of anonymous chats that ended long ago."""
    HERE.do(job_ids)


@signals.worker_process_init.connect  # type: ignore[untyped-decorator]
def _begin(**_more: Any) -> None:  # noqa: ANN401  Celery's signals carry what they like
    HERE.open()


@signals.worker_process_shutdown.connect  # type: ignore[untyped-decorator]
def _end(**_more: Any) -> None:  # noqa: ANN401
    HERE.close()


@signals.setup_logging.connect  # type: ignore[untyped-decorator]
def _leave_logging_alone(**_more: Any) -> None:  # noqa: ANN401
    """Logging is ours: Celery would write the arguments of tasks, and its libraries' words."""
