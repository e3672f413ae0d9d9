"""What can be seen from outside: logs without personal text, health, metrics."""

import json
import logging
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from gateway.services import Services
from gateway.store import alarms, balance, deliveries, jobs
from gateway.store.states import DeliveryState

_LATE: Final = timedelta(minutes=2)


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
    if services.wakes.away:
        degraded.append("redis")
    try:
        async with services.readers() as session:
            counted = await jobs.counts(session, services.now())
    except (SQLAlchemyError, OSError):
        return Health(ready=False, degraded=("database", *degraded))
    if counted["late"]:
        degraded.append("jobs_late")
    if counted["given_up"]:
        degraded.append("jobs_given_up")
    return Health(ready=True, degraded=tuple(degraded))


async def metrics(services: Services) -> bytes:
    """Prometheus text. Counted in the database, so that it is the same whichever process is asked."""
    registry = CollectorRegistry()
    now = services.now()
    async with services.readers() as session:
        counted = await jobs.counts(session, now)
        total = await balance.count(session)
        outgoing = await deliveries.by_state(session)
        unseen = await alarms.unseen(session, now - _LATE)
    waiting = Gauge("luotsi_jobs", "Jobs by state", ["state"], registry=registry)
    for state, number in counted.items():
        waiting.labels(state).set(number)
    received = Gauge(
        "luotsi_contacts", "Contacts by channel and side of the balance", ["channel", "side"], registry=registry
    )
    for channel, sides in total.channels.items():
        for side in ("received", "recorded", "quarantined"):
            received.labels(channel, side).set(getattr(sides, side))
    Gauge("luotsi_unaccounted", "Receipts without a contact; must be 0", registry=registry).set(total.unaccounted)
    sent = Gauge("luotsi_deliveries", "Outgoing messages by state", ["state"], registry=registry)
    for state in DeliveryState:
        sent.labels(state).set(outgoing.get(state, 0))
    Gauge("luotsi_alarms_unseen", "Emergencies nobody has seen for two minutes", registry=registry).set(unseen)
    away = Gauge("luotsi_redis_away", "1 when this process cannot reach Redis", registry=registry)
    away.set(services.wakes.away)
    Gauge("luotsi_ready", "1 when we can keep what comes", registry=registry).set(1)
    return generate_latest(registry)
