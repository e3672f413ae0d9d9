"""Of which contacts no words are left; and the promise that they go, for chats that ended before it was made."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_CASES = sa.table("cases", sa.column("id", sa.Uuid()), sa.column("state", sa.String()))
_CONTACTS = sa.table("contacts", sa.column("case_id", sa.Uuid()), sa.column("channel", sa.String()))
_JOBS = sa.table(
    "jobs",
    sa.column("id", sa.Uuid()),
    *(sa.column(name, sa.String()) for name in ("kind", "state", "problem")),
    *(sa.column(name, sa.Integer()) for name in ("priority", "attempts")),
    sa.column("subject_id", sa.Uuid()),
    *(sa.column(name, _MOMENT) for name in ("due_at", "created_at")),
)


def upgrade() -> None:
    """The Job finds out by itself which of them are anonymous, and whether their day has come."""
    op.add_column("contacts", sa.Column("erased_at", _MOMENT, nullable=True))
    now = datetime.now(UTC)
    chats = sa.select(_CONTACTS.c.case_id).where(_CONTACTS.c.channel == "chat")
    ended = sa.select(_CASES.c.id).where(_CASES.c.state == "resolved", _CASES.c.id.in_(chats))
    promised = {"kind": "erase", "priority": 6, "state": "waiting", "attempts": 0, "problem": ""}
    jobs = [
        {**promised, "id": uuid4(), "subject_id": case_id, "due_at": now, "created_at": now}
        for case_id in op.get_bind().scalars(ended).all()
    ]
    op.bulk_insert(_JOBS, jobs)


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
