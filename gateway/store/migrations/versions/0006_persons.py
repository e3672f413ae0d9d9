"""Clients whom a person has recognised, and answers about one worker for all their matters."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Clients, links and differences; answers; the telephone number of who also left a mail address."""
    op.create_table(
        "persons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_persons_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_table(
        "person_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.String(40), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("linked_by", sa.Uuid(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_person_links_person_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_person_links_contact_id")),
        sa.ForeignKeyConstraint(["linked_by"], ["users.id"], name=op.f("fk_person_links_linked_by")),
        sa.ForeignKeyConstraint(["undone_by"], ["users.id"], name=op.f("fk_person_links_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_links")),
    )
    op.create_index("ix_person_links_person_id", "person_links", ["person_id"])
    op.create_index("ix_person_links_contact_id", "person_links", ["contact_id"])
    op.create_index(
        "uq_person_links_standing",
        "person_links",
        ["contact_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "person_differences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_person_differences_contact_id")),
        sa.ForeignKeyConstraint(["other_id"], ["contacts.id"], name=op.f("fk_person_differences_other_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_person_differences_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_differences")),
    )
    op.create_index("ix_person_differences_contact_id", "person_differences", ["contact_id"])
    op.create_index("ix_person_differences_other_id", "person_differences", ["other_id"])
    op.create_table(
        "coordination_answers",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("triggers", sa.String(400), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_coordination_answers_case_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_coordination_answers_user_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_coordination_answers")),
    )
    op.create_index("ix_coordination_answers_case_id", "coordination_answers", ["case_id"])
    # Without a default and not rebuilt: the old program does not know the column and goes on beside it.
    op.add_column("contact_versions", sa.Column("phone_hash", sa.LargeBinary(), nullable=True))
    op.create_index("ix_contact_versions_phone_hash", "contact_versions", ["phone_hash"])


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
