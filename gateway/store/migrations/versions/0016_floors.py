"""Who has the floor in a conversation, who is at the desk, what may be pressed, and how to come back by a code."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A conversation of which no floor is written down is people's: so were all before."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "floors",
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("floor", sa.String(40), nullable=False),
        sa.Column("dialogue", sa.Text(), nullable=True),
        sa.Column("advisor_id", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("waiting_since", moment, nullable=True),
        sa.Column("taken_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_floors"),
        sa.CheckConstraint("(floor = 'advisor') = (advisor_id IS NOT NULL)", name="ck_floors_advisor_is_named"),
        sa.CheckConstraint("floor <> 'queue' OR waiting_since IS NOT NULL", name="ck_floors_queue_has_a_beginning"),
        sa.CheckConstraint("floor <> 'bot' OR dialogue IS NOT NULL", name="ck_floors_bot_has_a_dialogue"),
    )
    op.create_index("ix_floors_floor_waiting_since", "floors", ["floor", "waiting_since"])
    op.create_index("ix_floors_advisor_id", "floors", ["advisor_id"])
    op.create_table(
        "attendance",
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_attendance"),
    )
    # Without defaults and not rebuilt: the old program does not know the columns and goes on beside it.
    op.add_column("entries", sa.Column("buttons", sa.String(120), nullable=True))
    op.add_column("conversations", sa.Column("code_hash", sa.LargeBinary(), nullable=True))
    op.create_index("ix_conversations_code_hash", "conversations", ["code_hash"], unique=True)


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
