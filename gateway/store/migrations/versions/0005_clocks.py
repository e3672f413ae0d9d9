"""Clocks by law with their record, what has rung because nobody had it in hand, and who is away."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_CURRENT = "past = false"


def upgrade() -> None:
    """The clocks that Cases already have go into the record as they stand."""
    op.create_table(
        "clocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("age", sa.String(40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("because_contact_id", sa.Uuid(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("past", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clocks_case_id")),
        sa.ForeignKeyConstraint(["because_contact_id"], ["contacts.id"], name=op.f("fk_clocks_because_contact_id")),
        sa.ForeignKeyConstraint(["stopped_by"], ["users.id"], name=op.f("fk_clocks_stopped_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks")),
    )
    op.create_index("ix_clocks_case_id", "clocks", ["case_id"])
    op.create_index("ix_clocks_due_at", "clocks", ["due_at"])
    op.create_index("ix_clocks_stopped_at", "clocks", ["stopped_at"])
    op.create_index(
        "uq_clocks_current",
        "clocks",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text(_CURRENT),
        postgresql_where=sa.text(_CURRENT),
    )
    op.create_table(
        "rings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rung_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_rings_case_id")),
        sa.ForeignKeyConstraint(["seen_by"], ["users.id"], name=op.f("fk_rings_seen_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rings")),
        sa.UniqueConstraint("case_id", "day", name=op.f("uq_rings_case_id_day")),
    )
    op.create_index("ix_rings_day", "rings", ["day"])
    op.create_table(
        "absences",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("away_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_absences_user_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["users.id"], name=op.f("fk_absences_deputy_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_absences")),
    )
    _record_what_runs()


def _record_what_runs() -> None:
    # Only the seven days end with the last second of a day; the other clock ends with service hours, on a full minute.
    op.execute(
        "INSERT INTO clocks (id, case_id, code, age, started_at, due_at, past)"
        " SELECT id, id, CASE WHEN extract(second FROM clock_due_at) = 59 THEN 'statutory_7wd_start'"
        " ELSE 'without_delay' END, 'unknown', clock_started_at, clock_due_at, false FROM cases"
        " WHERE clock_started_at IS NOT NULL AND clock_due_at IS NOT NULL"
        if op.get_bind().dialect.name == "postgresql"
        else "INSERT INTO clocks (id, case_id, code, age, started_at, due_at, past)"
        " SELECT id, id, CASE WHEN substr(clock_due_at, 18, 2) = '59' THEN 'statutory_7wd_start'"
        " ELSE 'without_delay' END, 'unknown', clock_started_at, clock_due_at, false FROM cases"
        " WHERE clock_started_at IS NOT NULL AND clock_due_at IS NOT NULL"
    )


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
