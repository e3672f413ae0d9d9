"""What people say of the chat afterwards, about nobody and with no way back to a conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table that points nowhere."""
    op.create_table(
        "chat_feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("helped", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_feedback")),
    )


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
