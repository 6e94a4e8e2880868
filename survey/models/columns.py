"""Column types used by several tables."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, String, TypeDecorator
from sqlalchemy.orm import mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A time that knows its zone, on databases that do and on SQLite, which does not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Store UTC; a time without a zone is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CodesText(TypeDecorator[tuple[str, ...]]):
    """Several codes, a tuple in Python. One text in the database, so that it can group by them."""

    impl = String(300)
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Any) -> str | None:
        """Store the codes; a text or a code that would be read as two is a mistake of ours."""
        if value is None:
            return None
        if isinstance(value, str) or any(not code or ";" in code for code in value):
            raise ValueError("codes are stored as a tuple of codes")
        return ";".join(value)

    def process_result_value(self, value: str | None, dialect: Any) -> tuple[str, ...] | None:
        """Return the codes."""
        return value if value is None else tuple(value.split(";")) if value else ()


PrimaryKey = Annotated[int, mapped_column(primary_key=True)]
NameText = Annotated[str, mapped_column(String(300))]
Code = Annotated[str, mapped_column(String(64))]
Digest = Annotated[str, mapped_column(String(64))]
CodeList = Annotated[tuple[str, ...], mapped_column(CodesText())]
Time = Annotated[datetime, mapped_column(UtcDateTime())]
Document = Annotated[dict[str, Any], mapped_column(JSON())]
