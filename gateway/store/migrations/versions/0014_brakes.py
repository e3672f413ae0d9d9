"""To which domain a message went, for the brakes on what we send by ourselves."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what went out before nobody knows it: a brake counts an hour, and forgets."""
    op.add_column("deliveries", sa.Column("domain_hash", sa.LargeBinary(), nullable=True))
    op.create_index("ix_deliveries_lately", "deliveries", ["purpose", "created_at"])


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
