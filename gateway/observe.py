"""What can be seen from outside: logs without personal text, health, metrics."""

import asyncio
import json
import logging
import sys
from dataclasses import dataclass

import structlog
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from gateway.condition.figures import measure, measure_disk
from gateway.condition.gauges import expose
from gateway.condition.judging import judge
from gateway.condition.limits import DISK_FULL
from gateway.services import Services
from gateway.store import jobs


def log_as_json(level: int = logging.INFO) -> None:
    """One JSON line per event on standard error. Events are constants, fields are ids and codes."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    # Libraries log through here. Their messages may quote what people sent: only who complained is written.
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_NameOnly())
    logging.basicConfig(level=logging.ERROR, handlers=[handler], force=True)


class _NameOnly(logging.Formatter):
    """Says which library complained and of what class, never in its words."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON line without the message."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        line = {"level": record.levelname.lower(), "event": "library", "logger": record.name, "error": kind}
        return json.dumps(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether we can do our work, and which parts are not well."""

    ready: bool  # we can keep what comes
    degraded: tuple[str, ...]  # codes of parts that work less than they should


async def health(services: Services) -> Health:
    """Look at each part. Never raises."""
    degraded = ["nlu"] if services.engine.degraded else []
    if services.engine.second_is_missing:
        degraded.append("second_opinion")
    if services.wakes.away:
        degraded.append("redis")
    if services.rasa and not await asyncio.to_thread(services.rasa.look):
        degraded.append("rasa")
    try:
        async with services.readers() as session:
            counted = await jobs.counts(session, services.now())
    except (SQLAlchemyError, OSError):
        return Health(ready=False, degraded=("database", *degraded))
    if counted["late"]:
        degraded.append("jobs_late")
    if counted["given_up"]:
        degraded.append("jobs_given_up")
    full = _is_full(services)
    return Health(ready=not full, degraded=("disk", *degraded) if full else tuple(degraded))


def _is_full(services: Services) -> bool:
    # An SQLite file can still be read when there is no room to write. A PostgreSQL has a disk of its own.
    return services.settings.database.startswith("sqlite") and measure_disk(services.settings).free < DISK_FULL


async def metrics(services: Services) -> bytes:
    """Prometheus text. Counted in the database, so that it is the same whichever process is asked.

    Without the database it says that we are not ready, and what this process knows by itself. Never raises.
    """
    registry = CollectorRegistry()
    ready = Gauge("luotsi_ready", "1 when we can keep what comes", registry=registry)
    away = Gauge("luotsi_redis_away", "1 when this process cannot reach Redis", registry=registry)
    away.set(services.wakes.away)
    try:
        figures = await measure(services)
    except (SQLAlchemyError, OSError):
        ready.set(0)
    else:
        ready.set(not _is_full(services))
        expose(registry, figures, judge(services, figures))
    return generate_latest(registry)
