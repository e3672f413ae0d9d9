"""At which message of a conversation danger was found."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was said before is not read again: it has neither level nor patterns."""
    # Without defaults and not rebuilt: the old program does not know the columns and goes on beside it.
    op.add_column("entries", sa.Column("urgency", sa.String(40), nullable=True))
    op.add_column("entries", sa.Column("patterns", sa.String(40), nullable=True))


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
