"""Which mails have the same Message-ID, and which of our letters went to the same counterpart."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_COLUMNS = (("contacts", "message_id_hash"), ("deliveries", "mailbox_hash"), ("deliveries", "words_hash"))


def upgrade() -> None:
    """Of what was before nobody knows them: brakes count a day, and a Message-ID is looked for from here on."""
    for table, column in _COLUMNS:
        op.add_column(table, sa.Column(column, sa.LargeBinary(), nullable=True))
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
