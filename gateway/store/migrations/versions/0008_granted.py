"""Services that were granted, each with its clock of three months."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own: one Case can have several, and they go on when it has ended."""
    op.create_table(
        "granted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("service", sa.String(40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_granted_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_granted")),
    )
    op.create_index("ix_granted_case_id", "granted", ["case_id"])
    op.create_index("ix_granted_due_on", "granted", ["due_on"])


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
