"""All tables, for migrations and key rotation: importing this module knows them all."""

from gateway.store import (
    acknowledgements,
    alarms,
    answers,
    audit,
    callbacks,
    cases,
    contacts,
    decisions,
    deliveries,
    drafts,
    jobs,
    originals,
    promises,
    readings,
    receipts,
    secrets,
    timeline,
    users,
)
from gateway.store.schema import Row

__all__ = ["METADATA"]

NOUNS = (
    acknowledgements, alarms, answers, audit, callbacks, cases, contacts, decisions, deliveries, drafts, jobs, originals,
    promises, readings, receipts, secrets, timeline, users,
)  # fmt: skip
METADATA = Row.metadata
