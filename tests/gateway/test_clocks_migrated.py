"""Cases from before the record of clocks: each running clock is in it afterwards, to the same second."""

import json

from sqlalchemy import create_engine, make_url, text

from gateway.store import migrate

CASE = """
INSERT INTO cases (id, revision, state, open, view, team, channel, language, contacter, direction, urgency,
    urgency_rank, safe_contact_only, alarm, undelivered, opened_at, order_at, promise_due_at, clock_started_at,
    clock_due_at)
VALUES (:id, 0, 'triaged', true, 'work', 'advice', 'email', 'fi', 'client', 'to_service', 'routine', 3, false, false,
    false, :at, :at, :at, :started, :due)
"""
CONTACT = """
INSERT INTO contacts (id, receipt_id, case_id, reference, content_hash, channel, line, direction, arrived_at, version)
VALUES (:id, :id, :case, :reference, '', 'email', '', 'to_service', :at, 1)
"""
DECISION = """
INSERT INTO decisions (id, contact_id, reading_id, rule, rules_version, created_at, decision)
VALUES (:id, :contact, :id, 'R081', '1', :at, :decision)
"""
AT = "2026-11-24 08:00:00.000000"
SEVEN_DAYS, TEN_DAYS = "2026-12-03 21:59:59.000000", "2026-12-09 14:00:00.000000"


def on(url, *statements):
    """Run *statements* in one transaction; the rows of the last."""
    address = make_url(url)
    engine = create_engine(address.set(drivername=address.drivername.replace("+aiosqlite", "")))
    with engine.begin() as connection:
        rows = None
        for statement, values in statements:
            rows = connection.execute(text(statement), values)
        found = [tuple(map(str, row)) for row in rows] if rows is not None and rows.returns_rows else []
    engine.dispose()
    return found


def decided(case, age, at, number):
    """A contact of the Case with its Decision, by somebody of that age; what else they hang on is left out."""
    contact = {"id": f"000000000000400080000000000001{number}", "case": case, "at": at, "reference": str(number)}
    decision = {
        "id": contact["id"],
        "contact": contact["id"],
        "at": at,
        "decision": json.dumps({"facts": {"age": age}}),
    }
    return [(CONTACT, contact), (DECISION, decision)]


def test_each_clock_that_runs_is_in_the_record_as_it_was(empty_database_url, database_kind):
    migrate.upgrade(empty_database_url, to="0004")
    zone = "+00" if database_kind == "postgresql" else ""
    ids = [f"0000000000004000800000000000000{number}" for number in (1, 2, 3, 4)]
    dates = [(AT + zone, SEVEN_DAYS + zone), (AT + zone, TEN_DAYS + zone), (None, None), (AT + zone, TEN_DAYS + zone)]
    cases = [
        (CASE, {"id": own, "at": AT + zone, "started": started, "due": due})
        for own, (started, due) in zip(ids, dates, strict=True)
    ]
    unchecked = [("SET session_replication_role = replica", {})] if database_kind == "postgresql" else []
    said = [*decided(ids[3], "unknown", AT + zone, 10), *decided(ids[3], "age_under_65", AT + zone, 11)]
    on(empty_database_url, *unchecked, *cases, *said)

    migrate.upgrade(empty_database_url)

    query = "SELECT code, age, past, due_at = :due FROM clocks ORDER BY id"
    found = on(empty_database_url, (query, {"due": SEVEN_DAYS + zone}))
    truth, lie = ("True", "False") if database_kind == "postgresql" else ("1", "0")
    assert found == [
        ("statutory_7wd_start", "unknown", lie, truth),
        # No Decision says whose it was: not of somebody who has the seven days, or they would be on it.
        ("without_delay", "age_65_74", lie, lie),
        ("without_delay", "age_under_65", lie, lie),
    ]
    assert migrate.differences(empty_database_url) == []
