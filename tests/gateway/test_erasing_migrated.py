"""Chats that ended before anybody promised that their words go: it is promised for each of them."""

from gateway.store import migrate
from gateway.store.jobs import FIRST_THINGS_FIRST
from gateway.store.states import JobKind
from tests.gateway.test_clocks_migrated import AT, on

CASE = """
INSERT INTO cases (id, revision, state, open, view, team, channel, language, contacter, direction, urgency,
    urgency_rank, safe_contact_only, alarm, undelivered, opened_at, order_at, promise_due_at, resolution, reason)
VALUES (:id, 0, :state, true, 'work', 'advice', :channel, 'fi', 'client', 'to_service', 'routine', 3, false, false,
    false, :at, :at, :at, 'advice_given', 'other')
"""
CONTACT = """
INSERT INTO contacts (id, receipt_id, case_id, reference, content_hash, channel, line, direction, arrived_at, version)
VALUES (:id, :id, :id, :reference, '', :channel, '', 'to_service', :at, 1)
"""
ENDED_CHAT, OPEN_CHAT, ENDED_MAIL = (f"0000000000004000800000000000000{number}" for number in (1, 2, 3))


def test_it_is_promised_for_each_chat_that_had_ended(empty_database_url, database_kind):
    migrate.upgrade(empty_database_url, to="0017")
    at = AT + ("+00" if database_kind == "postgresql" else "")
    asked = ((ENDED_CHAT, "resolved", "chat"), (OPEN_CHAT, "assigned", "chat"), (ENDED_MAIL, "resolved", "email"))
    rows = [{"id": own, "state": state, "channel": channel, "at": at} for own, state, channel in asked]
    unchecked = [("SET session_replication_role = replica", {})] if database_kind == "postgresql" else []
    contacts = [{"reference": row["id"][-1], **{name: row[name] for name in ("id", "channel", "at")}} for row in rows]
    on(empty_database_url, *unchecked, *[(CASE, row) for row in rows], *[(CONTACT, row) for row in contacts])

    migrate.upgrade(empty_database_url)

    query = "SELECT subject_id, kind, priority, state, due_at = created_at FROM jobs"
    ((subject, kind, priority, state, is_due),) = on(empty_database_url, (query, {}))
    assert (subject.replace("-", ""), kind, state) == (ENDED_CHAT, "erase", "waiting")
    assert (int(priority), is_due in {"True", "1"}) == (FIRST_THINGS_FIRST.index(JobKind.ERASE), True)
