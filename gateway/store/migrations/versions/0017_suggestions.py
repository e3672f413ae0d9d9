"""What became of suggested replies."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own: a row for each contact whose suggestion somebody has acted upon."""
    op.create_table(
        "suggestions",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("text_hash", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_suggestions_contact_id")),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_suggestions")),
    )
    op.create_index(op.f("ix_suggestions_at"), "suggestions", ["at"])


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
