"""Practices, turns and disputes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "practices",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("scenario_id", sa.String(200), nullable=False),
        sa.Column("scenario", sa.JSON, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("head", sa.String(32)),
    )
    op.create_index("ix_practices_owner_started", "practices", ["owner", "started_at"])
    op.create_table(
        "turns",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("practice_id", sa.String(32), sa.ForeignKey("practices.id", ondelete="CASCADE"), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("parent", sa.String(32)),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("say", sa.Text, nullable=False),
        sa.Column("tag", sa.JSON, nullable=False),
        sa.Column("felt_trust", sa.Float, nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("note", sa.JSON, nullable=False),
        sa.Column("revealed", sa.Integer, nullable=False),
        sa.Column("line", sa.String(200), nullable=False),
        sa.Column("engine", sa.String(20), nullable=False),
        sa.Column("ms", sa.Float, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
    )
    op.create_index("ix_turns_practice_id", "turns", ["practice_id"])
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("given", sa.String(20), nullable=False),
        sa.Column("wanted", sa.String(20), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_disputes_owner", "disputes", ["owner"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("disputes")
    op.drop_table("turns")
    op.drop_table("practices")
