"""The language model: what it cost, who agreed to it, and why a turn fell back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, and the reason's column."""
    op.add_column("turns", sa.Column("fallback", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "llm_usage",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("completion_tokens", sa.Integer, nullable=False),
        sa.Column("cached_tokens", sa.Integer, nullable=False),
        sa.Column("estimated", sa.Boolean, nullable=False),
        sa.Column("fault", sa.String(40)),
    )
    op.create_index("ix_llm_usage_owner_at", "llm_usage", ["owner", "at"])
    op.create_table(
        "llm_consents",
        sa.Column("owner", sa.String(200), primary_key=True),
        sa.Column("host", sa.String(300), primary_key=True),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("llm_consents")
    op.drop_table("llm_usage")
    op.drop_column("turns", "fallback")
