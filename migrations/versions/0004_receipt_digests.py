"""digests in the place of receipt codes, columns in the place of packed texts

Rules: a migration that landed is never edited; it runs on SQLite and on PostgreSQL; data it
removes is named here. `make test` compares the result with the models on both.

Removed for good: receipt codes inside stored contents. Their digests stand there instead;
`sha256` stays that of what was sent, so that what comes again is still known.

Revision ID: 0004
Revises: 20261124_phones
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "20261124_phones"
branch_labels = None
depends_on = None

BATCH = 500
IN_TEXT = re.compile(r'"receipt"\s*:\s*"([0-9A-Za-z -]{8,64})"')

SUBMISSION = sa.table("submission", sa.column("id", sa.String), sa.column("content", sa.Text))
QUARANTINED = sa.table(
    "quarantined_submission",
    sa.column("id", sa.Integer),
    sa.column("place", sa.String),
    sa.column("round_code", sa.String),
    sa.column("unit_code", sa.String),
    sa.column("raw", sa.Text),
    sa.column("problems", sa.JSON),
    sa.column("status", sa.String),
    sa.column("withdrawn_at", sa.DateTime(timezone=True)),
)


def change(table: Any, where: Any, changed: Callable[[Any], dict[str, Any]]) -> None:
    """Change rows, some at a time in the order of their keys; `changed` gives new values."""
    connection, key = op.get_bind(), table.c.id
    update = table.update().where(key == sa.bindparam("key"))
    query = sa.select(table).where(where).order_by(key).limit(BATCH)
    rows = connection.execute(query).all()
    while rows:
        connection.execute(update, [{"key": row.id, **changed(row)} for row in rows])
        rows = connection.execute(query.where(key > rows[-1].id)).all()


def stored(row: Any) -> dict[str, Any]:
    """Give what changes in what was accepted."""
    return {"content": canonical(without_code(json.loads(row.content)))}


def quarantined(row: Any) -> dict[str, Any]:
    """Give what changes in what was quarantined."""
    round_code, _, unit_code = row.place.partition(" / ")
    gone = row.status == "withdrawn"
    return {
        "raw": json.dumps(without_code(json.loads(row.raw)), ensure_ascii=True),
        "round_code": round_code[:64],
        "unit_code": "" if unit_code == "None" else unit_code[:64],
        "problems": [{"code": "id_withdrawn"}] if gone else row.problems,
        "withdrawn_at": datetime.fromisoformat(row.problems[0]["at"]) if gone else None,
    }


def without_code(raw: Any) -> Any:
    """Put the digest in the place of the code, in a content or in what was to carry one."""
    if isinstance(raw, str):
        return text_without_code(raw)
    if not isinstance(raw, dict):
        return raw
    found = {name: value for name, value in raw.items() if name != "receipt"}
    code = raw.get("receipt")
    if code is not None:
        found["receipt_sha256"] = digest(code if isinstance(code, str) else canonical(code))
    return found | {name: without_code(raw[name]) for name in ("payload",) if name in raw}


def text_without_code(text: str) -> str:
    """Do the same in JSON that is text, which stays as it is where it holds no code."""
    try:
        content = json.loads(text)
        changed = without_code(content) if isinstance(content, dict) else content
        return text if changed == content else canonical(changed)
    except (ValueError, RecursionError):
        return IN_TEXT.sub(lambda found: f'"receipt_sha256":"{digest(found[1])}"', text)


def digest(code: str) -> str:
    """Give the digest of a code as it is looked up: any case, any separators."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    plain = letters.translate(str.maketrans("ILO", "110"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(content: Any) -> str:
    """Write content the one way it can be written."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def upgrade() -> None:
    """Apply."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA secure_delete = ON")  # no code stays in the free pages of the file
    for name in ("round_code", "unit_code"):
        op.add_column(
            "quarantined_submission",
            sa.Column(name, sa.String(length=64), server_default="", nullable=False),
        )
    op.add_column(
        "quarantined_submission",
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
    )
    change(SUBMISSION, SUBMISSION.c.content.contains('"receipt"'), stored)
    change(QUARANTINED, sa.true(), quarantined)
    op.drop_column("quarantined_submission", "place")


def downgrade() -> None:
    """Take back. The codes do not come back: what was stored keeps their digests."""
    op.add_column(
        "quarantined_submission",
        sa.Column("place", sa.String(length=200), server_default="", nullable=False),
    )
    place = QUARANTINED.c.round_code + " / " + QUARANTINED.c.unit_code
    op.execute(QUARANTINED.update().values(place=place))
    change(QUARANTINED, QUARANTINED.c.status == "withdrawn", with_time)
    for name in ("withdrawn_at", "unit_code", "round_code"):
        op.drop_column("quarantined_submission", name)


def with_time(row: Any) -> dict[str, Any]:
    """Put the time of a withdrawal back into its problem."""
    at = row.withdrawn_at.replace(tzinfo=row.withdrawn_at.tzinfo or UTC)
    return {"problems": [{"code": "id_withdrawn", "at": at.isoformat()}]}
