"""All tables, for migrations and key rotation: importing this module knows them all."""

from gateway.store import (
    acknowledgements,
    alarms,
    answers,
    audit,
    callbacks,
    cases,
    contacts,
    conversations,
    decisions,
    deliveries,
    drafts,
    jobs,
    originals,
    presence,
    promises,
    readings,
    receipts,
    secrets,
    timeline,
    users,
)
from gateway.store.schema import Row

# A table is known once its module is imported; naming them here is what imports them.
NOUNS = (
    *(receipts, originals, contacts, cases, timeline, readings, decisions, promises),
    *(acknowledgements, deliveries, jobs, alarms, callbacks, answers, users, drafts, audit, secrets),
    *(conversations, presence),
)
METADATA = Row.metadata
