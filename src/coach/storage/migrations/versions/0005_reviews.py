"""Real conversations that were looked back on, with the promises in them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("scene", sa.String(20), nullable=False),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("conversation", sa.JSON, nullable=False),
        sa.Column("promises", sa.JSON, nullable=False),
    )
    op.create_index("ix_reviews_owner_made", "reviews", ["owner", "made_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("reviews")
