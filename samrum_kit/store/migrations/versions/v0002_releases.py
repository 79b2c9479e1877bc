"""What was told outside the team: a ledger, so that two reports can't be taken from each other."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the ledger."""
    op.create_table(
        "releases", sa.Column("number", sa.Integer(), nullable=False), sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_releases"),
    )
