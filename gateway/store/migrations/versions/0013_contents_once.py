"""The content of an attachment is kept once, however often it comes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is there stays where it is: only who has the keys could tell which of it is the same."""
    with op.batch_alter_table("attachments") as table:
        table.add_column(sa.Column("content_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f("fk_attachments_content_id"), "originals", ["content_id"], ["id"])
        table.alter_column("sealed", existing_type=sa.LargeBinary(), nullable=True)


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
