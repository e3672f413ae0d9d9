"""All tables, for migrations and key rotation: importing this module knows them all."""

from gateway.store import (
    absences,
    acknowledgements,
    alarms,
    announcements,
    answers,
    attendance,
    audit,
    callbacks,
    cases,
    clocks,
    contacts,
    conversations,
    coordination,
    corrections,
    decisions,
    deliveries,
    drafts,
    feedback,
    floors,
    granted,
    jobs,
    mailboxes,
    memberships,
    originals,
    persons,
    presence,
    promises,
    readings,
    receipts,
    rings,
    secrets,
    suggestions,
    tasks,
    timeline,
    users,
)
from gateway.store.schema import Row

# A table is known once its module is imported; naming them here is what imports them.
NOUNS = (
    *(receipts, originals, contacts, cases, timeline, readings, decisions, promises),
    *(acknowledgements, deliveries, jobs, alarms, callbacks, answers, users, drafts, audit, secrets),
    *(announcements, conversations, presence, tasks, memberships, clocks, rings, absences),
    *(persons, coordination, granted, corrections, mailboxes, floors, attendance, suggestions),
    feedback,
)
METADATA = Row.metadata
