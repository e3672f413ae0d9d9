"""Which version of our texts people were told in, and the later dates that they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Acknowledgements know their version and the date they name; what is told of a later date has a table."""
    # Without defaults and not rebuilt: the old program does not know the columns and goes on beside it.
    op.add_column("acknowledgements", sa.Column("text_version", sa.String(20), nullable=True))
    op.add_column("acknowledgements", sa.Column("date_by", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "announcements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("date_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=True),
        sa.Column("template", sa.String(60), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("text_version", sa.String(20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_announcements_contact_id")),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_announcements_delivery_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sa.UniqueConstraint("contact_id", "date_by", name=op.f("uq_announcements_contact_id_date_by")),
    )


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
