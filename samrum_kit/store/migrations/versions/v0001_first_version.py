"""The first version: the 20 tables of the records, the notes on requirements, and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.String(64)


def upgrade() -> None:
    """Make all tables."""
    _create_schools_and_cases()
    _create_what_is_said_and_agreed()
    _create_plans()
    _create_series()
    _create_meetings()
    _create_own_tables()


def _create_schools_and_cases() -> None:
    """Schools, pupils and the cases."""
    op.create_table(
        "schools", sa.Column("school_id", _ID, nullable=False), sa.Column("name", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False), sa.Column("district", sa.Text(), nullable=True),
        sa.Column("school_type", _ID, nullable=False), sa.Column("staff_count", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("school_id", name="pk_schools"),
    )
    op.create_table(
        "pupils", sa.Column("pupil_id", _ID, nullable=False), _reference("school_id", "schools.school_id"),
        sa.Column("grade", sa.Float(), nullable=True), sa.Column("class_name", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("pupil_id", name="pk_pupils"),
    )
    _index("pupils", "school_id")
    op.create_table(
        "identities", _reference("pupil_id", "pupils.pupil_id"), sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False), sa.Column("national_id", sa.Text(), nullable=True),
        sa.Column("known_names", sa.Text(), nullable=True),
        sa.Column("protected_address", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("pupil_id", name="pk_identities"),
    )
    op.create_table(
        "cases", sa.Column("case_id", _ID, nullable=False), sa.Column("kind", _ID, nullable=False),
        _reference("school_id", "schools.school_id"), _reference("pupil_id", "pupils.pupil_id", nullable=True),
        sa.Column("class_name", sa.Text(), nullable=True), sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_concern_on", sa.Date(), nullable=False), sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_as", _ID, nullable=True), sa.Column("open_social_case", sa.Boolean(), nullable=True),
        sa.Column("responsible_leader", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", name="pk_cases"),
    )
    _index("cases", "pupil_id")
    _index("cases", "school_id")


def _create_what_is_said_and_agreed() -> None:
    """Concerns, consents, contracts, perspectives and events."""
    op.create_table(
        "concerns", sa.Column("concern_id", _ID, nullable=False), _reference("case_id", "cases.case_id"),
        sa.Column("raised_on", sa.Date(), nullable=False), sa.Column("raised_by_role", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False), sa.Column("tried_so_far", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("concern_id", name="pk_concerns"),
    )
    _index("concerns", "case_id")
    op.create_table(
        "consents", sa.Column("consent_id", _ID, nullable=False), _reference("case_id", "cases.case_id"),
        sa.Column("kind", _ID, nullable=False), sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True), sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("givers_required", sa.Float(), nullable=False), sa.Column("givers", sa.Float(), nullable=False),
        sa.Column("form", _ID, nullable=False), sa.Column("document", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("consent_id", name="pk_consents"),
    )
    _index("consents", "case_id")
    op.create_table(
        "contracts", sa.Column("contract_id", _ID, nullable=False), _reference("case_id", "cases.case_id"),
        sa.Column("agreed_on", sa.Date(), nullable=False), sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("parties", sa.Text(), nullable=False), sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", name="pk_contracts"),
    )
    _index("contracts", "case_id")
    op.create_table(
        "perspectives", sa.Column("perspective_id", _ID, nullable=False), _reference("case_id", "cases.case_id"),
        sa.Column("perspective", _ID, nullable=False), sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("by_role", _ID, nullable=False), sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("perspective_id", name="pk_perspectives"),
    )
    _index("perspectives", "case_id")
    op.create_table(
        "events", sa.Column("event_id", _ID, nullable=False), _reference("case_id", "cases.case_id"),
        sa.Column("kind", _ID, nullable=False), sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True), sa.Column("topic", _ID, nullable=True),
        sa.Column("by_role", _ID, nullable=True), sa.Column("document", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True), sa.PrimaryKeyConstraint("event_id", name="pk_events"),
    )
    _index("events", "case_id")


def _create_plans() -> None:
    """Plans and all that hangs on them."""
    op.create_table(
        "plans", sa.Column("plan_id", _ID, nullable=False), _reference("case_id", "cases.case_id"),
        sa.Column("level", _ID, nullable=False), sa.Column("scope", _ID, nullable=False),
        sa.Column("context", sa.Text(), nullable=True), sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False), sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("evaluation_due_on", sa.Date(), nullable=True),
        sa.Column("responsible_leader", sa.Text(), nullable=True), sa.Column("child_voice", sa.Text(), nullable=True),
        sa.Column("child_voice_missing_reason", sa.Text(), nullable=True),
        sa.Column("parent_perspective", sa.Text(), nullable=True),
        sa.Column("parent_perspective_missing_reason", sa.Text(), nullable=True),
        sa.Column("other_changes", sa.Text(), nullable=True), sa.Column("form_purpose", sa.Text(), nullable=True),
        sa.Column("form_content", sa.Text(), nullable=True), sa.Column("form_method", sa.Text(), nullable=True),
        sa.Column("form_pedagogy", sa.Text(), nullable=True), sa.Column("home_community", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("plan_id", name="pk_plans"),
    )
    _index("plans", "case_id")
    op.create_table(
        "goals", sa.Column("goal_id", _ID, nullable=False), _reference("plan_id", "plans.plan_id"),
        sa.Column("text", sa.Text(), nullable=False), sa.Column("target", _ID, nullable=False),
        sa.PrimaryKeyConstraint("goal_id", name="pk_goals"),
    )
    _index("goals", "plan_id")
    op.create_table(
        "signs", sa.Column("sign_id", _ID, nullable=False), _reference("goal_id", "goals.goal_id"),
        sa.Column("text", sa.Text(), nullable=False), sa.Column("observed", _ID, nullable=True),
        sa.Column("observed_on", sa.Date(), nullable=True), sa.PrimaryKeyConstraint("sign_id", name="pk_signs"),
    )
    _index("signs", "goal_id")
    op.create_table(
        "evaluations", sa.Column("evaluation_id", _ID, nullable=False), _reference("plan_id", "plans.plan_id"),
        sa.Column("evaluated_on", sa.Date(), nullable=False), sa.Column("result", _ID, nullable=False),
        sa.Column("decision", _ID, nullable=True), sa.Column("text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("evaluation_id", name="pk_evaluations"),
    )
    _index("evaluations", "plan_id")


def _create_series() -> None:
    """Series and their measurements."""
    op.create_table(
        "series", sa.Column("series_id", _ID, nullable=False), _reference("case_id", "cases.case_id"),
        _reference("goal_id", "goals.goal_id", nullable=True), sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False), sa.Column("scale", _ID, nullable=False),
        sa.Column("improvement", _ID, nullable=False), sa.Column("goal_value", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("series_id", name="pk_series"),
    )
    _index("series", "case_id")
    _index("series", "goal_id")
    op.create_table(
        "observations", _reference("series_id", "series.series_id"),
        sa.Column("observed_on", sa.Date(), nullable=False), sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("series_id", "observed_on", name="pk_observations"),
    )


def _create_meetings() -> None:
    """Meetings and all that hangs on them; measures, which name them."""
    op.create_table(
        "meetings", sa.Column("meeting_id", _ID, nullable=False), sa.Column("forum", _ID, nullable=False),
        _reference("school_id", "schools.school_id"), _reference("case_id", "cases.case_id", nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=True), sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True), sa.Column("agenda_sent_on", sa.Date(), nullable=True),
        sa.Column("minutes_written_on", sa.Date(), nullable=True), sa.Column("chair_role", _ID, nullable=True),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_meetings"),
    )
    _index("meetings", "case_id")
    _index("meetings", "school_id")
    op.create_table(
        "participants", _reference("meeting_id", "meetings.meeting_id"), sa.Column("role", _ID, nullable=False),
        sa.Column("person", sa.Text(), nullable=False), sa.Column("present", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "role", "person", name="pk_participants"),
    )
    op.create_table(
        "actions", sa.Column("action_id", _ID, nullable=False), _reference("meeting_id", "meetings.meeting_id"),
        _reference("case_id", "cases.case_id", nullable=True), sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_role", _ID, nullable=True), sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", _ID, nullable=False), sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True), sa.PrimaryKeyConstraint("action_id", name="pk_actions"),
    )
    _index("actions", "case_id")
    _index("actions", "meeting_id")
    op.create_table(
        "agenda_items", sa.Column("item_id", _ID, nullable=False), _reference("meeting_id", "meetings.meeting_id"),
        sa.Column("position", sa.Float(), nullable=False), sa.Column("part", _ID, nullable=False),
        _reference("case_id", "cases.case_id", nullable=True), sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("anonymity", _ID, nullable=True), sa.Column("prepared_by_role", _ID, nullable=True),
        sa.Column("minutes_planned", sa.Float(), nullable=True), sa.Column("discussed", sa.Boolean(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=True), sa.Column("outcome", _ID, nullable=True),
        _reference("carried_from", "actions.action_id", nullable=True),
        sa.PrimaryKeyConstraint("item_id", name="pk_agenda_items"),
    )
    _index("agenda_items", "carried_from")
    _index("agenda_items", "case_id")
    _index("agenda_items", "meeting_id")
    op.create_table(
        "measures", sa.Column("measure_id", _ID, nullable=False),
        _reference("plan_id", "plans.plan_id", nullable=True),
        _reference("meeting_id", "meetings.meeting_id", nullable=True),
        _reference("case_id", "cases.case_id", nullable=True), sa.Column("text", sa.Text(), nullable=False),
        sa.Column("method_id", sa.Text(), nullable=True), sa.Column("target", _ID, nullable=False),
        sa.Column("involves_other_children", sa.Boolean(), nullable=True),
        sa.Column("actor_role", _ID, nullable=False), sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True), sa.Column("staff_benefiting", sa.Float(), nullable=True),
        sa.Column("carried_out", _ID, nullable=True), sa.PrimaryKeyConstraint("measure_id", name="pk_measures"),
    )
    _index("measures", "case_id")
    _index("measures", "meeting_id")
    _index("measures", "plan_id")


def _create_own_tables() -> None:
    """Notes on requirements and the audit log."""
    op.create_table(
        "requirement_notes", sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("model", _ID, nullable=False), sa.Column("gate", _ID, nullable=False),
        sa.Column("subject_table", _ID, nullable=False), sa.Column("subject_id", _ID, nullable=False),
        sa.Column("requirement", _ID, nullable=False), sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_role", _ID, nullable=False), sa.Column("noted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_requirement_notes"),
    )
    _index("requirement_notes", "subject_id")
    op.create_table(
        "audit", sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(32), nullable=False), sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", _ID, nullable=False), sa.Column("subject_table", _ID, nullable=False),
        sa.Column("subject_id", _ID, nullable=False), sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("seal", _ID, nullable=False), sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )


def _reference(name: str, target: str, *, nullable: bool = False) -> sa.Column[str]:
    """Return a column that refers to the key of another table; checked when the transaction ends."""
    return sa.Column(name, _ID, sa.ForeignKey(target, deferrable=True, initially="DEFERRED"), nullable=nullable)


def _index(table: str, column: str) -> None:
    """Make an index over one column."""
    op.create_index(f"ix_{table}_{column}", table, [column])
