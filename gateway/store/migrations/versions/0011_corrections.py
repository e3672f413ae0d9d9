"""What people said otherwise than a machine had read."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own. What was corrected before stands on timelines only, and is not taken over."""
    op.create_table(
        "corrections",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("read", sa.String(60), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("chosen", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_corrections_contact_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_corrections_reading_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_corrections_user_id")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["users.id"], name=op.f("fk_corrections_reviewed_by")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_corrections")),
    )
    decided = sa.text("event = 'decided'")
    op.create_index("ix_timeline_decided", "timeline", ["contact_id"], sqlite_where=decided, postgresql_where=decided)
    op.create_index("ix_corrections_word", "corrections", ["contact_id", "field", "seq"])


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
