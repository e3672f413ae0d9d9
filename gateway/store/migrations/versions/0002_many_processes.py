"""Many processes: which Jobs workers have been told of."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A Job knows until when somebody ought to have begun it."""
    # Without a default and not rebuilt: the old program does not know the column and goes on beside it.
    op.add_column("jobs", sa.Column("published_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
