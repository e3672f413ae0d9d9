"""When it was recorded that an assessment had begun, and whose clocks those from before the record were."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Which of the two clocks ran was decided by the client's age, and that stands in the Decision. Who may be 75 has the
# seven days, so an unknown age beside the other clock was never true.
_AGE = {
    "postgresql": "decisions.decision #>> '{facts,age}'",
    "sqlite": "json_extract(decisions.decision, '$.facts.age')",
}


def upgrade() -> None:
    """What was recorded before has its moment from the timeline."""
    op.add_column("clocks", sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE clocks SET recorded_at = coalesce((SELECT min(timeline.at) FROM timeline"
        " WHERE timeline.case_id = clocks.case_id AND timeline.event = 'assessment_begun'"
        " AND timeline.at >= clocks.stopped_at), stopped_at) WHERE stopped_at IS NOT NULL"
    )
    _name_whose_they_were()


def _name_whose_they_were() -> None:
    age = _AGE[op.get_bind().dialect.name]
    # Where no Decision says it (a corrected Case), it was one of the two groups that do not have the seven days; the
    # nearer one is named. The date stays: it is what the person was told, and an age known better only shortens it.
    op.execute(
        f"UPDATE clocks SET age = coalesce((SELECT {age} FROM decisions"  # noqa: S608  no value comes from outside
        " JOIN contacts ON contacts.id = decisions.contact_id WHERE contacts.case_id = clocks.case_id"
        f" AND {age} IN ('age_under_65', 'age_65_74') ORDER BY decisions.created_at LIMIT 1), 'age_65_74')"
        " WHERE code = 'without_delay' AND age = 'unknown' AND because_contact_id IS NULL"
    )


def downgrade() -> None:
    """There is no way back: restore a backup."""
    raise NotImplementedError
