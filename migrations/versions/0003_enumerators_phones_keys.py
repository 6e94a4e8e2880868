"""enumerators, their phones and units, keys of rounds

Rules: a migration that landed is never edited; it runs on SQLite and on PostgreSQL; data it
removes is named here. `make test` compares the result with the models on both.

Revision ID: 20261124_phones
Revises: 20261124_tokens
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_phones"
down_revision = "20261124_tokens"
branch_labels = None
depends_on = None


ROLES = "role IN ('admin', 'staff', 'viewer'{more})"
# In words of SQL: Alembic would copy the table, which SQLite refuses while others point to it.
INTERVIEWER = (
    "ALTER TABLE {table} ADD COLUMN enumerator_id INTEGER "
    "CONSTRAINT fk_{table}_enumerator_id REFERENCES user_account (id)"
)


def change_roles(more: str) -> None:
    """Say which roles an account may have."""
    name = op.f("ck_user_account_role")
    with op.batch_alter_table("user_account") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, ROLES.format(more=more))


def upgrade() -> None:
    """Apply."""
    change_roles(", 'enumerator'")
    op.create_table(
        "round_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("private", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_key_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_key")),
        sa.UniqueConstraint("key_id", name=op.f("uq_round_key_key_id")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_round_key_round_id_number")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.CheckConstraint("target >= 0", name=op.f("ck_assignment_target")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_assignment_round_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_assignment_unit_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_assignment_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "user_id", "round_id", "unit_id", name=op.f("uq_assignment_user_id_round_id_unit_id")
        ),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_round_id"), ["round_id"], unique=False)

    op.create_table(
        "device",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("reader_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_device_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("reader_sha256", name=op.f("uq_device_reader_sha256")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_device_token_sha256")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_user_id"), ["user_id"], unique=False)

    for table in ("quarantined_submission", "submission"):
        op.execute(INTERVIEWER.format(table=table))
        op.create_index(f"ix_{table}_enumerator_id", table, ["enumerator_id"])
    op.add_column("submission", sa.Column("clock_offset", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take back. Accounts of enumerators, their phones and the keys are removed."""
    for table in ("submission", "quarantined_submission"):
        with op.batch_alter_table(table) as changed:
            changed.drop_index(f"ix_{table}_enumerator_id")
            changed.drop_column("enumerator_id")
    op.drop_column("submission", "clock_offset")
    for table in ("device", "assignment", "round_key"):
        op.drop_table(table)
    op.execute("DELETE FROM user_account WHERE role = 'enumerator'")
    change_roles("")
